// The document of a question as the bank keeps it: id and facts stand in the bank's own columns, the files under plain
// addresses in one folder. Taking a document in and giving it out again are the same step with and without the facts, so a
// bank that leaves as a package and comes back is the same bank.
import type { ExchangeItem, ItemFacts } from '../exchange/exchange-item.ts';
import { assetsOf } from '../qti/item.ts';
import { childrenOf, findAttribute, findChild } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { declareRecord, recordValues } from '../qti-writing/build-item.ts';
import { exchangeOfQti } from '../qti-writing/exchange-of-qti.ts';
import { addressOf, decodeAddress, filesFolderOf, identifierOf } from '../qti-writing/item-files.ts';
import type { Resolve } from '../qti-writing/item-files.ts';
import { contextId } from '../qti-writing/item-record.ts';
import { writeQtiItem } from '../qti-writing/qti-item.ts';
import { writeQtiDocument } from '../qti-writing/qti-xml.ts';

/** A file that a document shows, by the address it has there. */
export interface QuestionFile {
  readonly href: string;
  readonly bytes: Uint8Array;
}

export interface SettledQuestion {
  readonly root: XmlElement;
  readonly files: readonly QuestionFile[];
}

/** The item of which this is the document, told apart from one that merely reads alike: writing it again gives the same. */
export function exactItemOf(root: XmlElement, resolve: Resolve): ExchangeItem | null {
  const { item, lost } = exchangeOfQti(root, resolve);
  if (!item || lost.length > 0) return null;
  return writeQtiDocument(writeQtiItem(item)) === writeQtiDocument(root) ? item : null;
}

/** An address below the document that every system can keep a file under. */
const plainAddress = /^(?!\.)[\p{L}\p{N}\p{M}._-]+(?:\/(?!\.)[\p{L}\p{N}\p{M}._-]+)*$/u;

/**
 * The document under this id with these facts and none other in its record. Files keep plain addresses below the document, others
 * (all, unless `keeps`) come into a folder of the item's own. Addresses that `resolve` does not find stay as they are; style
 * sheets and companion files, which no candidate sees, are left out.
 */
export function settleQuestion(
  root: XmlElement,
  resolve: Resolve,
  id: string,
  facts: ItemFacts,
  keeps = true,
): SettledQuestion {
  const own = exactItemOf(root, resolve);
  if (own) return writeQuestion({ ...own, id, facts });
  const files = new Map<string, QuestionFile>();
  const folder = filesFolderOf(id);
  const isKept = (href: string) => keeps && plainAddress.test(href) && href.length <= 200;
  // A file that keeps its address may lie in that folder already.
  const taken = new Set(
    assetsOf(root)
      .map(({ href }) => href)
      .filter((href) => isKept(href) && href.startsWith(`${folder}/`))
      .map((href) => href.slice(folder.length + 1).toLowerCase()),
  );
  const move = (href: string): string => {
    const known = files.get(href);
    if (known) return known.href;
    const bytes = resolve(href);
    if (!bytes) return href;
    const address = isKept(href) ? href : `${folder}/${freeName(href, taken)}`;
    files.set(href, { href: address, bytes });
    return address;
  };
  const moved = mapAssets(root, move);
  const children = [
    recordOf(root, id, facts),
    ...moved.children.filter((child) => child.kind === 'text' || !isLeftOut(child)),
  ].filter((child) => child !== null);
  const attributes = new Map([...moved.attributes, ['identifier', identifierOf(id)]]);
  return { root: { ...moved, attributes, children }, files: [...files.values()] };
}

/** The document of an item of the exchange, with the files that it shows. */
export function writeQuestion(item: ExchangeItem): SettledQuestion {
  const root = writeQtiItem(item);
  const byAddress = new Map(item.files.map((file) => [addressOf(item.id, file), file.bytes]));
  const hrefs = new Set(assetsOf(root).map(({ href }) => href));
  const files = [...hrefs].flatMap((href): QuestionFile[] => {
    const bytes = byAddress.get(decodeAddress(href)) ?? byAddress.get(href);
    return bytes ? [{ href, bytes }] : [];
  });
  return { root, files };
}

const leftOut = new Set(['qti-stylesheet', 'qti-companion-materials-info']);

function isLeftOut(element: XmlElement): boolean {
  if (leftOut.has(element.name)) return true;
  return element.name === 'qti-context-declaration' && findAttribute(element, 'identifier') === contextId;
}

const replaced = new Set([
  'id',
  'point',
  'difficulty',
  'angoff',
  'seconds',
  'source',
  'rationale',
  // It stood for another document, else the item would have been read from it.
  'copy',
]);

function recordOf(root: XmlElement, id: string, facts: ItemFacts): XmlElement | null {
  const declaration = childrenOf(root, 'qti-context-declaration').find(
    (each) => findAttribute(each, 'identifier') === contextId,
  );
  const given = declaration ? findChild(declaration, 'qti-default-value') : null;
  const kept = given
    ? childrenOf(given, 'qti-value').filter(
        (value) => !replaced.has(findAttribute(value, 'field-identifier') ?? ''),
      )
    : [];
  return declareRecord([...recordValues(id, facts), ...kept]);
}

function freeName(href: string, taken: Set<string>): string {
  const last =
    decodeAddress(href.replace(/[?#].*$/s, ''))
      .split('/')
      .at(-1) ?? '';
  const name = last.replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '_').slice(-80) || 'file';
  for (let i = 1; ; i += 1) {
    const free = i === 1 ? name : `${String(i)}-${name}`;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
}

const fileElements = new Set(['qti-file-href', 'qti-ext-file-href']);
const links = new Set(['a', 'area', 'qti-assessment-item-ref']);
const addressAttributes = new Set([
  'src',
  'data',
  'href',
  'poster',
  'primary-path',
  'fallback-path',
  'object-label-href',
]);

/** The tree with every address of a file (what `assetsOf` lists) changed. */
export function mapAssets(element: XmlElement, change: (href: string) => string): XmlElement {
  const isLink = links.has(element.name);
  const attributes = new Map(
    Array.from(element.attributes, ([key, value]): [string, string] => {
      const href = value.trim();
      const isAddress = !isLink && addressAttributes.has(key) && href !== '' && !href.startsWith('#');
      return [key, isAddress ? change(href) : value];
    }),
  );
  const children = element.children.map((child): XmlNode => {
    if (child.kind === 'element') return mapAssets(child, change);
    return fileElements.has(element.name) && child.text.trim() !== ''
      ? { ...child, text: change(child.text.trim()) }
      : child;
  });
  return { ...element, attributes, children };
}
