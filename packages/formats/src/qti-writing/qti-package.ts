// Packages of QTI 3.0: items of a bank written, packages of QTI 2.x and 3.0 written again as 3.0.
import { packArchive } from '../archive/zip-writer.ts';
import type { ArchiveEntry } from '../archive/zip-reader.ts';
import type { CheckProblem, CheckSource } from '../check.ts';
import type { BankPoint, ExchangeBank, ExchangeItem } from '../exchange/exchange-item.ts';
import { createLossList } from '../exchange/reading.ts';
import type { BankWriting, LossList } from '../exchange/reading.ts';
import { removeActiveContent } from '../qti/active-content.ts';
import { collectProblems } from '../qti/problems.ts';
import { upgradeDocument, versionOf } from '../qti/upgrade.ts';
import { decodeXml } from '../qti/xml-bytes.ts';
import { readXml } from '../qti/xml.ts';
import { manifestNamespace } from '../qti-schema/schema.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { addressOf, identifierOf } from './item-files.ts';
import { buildManifest, buildSingleManifest } from './manifest.ts';
import type { ItemResource } from './manifest.ts';
import { writeQtiItem } from './qti-item.ts';
import { writeDocument, writeQtiDocument } from './qti-xml.ts';
import { upgradeManifest } from './upgrade-manifest.ts';

/** Where a package of ours keeps the testable points of its items. */
export const pointsFile = 'points.json';
const folder = 'items';
const utf8 = new TextEncoder();

/** An item as it is packed: its document, the files beside it by their addresses, and what the manifest says of it. */
export interface PackedItem {
  readonly item: ExchangeItem;
  readonly root: XmlElement;
  readonly files: readonly { readonly address: string; readonly bytes: Uint8Array }[];
}

/** The files of a package of these documents: manifest, one document an item, its files beside it, and the testable points. */
export function packQtiItems(
  items: readonly PackedItem[],
  points: readonly BankPoint[],
  losses: LossList,
): ArchiveEntry[] {
  const taken = new Set<string>();
  const entries = new Map<string, ArchiveEntry>();
  const resources = items.map(({ item, root, files }, i): ItemResource => {
    const key = identifierOf(item.id).toLowerCase();
    if (taken.has(key)) losses.lose(item.id, 'id', 'Another item of the package has the same id.');
    const name = taken.has(key) ? `${identifierOf(item.id)}-${i + 1}` : identifierOf(item.id);
    taken.add(key);
    const href = `${folder}/${name}.xml`;
    entries.set(href, { name: href, content: utf8.encode(writeQtiDocument(root)) });
    const paths = files.map(({ address, bytes }) => {
      const path = `${folder}/${address}`;
      if (!entries.has(path)) entries.set(path, { name: path, content: bytes });
      return encodeURI(path);
    });
    return { item, identifier: name, href: encodeURI(href), root, files: paths };
  });
  const hasPoints = points.length > 0;
  if (hasPoints)
    entries.set(pointsFile, {
      name: pointsFile,
      content: utf8.encode(`${JSON.stringify({ points }, null, 2)}\n`),
    });
  const manifest = writeDocument(buildManifest(resources, hasPoints ? [pointsFile] : []), manifestNamespace);
  return [{ name: 'imsmanifest.xml', content: utf8.encode(manifest) }, ...entries.values()];
}

/** The files of a package of these items: see packQtiItems. */
export function writeQtiFiles(bank: ExchangeBank): BankWriting<ArchiveEntry[]> {
  const losses = createLossList('QTI');
  const packed = bank.items.map((item): PackedItem => ({
    item,
    root: writeQtiItem(item, losses),
    files: item.files.map((file) => ({ address: addressOf(item.id, file), bytes: file.bytes })),
  }));
  return { content: packQtiItems(packed, bank.points, losses), problems: losses.problems };
}

/** A zip of writeQtiFiles; equal banks give equal bytes. */
export function writeQtiPackage(bank: ExchangeBank): BankWriting<Uint8Array> {
  const { content, problems } = writeQtiFiles(bank);
  return { content: packArchive(content), problems };
}

/** One item as a document of its own; its files have no place there and are told. */
export function writeQtiFile(item: ExchangeItem): BankWriting<Uint8Array> {
  const losses = createLossList('A single QTI document');
  const root = writeQtiItem(item, losses);
  if (item.files.length > 0)
    losses.lose(item.id, 'files', 'Files travel only in a package: give the output the ending .zip.');
  return { content: utf8.encode(writeQtiDocument(root)), problems: losses.problems };
}

/** The testable points that a package of ours carries beside its items. */
export function readPoints(bytes: Uint8Array | undefined): BankPoint[] {
  if (!bytes) return [];
  try {
    const { points } = JSON.parse(new TextDecoder().decode(bytes)) as { points?: unknown };
    return Array.isArray(points)
      ? points.flatMap((each: Partial<BankPoint>) =>
          typeof each.code === 'string' &&
          typeof each.name === 'string' &&
          typeof each.importance === 'string'
            ? [{ code: each.code, name: each.name, importance: each.importance }]
            : [],
        )
      : [];
  } catch {
    return [];
  }
}

function upgradeFile(bytes: Uint8Array, file: string, problems: CheckProblem[]): Uint8Array {
  const text = decodeXml(bytes);
  const read = text === null ? null : readXml(text);
  if (!read || 'fault' in read) return bytes;
  if (/imsmanifest\.xml$/i.test(file))
    return utf8.encode(writeDocument(upgradeManifest(read.root), manifestNamespace));
  const version = versionOf(read.root);
  if (!version) return bytes;
  const list = collectProblems(file, problems);
  return utf8.encode(writeQtiDocument(removeActiveContent(upgradeDocument(read.root, version, list), list)));
}

/**
 * A file or package of QTI 2.x or 3.0 written as QTI 3.0: every document with the same content in the names of 3.0, without
 * script; all other files as they are.
 */
export function upgradeQti(source: CheckSource): { files: ArchiveEntry[]; problems: CheckProblem[] } {
  const problems: CheckProblem[] = [];
  const given = source.kind === 'file' ? [[source.name, source.bytes] as const] : [...source.files];
  const files = given.map(([name, bytes]) => ({
    name,
    content:
      /\.(xml|qti)$/i.test(name) || source.kind === 'file' ? upgradeFile(bytes, name, problems) : bytes,
  }));
  return { files, problems };
}

/** A package of one document that was a file of its own. */
export function packageOf(document: Uint8Array, identifier: string, kind: 'item' | 'test'): ArchiveEntry[] {
  const name = identifierOf(identifier);
  const href = `${kind === 'item' ? `${folder}/` : ''}${name}.xml`;
  const manifest = buildSingleManifest(name, encodeURI(href), `imsqti_${kind}_xmlv3p0`);
  return [
    { name: 'imsmanifest.xml', content: utf8.encode(writeDocument(manifest, manifestNamespace)) },
    { name: href, content: document },
  ];
}
