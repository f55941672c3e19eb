// Everything of QTI in one file or package, read: items, tests, and what is wrong with them.
import type { CheckProblem, CheckSource } from '../check.ts';
import { manifestNamespace } from '../qti-schema/schema.ts';
import { tellSchemaFaults } from '../qti-schema/schema-problems.ts';
import { removeActiveContent } from './active-content.ts';
import { assetsOf, readItem } from './item.ts';
import type { Item, QtiVersion } from './model.ts';
import { pathOf, readPackage } from './package.ts';
import type { Package, PackageFiles, Resource } from './package.ts';
import { collectProblems } from './problems.ts';
import type { Problems } from './problems.ts';
import { checkLooseFiles } from './loose-files.ts';
import { readTest } from './test.ts';
import type { Test } from './test-model.ts';
import { upgradeDocument, versionOf } from './upgrade.ts';
import { decodeXml } from './xml-bytes.ts';
import { readXml } from './xml.ts';
import { childrenOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

export interface QtiContent {
  readonly items: readonly Item[];
  readonly tests: readonly Test[];
  /** Null for a single file, and where the manifest cannot be read. */
  readonly package: Package | null;
  /** Rules of response processing templates found in the package, by the address items name. */
  readonly templates: ReadonlyMap<string, readonly XmlElement[]>;
  readonly problems: readonly CheckProblem[];
  /** A collector that adds to `problems`, for whoever works on with the content. */
  readonly problemsOf: (file: string) => Problems;
}

interface Document {
  readonly root: XmlElement;
  readonly version: QtiVersion;
}

export interface ReadOptions {
  /** Differences of QTI 3.0 documents and manifests from their schema are told too, as warnings. */
  readonly withSchema?: boolean;
}

/** Reads a QTI document or package. It never throws for what the files say. */
export function readQti(source: CheckSource, { withSchema = false }: ReadOptions = {}): QtiContent {
  const list: CheckProblem[] = [];
  const collectors = new Map<string, Problems>();
  const problemsOf = (file: string) => {
    const known = collectors.get(file) ?? collectProblems(file, list);
    collectors.set(file, known);
    return known;
  };
  const files: PackageFiles = source.kind === 'file' ? new Map([[source.name, source.bytes]]) : source.files;
  const documents = new Map<string, Document | null>();
  const documentOf = (path: string): Document | null => {
    const known = documents.get(path);
    if (known !== undefined) return known;
    const read = readDocument(files.get(path) ?? new Uint8Array(), problemsOf(path), withSchema);
    documents.set(path, read);
    return read;
  };
  const pack = source.kind === 'package' ? readPackage(files, problemsOf) : null;
  if (withSchema && pack?.root.namespace === manifestNamespace)
    tellSchemaFaults(pack.root, problemsOf(pack.manifest));
  const paths = source.kind === 'file' ? [source.name] : pathsOf(pack, files, problemsOf);
  const items: Item[] = [];
  const tests: Test[] = [];
  const templates = new Map<string, readonly XmlElement[]>();
  const take = (path: string) => {
    const document = documentOf(path);
    if (!document) return;
    const problems = problemsOf(path);
    const { root, version } = document;
    if (root.name === 'qti-assessment-item') items.push(readItem(root, version, problems));
    else if (root.name === 'qti-assessment-test') {
      tests.push(
        readTest(root, version, problems, (href, from) => {
          const found = pathOf(href, from, files, root, problemsOf(from));
          const section = found === null ? null : documentOf(found);
          return section && found !== null ? { root: section.root, file: found } : null;
        }),
      );
    } else if (root.name === 'qti-response-processing') templates.set(path, childrenOf(root));
  };
  paths.forEach(take);
  const taken = new Set(paths);
  for (const ref of source.kind === 'package' ? tests.flatMap(refsOf) : []) {
    const path = pathOf(ref.href, ref.from, files, ref.line, problemsOf(ref.from));
    if (path !== null && !taken.has(path)) {
      taken.add(path);
      problemsOf(path).add(
        'warning',
        'resource_unlisted',
        null,
        'A test uses this item, but the manifest does not list it.',
      );
      take(path);
    }
  }
  if (source.kind === 'package') {
    checkAssets(items, tests, files, problemsOf);
    checkLooseFiles(files, problemsOf);
  }
  if (source.kind === 'file' && items.length + tests.length === 0 && list.length === 0) {
    problemsOf(source.name).add('warning', 'qti_missing', null, 'The document holds no item and no test.');
  }
  checkIdentifiers(items, problemsOf);
  const named = templatesByAddress(items, templates, files);
  return { items, tests, package: pack, templates: named, problems: list, problemsOf };
}

function readDocument(bytes: Uint8Array, problems: Problems, withSchema = false): Document | null {
  const text = decodeXml(bytes);
  if (text === null) {
    problems.add('error', 'xml_encoding', null, 'The file is not in the encoding it claims.');
    return null;
  }
  const read = readXml(text);
  if ('fault' in read) {
    problems.add('error', read.fault.code, read.fault.line, read.fault.message);
    return null;
  }
  const version = versionOf(read.root);
  if (!version) {
    const isOld = read.root.name === 'questestinterop';
    const said = isOld ? 'QTI 1.x is not read; 2.0 to 3.0 are.' : `<${read.root.name}> is no QTI document.`;
    problems.add('error', isOld ? 'qti_version_unsupported' : 'not_qti', read.root, said);
    return null;
  }
  const root = upgradeDocument(read.root, version, problems);
  // A document of QTI 2.x has the schema of its own version; only what stands as QTI 3.0 is judged by that of 3.0.
  if (withSchema && version === '3.0') tellSchemaFaults(root, problems);
  return { root: removeActiveContent(root, problems), version };
}

/** The files of QTI resources; without a manifest every file that looks like one. */
function pathsOf(
  pack: Package | null,
  files: PackageFiles,
  problemsOf: (file: string) => Problems,
): string[] {
  if (!pack)
    return [...files.keys()].filter(
      (path) => /\.(?:xml|qti)$/i.test(path) && !/imsmanifest\.xml$/i.test(path),
    );
  const problems = problemsOf(pack.manifest);
  const isRead = ({ kind, type, id, line }: Resource) => {
    if (kind === 'old')
      problems.add(
        'error',
        'qti_version_unsupported',
        line,
        `The resource ${id} is ${type}: QTI 1.x is not read.`,
      );
    return kind !== 'old' && kind !== 'other';
  };
  const paths = new Set(pack.resources.filter(isRead).flatMap(({ path }) => path ?? []));
  if (paths.size === 0)
    problems.add('warning', 'qti_missing', null, 'The manifest lists no QTI items or tests.');
  return [...paths];
}

function refsOf(test: Test) {
  const visit = (
    children: Test['parts'][number]['sections'],
  ): Extract<(typeof children)[number], { kind: 'item' }>[] =>
    children.flatMap((child) => (child.kind === 'item' ? [child] : visit(child.children)));
  return test.parts.flatMap(({ sections }) => visit(sections));
}

function checkAssets(
  items: readonly Item[],
  tests: readonly Test[],
  files: PackageFiles,
  problemsOf: (file: string) => Problems,
): void {
  for (const { assets, file } of [
    ...items,
    ...tests.map(({ root, file }) => ({ assets: assetsOf(root), file })),
  ]) {
    for (const { href, line, element } of assets) {
      // A module's path leaves the ending out, as its loader adds it.
      const isModule = element === 'qti-interaction-module' && !/\.m?js$/.test(href);
      pathOf(isModule ? `${href}.js` : href, file, files, line, problemsOf(file), 'warning');
    }
  }
}

function checkIdentifiers(items: readonly Item[], problemsOf: (file: string) => Problems): void {
  const seen = new Map<string, string>();
  for (const { id, file } of items) {
    const first = seen.get(id);
    if (first !== undefined)
      problemsOf(file).add('warning', 'item_twice', null, `The item ${id} stands in ${first} too.`);
    else seen.set(id, file);
  }
}

function templatesByAddress(
  items: readonly Item[],
  templates: ReadonlyMap<string, readonly XmlElement[]>,
  files: PackageFiles,
): ReadonlyMap<string, readonly XmlElement[]> {
  const named = new Map<string, readonly XmlElement[]>();
  const silent = collectProblems('', []);
  for (const { responseProcessing: processing, file, root } of items) {
    for (const address of [processing?.template ?? null, processing?.templateLocation ?? null]) {
      const path = address === null ? null : pathOf(address, file, files, root, silent);
      let rules = path === null ? undefined : templates.get(path);
      if (rules === undefined && path !== null) {
        const document = readDocument(files.get(path) ?? new Uint8Array(), silent);
        if (document?.root.name === 'qti-response-processing') rules = childrenOf(document.root);
      }
      if (address !== null && rules) named.set(address, rules);
    }
  }
  return named;
}
