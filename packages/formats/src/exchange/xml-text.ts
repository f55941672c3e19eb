import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';

/** Characters that XML 1.0 cannot hold are left out. */
const unholdable =
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as XML holds it between tags; what XML cannot hold is left out. */
export function escapeText(text: string): string {
  return text
    .replace(unholdable, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}

/** Text as XML holds it in double quotes, line breaks and tabs kept. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

export type XmlAttributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element from trees or text; attributes that are null or undefined are left out. */
export function element(
  name: string,
  attributes: XmlAttributes = {},
  children: readonly (XmlNode | string | null)[] = [],
): XmlElement {
  const map = new Map<string, string>();
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) map.set(key, String(value));
  }
  return {
    kind: 'element',
    name,
    namespace: '',
    attributes: map,
    children: children
      .filter((child) => child !== null)
      .filter((child) => child !== '')
      .map((child) => (typeof child === 'string' ? { kind: 'text', text: child, line: 0 } : child)),
    line: 0,
  };
}

/**
 * The element as text. Elements that hold only elements are laid out on lines of their own unless their name is among the
 * `solid` ones or they stand in one: there white space is content.
 */
export function writeXml(root: XmlElement, isSolid: (name: string) => boolean, indent = ''): string {
  const attributes = Array.from(
    root.attributes,
    ([key, value]) => ` ${key}="${escapeAttribute(value)}"`,
  ).join('');
  if (root.children.length === 0) return `<${root.name}${attributes}/>`;
  const solid = isSolid(root.name) || root.children.some((child) => child.kind === 'text');
  const inner = root.children.map((child) =>
    child.kind === 'text'
      ? escapeText(child.text)
      : writeXml(child, solid ? () => true : isSolid, solid ? '' : `${indent}  `),
  );
  const body = solid ? inner.join('') : `${inner.map((line) => `\n${indent}  ${line}`).join('')}\n${indent}`;
  return `<${root.name}${attributes}>${body}</${root.name}>`;
}
