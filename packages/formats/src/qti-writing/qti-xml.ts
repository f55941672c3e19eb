// A tree of QTI as a document: namespaces declared where they begin, white space added only where it is none of the content.
import { escapeAttribute, escapeText } from '../exchange/xml-text.ts';
import { knownPrefixes } from '../qti/xml-namespaces.ts';
import { asiNamespace } from '../qti-schema/schema.ts';
import type { XmlElement } from '../qti/xml-tree.ts';

const asiSchema = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';

/** Elements that hold only elements of QTI, so that lines and indents between them mean nothing. */
const laidOut =
  /^qti-(?:assessment-(?:item|test|section|stimulus)|(?:context|response|outcome|template)-declaration|(?:default-value|correct-response|mapping|area-mapping|match-table|interpolation-table)|item-body|stimulus-body|(?:choice|order|match|associate|gap-match|graphic-.*|hotspot|hottext|inline-choice)-interaction|simple-match-set|.*-processing|.*-condition|(?:response|template|outcome)-(?:if|else-if|else)|set-.*|lookup-outcome-value|modal-feedback|content-body|rubric-block|test-part|selection|ordering|catalog-info|catalog|card|card-entry|and|or|not|match|member|multiple|ordered|sum|product|equal|string-match|pattern-match|is-null)$/;
const manifestElements =
  /^(?:manifest|metadata|resources|resource|organizations|lom|general|educational|identifier|title|difficulty|typicalLearningTime|classification|taxonPath|taxon|source|purpose|keyword|qtiMetadata)$/;

function declarations(element: XmlElement): string {
  // Hardly any element has a prefix, and a bank has hundreds of thousands of elements.
  if (![...element.attributes.keys()].some((key) => key.includes(':'))) return '';
  const used = new Set(
    Array.from(element.attributes.keys(), (key) => key.split(':')[0] ?? '').filter(
      (prefix) => prefix !== 'xml',
    ),
  );
  return Array.from(knownPrefixes, ([address, prefix]) =>
    used.has(prefix) && prefix !== 'xml' ? ` xmlns:${prefix}="${address}"` : '',
  ).join('');
}

function attributesOf(element: XmlElement): string {
  let foreign = 0;
  return Array.from(element.attributes, ([key, value]) => {
    const [, address, local] = key.startsWith('{') ? (/^\{(.*)\}(.*)$/.exec(key) ?? []) : [];
    if (address === undefined || local === undefined) return ` ${key}="${escapeAttribute(value)}"`;
    foreign += 1;
    return ` xmlns:n${foreign}="${escapeAttribute(address)}" n${foreign}:${local}="${escapeAttribute(value)}"`;
  }).join('');
}

function write(element: XmlElement, outer: string, indent: string, isInText: boolean): string {
  const namespace = element.namespace === '' ? outer : element.namespace;
  const own = namespace === outer ? '' : ` xmlns="${escapeAttribute(namespace)}"`;
  const head = `<${element.name}${own}${declarations(element)}${attributesOf(element)}`;
  if (element.children.length === 0) return `${head}/>`;
  const hasWords = element.children.some((child) => child.kind === 'text' && child.text.trim() !== '');
  const isLaidOut =
    !isInText && !hasWords && (laidOut.test(element.name) || manifestElements.test(element.name));
  const children = isLaidOut
    ? element.children.filter((child) => child.kind === 'element')
    : element.children;
  const inner = children.map((child) =>
    child.kind === 'text' ? escapeText(child.text) : write(child, namespace, `${indent}  `, !isLaidOut),
  );
  const body = isLaidOut
    ? `${inner.map((line) => `\n${indent}  ${line}`).join('')}\n${indent}`
    : inner.join('');
  return `${head}>${body}</${element.name}>`;
}

/** The document of a tree whose root is in `namespace` (or says its own). */
export function writeDocument(root: XmlElement, namespace: string): string {
  const body = write(
    { ...root, namespace: root.namespace === '' ? namespace : root.namespace },
    '',
    '',
    false,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

/** The document of an item, stimulus, section or test, with the address of its schema. */
export function writeQtiDocument(root: XmlElement): string {
  const attributes = new Map(root.attributes);
  attributes.set('xsi:schemaLocation', `${asiNamespace} ${asiSchema}`);
  const bare = root.namespace === asiNamespace ? '' : root.namespace;
  return writeDocument(withoutAsi({ ...root, attributes, namespace: bare }), asiNamespace);
}

/** Elements of QTI's own namespace inherit it from the root. */
function withoutAsi(element: XmlElement): XmlElement {
  return {
    ...element,
    namespace: element.namespace === asiNamespace ? '' : element.namespace,
    children: element.children.map((child) => (child.kind === 'text' ? child : withoutAsi(child))),
  };
}
