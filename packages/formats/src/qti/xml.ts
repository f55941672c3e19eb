// Strict, namespace-aware reading of XML 1.0 (W3C, 5th edition; Namespaces in XML 1.0, 3rd edition) for files from strangers,
// by saxes. A DOCTYPE is refused, so there is no external entity, no entity expansion and nothing to fetch. Size, depth, nodes
// and attributes are limited, and every fault carries its line.
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import type { XmlElement, XmlNode } from './xml-tree.ts';
import { knownPrefixes, xmlnsNamespace } from './xml-namespaces.ts';

export interface XmlLimits {
  /** UTF-16 units of the document. */
  readonly characters: number;
  readonly depth: number;
  /** Elements and texts. */
  readonly nodes: number;
  /** Attributes of one element, namespace declarations among them. */
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

interface Open {
  /** As written, with its prefix. */
  readonly name: string;
  readonly element: XmlElement;
  readonly children: XmlNode[];
}

/** What begins to be read after the last finished piece: a document type, other markup, or a reference that XML does not know. */
const beginning = /<!DOCTYPE|<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-F]+);)/gi;
const namedReference = /&[\p{L}_:][\p{L}\p{N}\p{M}._:-]*;/uy;
/** Name characters that start no name; saxes looks at the start of a name, not at what follows its colon. */
const noNameStart = /^[\u{300}-\u{36F}\u{B7}\u{203F}\u{2040}\d.-]/u;
/** Shared by all elements without attributes, which are most; nothing is ever put into it. */
const noAttributes: ReadonlyMap<string, string> = new Map();

/** Reads one document. Answers its root, or the first fault with its line; it never throws for what the text says. */
export function readXml(text: string, limits: XmlLimits = xmlLimits): XmlReading {
  // Version 1.0 whatever the declaration says, as its section 2.8 asks: 1.1 would allow control characters.
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  });
  const read: { root: XmlElement | null; fault: XmlFault | null } = { root: null, fault: null };
  const open: Open[] = [];
  /** The last that was closed: where a closing tag does not fit, saxes closes first and says so then. */
  let closed: Open | undefined;
  let isEnd = false;
  let nodes = 0;
  let attributes = 0;
  let startLine = 1;
  // Where the last finished piece ended, and its line.
  let doneAt = 0;
  let doneLine = 1;

  const stop = (code: XmlFaultCode, message: string, at = parser.position - 1): never => {
    read.fault = { code, line: lineOf(text, at), message };
    throw new Error(message);
  };
  /** Says what saxes found, where it began: a bare “&” makes saxes read on to the next “;”, a comment to the end. */
  const fail = (said: string): never => {
    beginning.lastIndex = doneAt;
    const begun = beginning.exec(text);
    const here = begun && begun.index < parser.position ? begun : null;
    const at = here?.index;
    if (here && here[0].length > 1)
      return stop('xml_dtd', 'A document type declaration (DOCTYPE) is refused.', at);
    if (here?.[0] === '&') {
      namedReference.lastIndex = here.index;
      const reference = namedReference.exec(text)?.[0];
      return reference === undefined
        ? stop('xml_malformed', 'A “&” that begins no reference; a bare & is written &amp;.', at)
        : stop('xml_entity', `Entity ${reference} is not known; only the five of XML are.`, at);
    }
    if (isEnd && here)
      return stop('xml_malformed', `“${text.slice(at, here.index + 20)}” is begun and not closed.`, at);
    const last = open.at(-1);
    if (isEnd && last)
      return stop('xml_malformed', `<${last.name}> of line ${last.element.line} is not closed.`);
    if (closed && said === 'unexpected close tag.') {
      const tag = text.slice(text.lastIndexOf('<', parser.position - 1), parser.position);
      return stop('xml_malformed', `${tag} where </${closed.name}> is expected.`);
    }
    return stop('xml_malformed', `Not well-formed: ${said}`);
  };
  const finish = () => {
    doneAt = parser.position;
    doneLine = parser.line;
  };
  const addNode = (node: XmlNode) => {
    if (++nodes > limits.nodes) stop('xml_too_large', `More than ${limits.nodes} nodes.`);
    open.at(-1)?.children.push(node);
  };
  const addText = (value: string) => {
    const children = open.at(-1)?.children;
    if (!children || value === '') return;
    const last = children.at(-1);
    if (last?.kind === 'text') children[children.length - 1] = { ...last, text: last.text + value };
    else addNode({ kind: 'text', text: value, line: doneLine });
  };

  parser.on('error', ({ message }) => fail(message));
  parser.on('doctype', () => fail(''));
  parser.on('xmldecl', finish);
  parser.on('processinginstruction', finish);
  parser.on('comment', finish);
  parser.on('text', (value) => {
    addText(value);
    finish();
    // The text is told when the “<” behind it is read.
    doneAt -= 1;
  });
  parser.on('cdata', (value) => {
    addText(value);
    finish();
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    finish();
    // The character behind the name is read already, and a line end may be it.
    const behind = text[doneAt - 1];
    startLine = behind === '\n' || behind === '\r' ? doneLine - 1 : doneLine;
  });
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) stop('xml_too_large', `More than ${limits.attributes} attributes.`);
    finish();
  });
  parser.on('opentag', (tag) => {
    finish();
    if (tag.prefix !== '' && noNameStart.test(tag.local))
      stop('xml_malformed', `${tag.name} is no qualified name.`);
    const children: XmlNode[] = [];
    const element: XmlElement = {
      kind: 'element',
      name: tag.local,
      namespace: tag.uri,
      attributes: attributes === 0 ? noAttributes : attributesOf(tag, stop),
      children,
      line: startLine,
    };
    addNode(element);
    read.root ??= element;
    if (tag.isSelfClosing) return;
    open.push({ name: tag.name, element, children });
    if (open.length > limits.depth) stop('xml_too_large', `Nested deeper than ${limits.depth}.`);
  });
  parser.on('closetag', (tag) => {
    if (!tag.isSelfClosing) closed = open.pop();
    finish();
  });

  if (text.length > limits.characters)
    return {
      fault: { code: 'xml_too_large', line: 1, message: `More than ${limits.characters} characters.` },
    };
  // Half a pair of surrogates is no character; saxes takes it together with whatever follows.
  if (!text.isWellFormed()) {
    const line = lineOf(text, text.search(/\p{Cs}/u));
    return { fault: { code: 'xml_malformed', line, message: 'A character that may not stand in XML.' } };
  }
  try {
    parser.write(text);
    isEnd = true;
    parser.close();
    return { root: read.root ?? fail('no root element.') };
  } catch (error) {
    if (read.fault) return { fault: read.fault };
    throw error;
  }
}

function attributesOf(
  { attributes }: SaxesTagNS,
  stop: (code: XmlFaultCode, message: string) => never,
): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { name, prefix, local, uri, value } of Object.values(attributes)) {
    if (uri === xmlnsNamespace) continue;
    if (prefix !== '' && noNameStart.test(local)) stop('xml_malformed', `${name} is no qualified name.`);
    const known = knownPrefixes.get(uri);
    named.set(prefix === '' ? local : known ? `${known}:${local}` : `{${uri}}${local}`, value);
  }
  return named;
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let i = 0; i < at && i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 || (code === 10 && text.charCodeAt(i - 1) !== 13)) line += 1;
  }
  return line;
}
