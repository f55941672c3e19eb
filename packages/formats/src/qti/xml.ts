// A strict, namespace-aware reader of XML 1.0 (W3C, 5th edition; Namespaces in XML 1.0, 3rd edition) for files from strangers.
// It has no notion of a document type: a DOCTYPE is refused, so there is no external entity, no entity expansion and nothing
// to fetch. Size, depth, nodes and attributes are limited, and every fault carries its line.
import type { XmlElement, XmlNode } from './xml-tree.ts';
import { attributesOf } from './xml-namespaces.ts';
import type { RawAttribute, Scope } from './xml-namespaces.ts';

export interface XmlLimits {
  /** Characters of the document. */
  readonly characters: number;
  readonly depth: number;
  /** Elements and texts. */
  readonly nodes: number;
  /** Attributes of one element. */
  readonly attributes: number;
}

/** Far above what an item needs, far below what hurts. */
export const xmlLimits: XmlLimits = { characters: 8_000_000, depth: 100, nodes: 200_000, attributes: 200 };

/** `xml_malformed`: not well-formed · `xml_dtd`: has a DOCTYPE · `xml_entity`: an entity besides the five · `xml_too_large`: over a limit · `xml_encoding`: bytes that its encoding does not know. */
export type XmlFaultCode = 'xml_malformed' | 'xml_dtd' | 'xml_entity' | 'xml_too_large' | 'xml_encoding';

export interface XmlFault {
  readonly code: XmlFaultCode;
  readonly line: number;
  readonly message: string;
}

export type XmlReading = { readonly root: XmlElement } | { readonly fault: XmlFault };

