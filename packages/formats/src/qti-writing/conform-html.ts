// HTML as teachers' editors write it, made into what the schema of QTI 3.0 takes: a block within a line becomes a span, words
// directly in a list an entry of it, the foot of a table stands before its body. HTML that the schema takes stays as it is.
import { element } from '../exchange/xml-text.ts';
import { fitsType } from '../qti-schema/attribute-rules.ts';
import type { ContentModel } from '../qti-schema/content-model.ts';
import { asiSchema } from '../qti-schema/schema.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';

/** What holds words and strangers in an element that takes only elements of its own. */
const holders: Readonly<Record<string, string>> = {
  ul: 'li',
  ol: 'li',
  dl: 'dd',
  tr: 'td',
  table: 'tr',
  thead: 'tr',
  tbody: 'tr',
  tfoot: 'tr',
  details: 'p',
};
/** They say nothing where they do not belong. */
const helpers = new Set(['source', 'track', 'col', 'colgroup', 'param']);
/** The order that the schema asks for. */
const tableOrder = ['caption', 'col', 'colgroup', 'thead', 'tfoot', 'tbody', 'tr'];
const mediaTypes: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  webm: 'video/webm',
  webp: 'image/webp',
};

const isBlank = (node: XmlNode) => node.kind === 'text' && node.text.trim() === '';
const named = (node: XmlNode, name: string) => node.kind === 'element' && node.name === name;

/** True where the schema takes such a child in such an element. */
export function mayStandIn(child: string, parent: string): boolean {
  return asiSchema.modelOf(parent, '')?.names.has(child) ?? false;
}

function typeOfFile(address: string): string {
  const ending = /\.(\w+)(?:[?#]|$)/.exec(address)?.[1]?.toLowerCase() ?? '';
  return mediaTypes[ending] ?? 'application/octet-stream';
}

/** Attributes with values that the schema takes: letter case and units aside; the others are left out. */
function conformAttributes({ name, attributes }: XmlElement): ReadonlyMap<string, string> {
  const { byName } = asiSchema.attributesOf(name, '');
  const kept = new Map<string, string>();
  for (const [key, value] of attributes) {
    const type = byName.get(key)?.type ?? null;
    const plain = value.trim().replace(/px$/i, '');
    const fitting = [value, value.toLowerCase(), plain].find((each) => fitsType(each, type));
    if (fitting !== undefined) kept.set(key, fitting);
  }
  if (name === 'object' && !kept.has('type')) kept.set('type', typeOfFile(kept.get('data') ?? ''));
  return kept;
}

/** An element without what makes it one: a link without target is a span, a picture without file its words. */
function withoutPurpose(node: XmlElement): readonly XmlNode[] | null {
  if (node.name === 'a' && !node.attributes.has('href')) return [{ ...node, name: 'span' }];
  if (node.name === 'img' && !node.attributes.has('src'))
    return [{ kind: 'text', text: node.attributes.get('alt') ?? '', line: node.line }];
  if (node.name === 'object' && !node.attributes.has('data')) return node.children;
  if (node.name === 'track' && !node.attributes.has('src')) return [];
  return null;
}

/** Strangers in a row share one holder. */
function gatherStrangers(nodes: readonly XmlNode[], model: ContentModel, holder: string): XmlNode[] {
  const out: XmlNode[] = [];
  let strangers: XmlNode[] = [];
  const finish = () => {
    if (strangers.some((node) => !isBlank(node))) out.push(element(holder, {}, strangers));
    else out.push(...strangers);
    strangers = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && model.names.has(node.name)) {
      finish();
      out.push(node);
    } else if (node.kind === 'text' || !helpers.has(node.name)) strangers.push(node);
  }
  finish();
  return out;
}

/** Parts of a table once each and in their order; rows beside bodies become a body, and parts without rows go. */
function orderTable(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const hasBody = nodes.some((node) => named(node, 'tbody'));
  const taken = new Set<string>();
  const parts = nodes.flatMap((node): XmlNode[] => {
    if (node.kind === 'text') return [node];
    const isPart = /^t(?:head|foot|body)$/.test(node.name);
    if (isPart && !node.children.some((child) => named(child, 'tr'))) return [];
    if (node.name === 'tr' && hasBody) return [element('tbody', {}, [node])];
    const isOnce = ['caption', 'thead', 'tfoot'].includes(node.name);
    if (isOnce && taken.has(node.name)) {
      const rows = node.name === 'caption' ? [element('tr', {}, [{ ...node, name: 'td' }])] : node.children;
      return [element('tbody', {}, rows)];
    }
    taken.add(node.name);
    return [node];
  });
  const places = parts.map((node) => (node.kind === 'text' ? -1 : tableOrder.indexOf(node.name)));
  const isOrdered = places
    .filter((place) => place >= 0)
    .every((place, i, all) => i === 0 || place >= (all[i - 1] ?? 0));
  if (isOrdered) return parts;
  return parts
    .filter(({ kind }) => kind === 'element')
    .toSorted((a, b) => tableOrder.indexOf(nameOf(a)) - tableOrder.indexOf(nameOf(b)));
}

const nameOf = (node: XmlNode) => (node.kind === 'text' ? '' : node.name);

/** One summary, first; the others become paragraphs. */
function orderDetails(nodes: readonly XmlNode[]): readonly XmlNode[] {
  const first = nodes.find((node) => named(node, 'summary')) ?? element('summary');
  const rest = nodes.filter((node) => node !== first);
  return [
    first,
    ...rest.map((node) => (named(node, 'summary') ? { ...(node as XmlElement), name: 'p' } : node)),
  ];
}

function orderChildren(name: string, children: readonly XmlNode[]): readonly XmlNode[] {
  if (name === 'table') return orderTable(children);
  return name === 'details' ? orderDetails(children) : children;
}

function conformElement(node: XmlElement, parent: string, model: ContentModel): XmlNode[] {
  const attributes = conformAttributes(node);
  const less = withoutPurpose({ ...node, attributes });
  if (less) return conformNodes(less, parent);
  const name = [node.name, 'div', 'span'].find((each) => model.names.has(each));
  if (helpers.has(node.name) && name !== node.name) return [];
  if (name === undefined) return conformNodes(node.children, parent);
  const children = orderChildren(name, conformNodes(node.children, name));
  const own = name === node.name ? attributes : conformAttributes({ ...node, name });
  return [{ ...node, name, attributes: own, children }];
}

/** The nodes as they may stand in an element of the name. */
export function conformNodes(nodes: readonly XmlNode[], parent: string): XmlNode[] {
  const model = asiSchema.modelOf(parent, '');
  if (!model) return [...nodes];
  const holder = holders[parent];
  const given = holder === undefined ? nodes : gatherStrangers(nodes, model, holder);
  return given.flatMap((node): XmlNode[] => {
    if (node.kind === 'element') return conformElement(node, parent, model);
    return model.hasText || isBlank(node) ? [node] : [];
  });
}
