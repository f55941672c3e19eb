// The tree that every XML reader of this package hands on. Comments and processing instructions are not kept.

export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
}

export interface XmlElement {
  readonly kind: 'element';
  /** Local name; in a document upgraded to QTI 3, the QTI 3 name (`qti-simple-choice`), HTML and MathML names as they are. */
  readonly name: string;
  /** Namespace address; empty for none. */
  readonly namespace: string;
  /** By name: without prefix for plain attributes, `xml:lang`, `xlink:href` … with the usual prefix for the known namespaces, `{address}name` for others. Namespace declarations are not among them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Line of its start tag, from 1. */
  readonly line: number;
}

export type XmlNode = XmlElement | XmlText;

/** The child elements, of one name where a name is given. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element' && (name === undefined || child.name === name)) found.push(child);
  }
  return found;
}

/** The first child element of that name, or null. */
export function findChild(element: XmlElement, name: string): XmlElement | null {
  for (const child of element.children) {
    if (child.kind === 'element' && child.name === name) return child;
  }
  return null;
}

/** All text below the element in order, as written. */
export function textOf(node: XmlNode): string {
  if (node.kind === 'text') return node.text;
  return node.children.map(textOf).join('');
}

/** Text for people: white space collapsed and trimmed; images speak by their `alt`. */
export function wordsOf(node: XmlNode): string {
  const parts: string[] = [];
  const visit = (at: XmlNode) => {
    if (at.kind === 'text') parts.push(at.text);
    else if (at.name === 'img') parts.push(` ${at.attributes.get('alt') ?? ''} `);
    else at.children.forEach(visit);
  };
  visit(node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** Every element below and with the given one, in document order. */
export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  // A stack instead of generators in generators: deep trees would cost their depth at every step.
  const open: XmlElement[] = [element];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at--) {
      const child = next.children[at];
      if (child?.kind === 'element') open.push(child);
    }
  }
}

/** The attribute's value without surrounding white space, or null where absent or empty. */
export function findAttribute(element: XmlElement, name: string): string | null {
  const value = element.attributes.get(name)?.trim();
  return value === undefined || value === '' ? null : value;
}

/** The same list where nothing in it changed, so that a document that needs no change is not copied. */
export function mapNodes(
  children: readonly XmlNode[],
  change: (element: XmlElement) => XmlElement,
): readonly XmlNode[] {
  const changed = children.map((child) => (child.kind === 'text' ? child : change(child)));
  return changed.some((child, i) => child !== children[i]) ? changed : children;
}
