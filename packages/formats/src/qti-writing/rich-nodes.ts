// Texts of questions as nodes of a QTI body, and back. Each stands in a block that says its format, so that it comes back as
// it was written: plain text in `p` with `br`, HTML as its elements, Markdown and Moodle's own format as preformatted words.
import { textFormats } from '../exchange/exchange-item.ts';
import type { RichText } from '../exchange/exchange-item.ts';
import { plainOf, readHtml, writeHtml } from '../exchange/html.ts';
import { element } from '../exchange/xml-text.ts';
import { nameClasses } from '../qti-schema/name-classes.ts';
import { findAttribute } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { conformNodes } from './conform-html.ts';

/** What may stand in a paragraph; everything else stands for itself. */
const lineNames: ReadonlySet<string> = new Set(nameClasses.line);

/** The class that says the format: the schema knows classes everywhere, and no other program minds them. */
const formatClass = 'jp-text-';
/** On a paragraph or span that stands only because QTI asks for one; the HTML had none. */
export const addedClass = 'jp-added';
/** HTML that QTI 3 has no element for is written as a span (or a div) of a class, and comes back as it was. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['u', 'span'],
  ['s', 'span'],
  ['main', 'div'],
]);

function withStandIns(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.map((node) => {
    if (node.kind === 'text') return node;
    const children = withStandIns(node.children);
    const standIn = standIns.get(node.name);
    if (standIn === undefined) return { ...node, children };
    const classes = [`jp-${node.name}`, ...(node.attributes.get('class')?.split(/\s+/) ?? [])].join(' ');
    return {
      ...node,
      name: standIn,
      attributes: new Map([...node.attributes, ['class', classes]]),
      children,
    };
  });
}

function withoutStandIns(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.map((node) => {
    if (node.kind === 'text') return node;
    const children = withoutStandIns(node.children);
    const [first = '', ...rest] = node.attributes.get('class')?.split(/\s+/) ?? [];
    const name = first.slice(3);
    if (!first.startsWith('jp-') || standIns.get(name) !== node.name) return { ...node, children };
    const attributes = new Map(node.attributes);
    if (rest.length === 0) attributes.delete('class');
    else attributes.set('class', rest.join(' '));
    return { ...node, name, attributes, children };
  });
}

function linesOf(text: string): XmlNode[] {
  return text
    .split('\n')
    .flatMap((line, i): XmlNode[] => [
      ...(i === 0 ? [] : [element('br')]),
      ...(line === '' ? [] : [{ kind: 'text' as const, text: line, line: 0 }]),
    ]);
}

/** Words between blocks are put in paragraphs: an item body and a div of it take text only inside blocks. */
function inParagraphs(nodes: readonly XmlNode[], isHtml: boolean): XmlNode[] {
  const out: XmlNode[] = [];
  let run: XmlNode[] = [];
  const finish = () => {
    if (run.some((node) => node.kind === 'element' || node.text.trim() !== ''))
      out.push(element('p', isHtml ? { class: addedClass } : {}, run));
    run = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && !lineNames.has(node.name)) {
      finish();
      out.push(node);
    } else run.push(node);
  }
  finish();
  return out;
}

/** The inner nodes of a text, and what of it was left out because QTI has no place for it or it could run. */
export function nodesOf(rich: RichText): { nodes: XmlNode[]; dropped: readonly string[] } {
  if (rich.format === 'html') {
    const { nodes, dropped } = readHtml(rich.text);
    return { nodes: conformNodes(withStandIns(nodes), 'div'), dropped };
  }
  return { nodes: linesOf(rich.format === 'moodle' ? plainOf(rich) : rich.text), dropped: [] };
}

/** A block of its own for a text: `div` for bodies and feedback. */
export function blockOf(rich: RichText, nodes: readonly XmlNode[]): XmlElement {
  return element(
    'div',
    { class: `${formatClass}${rich.format}` },
    inParagraphs(nodes, rich.format === 'html'),
  );
}

/** For choices: an element of flow content that holds the words; plain text needs no wrapper. */
export function choiceNodes(rich: RichText): { nodes: XmlNode[]; dropped: readonly string[] } {
  const { nodes, dropped } = nodesOf(rich);
  const isBlock = nodes.some((node) => node.kind === 'element' && !lineNames.has(node.name));
  if (rich.format === 'plain') return { nodes, dropped };
  return {
    nodes: [element(isBlock ? 'div' : 'span', { class: `${formatClass}${rich.format}` }, nodes)],
    dropped,
  };
}

function linesText(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => (node.kind === 'text' ? node.text : node.name === 'br' ? '\n' : linesText(node.children)))
    .join('');
}

function isPlainInline(nodes: readonly XmlNode[]): boolean {
  return nodes.every((node) => node.kind === 'text' || node.name === 'br');
}

/** One paragraph of words: the form in which a text without markup is written. */
function isPlainBlock(nodes: readonly XmlNode[]): boolean {
  const [only] = nodes;
  return (
    nodes.length === 0 ||
    (nodes.length === 1 && only?.kind === 'element' && only.name === 'p' && isPlainInline(only.children))
  );
}

function formatOf(holder: XmlElement): RichText['format'] | null {
  const name = findAttribute(holder, 'class');
  return textFormats.find((format) => name === `${formatClass}${format}`) ?? null;
}

/** White space between the tags of a laid-out file is no text. */
function withoutLayout(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.filter((node) => node.kind === 'element' || node.text.trim() !== '');
}

/** Without the elements that stand only because QTI asks for them. */
function withoutAdded(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (node.kind === 'text') return [node];
    const children = withoutAdded(node.children);
    return node.attributes.get('class') === addedClass ? children : [{ ...node, children }];
  });
}

function htmlText(nodes: readonly XmlNode[]): string {
  return writeHtml(withoutStandIns(withoutAdded(nodes)));
}

/** A text from nodes of a document: in the format that its holder says, else plain where it has no markup, else HTML. */
export function richOf(nodes: readonly XmlNode[]): RichText {
  const shown = withoutLayout(nodes);
  const [only] = shown;
  if (shown.length === 1 && only?.kind === 'element' && (only.name === 'div' || only.name === 'span')) {
    const format = formatOf(only);
    if (format === 'html') return { format, text: htmlText(only.children) };
    if (format) return { format, text: linesText(withoutLayoutOf(only)) };
  }
  if (isPlainInline(shown))
    return {
      format: 'plain',
      text: linesText(shown)
        .replace(/[ \t\n]+/g, shown.length === 1 ? ' ' : '$&')
        .trim(),
    };
  if (isPlainBlock(shown))
    return {
      format: 'plain',
      text: linesText(shown)
        .replace(/[ \t]+/g, ' ')
        .trim(),
    };
  return { format: 'html', text: htmlText(shown).trim() };
}

function withoutLayoutOf(holder: XmlElement): readonly XmlNode[] {
  return holder.children.some((node) => node.kind === 'element' && !lineNames.has(node.name))
    ? withoutLayout(holder.children)
    : holder.children;
}