/** Ends a reading from any depth; never leaves this file. */
class XmlStop extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`;
// Ranges of code points, as the production NameStartChar writes them; nothing is combined here.
// eslint-disable-next-line no-misleading-character-class
const namePattern = new RegExp('[' + nameStart + '][' + nameRest + ']*', 'uy');
/** Control characters, the two that are none, and lone surrogates (in a `u` pattern those alone are of category Cs). */
const badCharacter = /(?![\t\n\r\x7F-\x9F])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/u;
const spaces = /[ \t\n]*/y;
const declaration =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d"|'1\.\d')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  readonly element: XmlElement;
  readonly children: XmlNode[];
  readonly scope: Scope;
}

/** Reads one document. Answers its root, or the first fault with its line; it never throws for what the text says. */
export function readXml(document: string, limits: XmlLimits = xmlLimits): XmlReading {
  try {
    return { root: parse(document.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), limits) };
  } catch (error) {
    if (error instanceof XmlStop) return { fault: error.fault };
    throw error;
  }
}

function parse(text: string, limits: XmlLimits): XmlElement {
  let at = 0;
  let line = 1;
  let counted = 0;
  let nodes = 0;
  let root: XmlElement | null = null;
  const open: Open[] = [];

  // Read through a function: the compiler does not see that the closures below assign it.
  const rootOf = (): XmlElement | null => root;
  const lineAt = (position: number) => {
    for (; counted < position; counted++) if (text.charCodeAt(counted) === 10) line++;
    return line;
  };
  const stop = (message: string, code: XmlFaultCode = 'xml_malformed', position = at): never => {
    throw new XmlStop({ code, line: lineAt(Math.max(position, counted)), message });
  };
  const skipSpaces = () => {
    spaces.lastIndex = at;
    spaces.test(text);
    const isSome = spaces.lastIndex > at;
    at = spaces.lastIndex;
    return isSome;
  };
  const readName = () => {
    namePattern.lastIndex = at;
    const name = namePattern.exec(text)?.[0] ?? stop('A name is expected here.');
    at += name.length;
    return name;
  };
  const skipTo = (end: string, what: string) => {
    const found = text.indexOf(end, at);
    if (found < 0) stop(`${what} is not closed.`);
    const inner = text.slice(at, found);
    at = found + end.length;
    return inner;
  };
  const expand = (raw: string): string =>
    raw.replace(/&([^;&<]{0,40};?)/g, (whole, body: string) => {
      const name = body.slice(0, -1);
      if (!body.endsWith(';')) stop(`“${whole.slice(0, 20)}” is no reference; a bare & is written &amp;.`);
      const numeric = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name);
      if (numeric) {
        const code = numeric[1] === undefined ? parseInt(numeric[2] ?? '', 10) : parseInt(numeric[1], 16);
        const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
        if (badCharacter.test(character)) stop(`Character ${whole} may not stand in XML.`);
        return character;
      }
      const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
      return known ?? stop(`Entity ${whole} is not known; only the five of XML are.`, 'xml_entity');
    });
  const addNode = (node: XmlNode) => {
    if (++nodes > limits.nodes) stop(`More than ${limits.nodes} nodes.`, 'xml_too_large');
    open.at(-1)?.children.push(node);
  };
  const addText = (value: string, position: number) => {
    const here = open.at(-1);
    if (!here) {
      if (/[^ \t\n]/.test(value)) stop('Text outside the root element.');
      return;
    }
    if (value === '') return;
    const last = here.children.at(-1);
    if (last?.kind === 'text') here.children[here.children.length - 1] = { ...last, text: last.text + value };
    else addNode({ kind: 'text', text: value, line: lineAt(position) });
  };
  const readStartTag = () => {
    const start = lineAt(at);
    at++;
    const name = readName();
    const raw: RawAttribute[] = [];
    for (;;) {
      const isSpaced = skipSpaces();
      if (text.startsWith('/>', at) || text[at] === '>') break;
      if (!isSpaced) stop(`<${name}> is not closed, or its attributes are not parted by space.`);
      if (raw.length >= limits.attributes)
        stop(`More than ${limits.attributes} attributes.`, 'xml_too_large');
      const attribute = readName();
      skipSpaces();
      if (text[at] !== '=') stop(`Attribute ${attribute} has no value.`);
      at++;
      skipSpaces();
      const quote = text[at] ?? '';
      if (quote !== '"' && quote !== "'") stop(`The value of ${attribute} is not quoted.`);
      at++;
      const value = skipTo(quote, `The value of ${attribute}`);
      if (value.includes('<')) stop(`The value of ${attribute} holds a “<”.`);
      raw.push({ name: attribute, value: expand(value.replace(/[\t\n]/g, ' ')) });
    }
    const resolved = attributesOf(name, raw, open.at(-1)?.scope ?? null);
    if ('fault' in resolved) return stop(resolved.fault);
    const children: XmlNode[] = [];
    const element: XmlElement = {
      kind: 'element',
      name: resolved.name,
      namespace: resolved.namespace,
      attributes: resolved.attributes,
      children,
      line: start,
    };
    if (root && open.length === 0) stop('A second root element.');
    addNode(element);
    root ??= element;
    if (text[at] === '>') {
      at++;
      open.push({ name, element, children, scope: resolved.scope });
      if (open.length > limits.depth) stop(`Nested deeper than ${limits.depth}.`, 'xml_too_large');
    } else at += 2;
  };
  const readMarkup = () => {
    if (text.startsWith('<!--', at)) {
      at += 4;
      if (skipTo('-->', 'A comment').replace(/-$/, '--').includes('--')) stop('“--” inside a comment.');
    } else if (text.startsWith('<![CDATA[', at)) {
      if (open.length === 0) stop('CDATA outside the root element.');
      const position = at;
      at += 9;
      addText(skipTo(']]>', 'A CDATA section'), position);
    } else if (text.startsWith('<?', at)) {
      at += 2;
      const target = readName();
      if (/^xml$/i.test(target)) stop('An XML declaration not at the start.');
      if (!/^(?:\?>|[ \t\n])/.test(text.slice(at, at + 2))) stop('A processing instruction without space.');
      skipTo('?>', 'A processing instruction');
    } else if (/^<!DOCTYPE/i.test(text.slice(at, at + 9))) {
      stop('A document type declaration (DOCTYPE) is refused.', 'xml_dtd');
    } else if (text.startsWith('</', at)) {
      at += 2;
      const name = readName();
      skipSpaces();
      if (text[at] !== '>') stop(`</${name} is not closed.`);
      const last = open.pop();
      if (last?.name !== name)
        stop(last ? `</${name}> where </${last.name}> is expected.` : `</${name}> closes nothing.`);
      at++;
    } else readStartTag();
  };

  if (text.length > limits.characters) stop(`More than ${limits.characters} characters.`, 'xml_too_large');
  const bad = badCharacter.exec(text);
  if (bad) stop('A character that may not stand in XML.', 'xml_malformed', bad.index);
  if (/^<\?xml[ \t\n]/.test(text)) {
    const head = declaration.exec(text)?.[0] ?? stop('The XML declaration is not well-formed.');
    at = head.length;
  }
  while (at < text.length) {
    if (text[at] === '<') readMarkup();
    else {
      const end = text.indexOf('<', at);
      const raw = text.slice(at, end < 0 ? text.length : end);
      const wrong = raw.indexOf(']]>');
      if (wrong >= 0) stop('“]]>” in text.', 'xml_malformed', at + wrong);
      addText(expand(raw), at);
      at += raw.length;
    }
  }
  const last = open.at(-1);
  if (last) stop(`<${last.name}> of line ${last.element.line} is not closed.`);
  return rootOf() ?? stop('No root element.');
}
