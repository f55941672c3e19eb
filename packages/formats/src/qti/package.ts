// Content packages (IMS CP 1.1/1.2 with the QTI 2.x and 3.0 profiles, Common Cartridge): the manifest and what it promises.
// Unpacking with its limits happens before: this file gets paths and bytes.
import type { Problems } from './problems.ts';
import { findPath, resolvePath } from './package-paths.ts';
import { decodeXml } from './xml-bytes.ts';
import { readXml } from './xml.ts';
import { childrenOf, elementsOf, findAttribute, findChild, wordsOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** A package unpacked within limits: paths with `/`, none absolute, none with `..`; no entry twice. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** By the resource type; `old` is QTI 1.x (told and not read), `other` everything that is no QTI document. */
export type ResourceKind = 'item' | 'test' | 'section' | 'stimulus' | 'template' | 'old' | 'other';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly kind: ResourceKind;
  /** Path of the file it stands for, as the package holds it; null without one. */
  readonly path: string | null;
  readonly dependencies: readonly string[];
  readonly line: number;
}

export interface Package {
  readonly manifest: string;
  /** The root of the manifest. */
  readonly root: XmlElement;
  readonly id: string;
  /** Schema and its version as the manifest names them, e.g. `QTI Package 3.0.0`; empty without. */
  readonly schema: string;
  readonly resources: readonly Resource[];
}

const manifestName = /^(?:.*\/)?imsmanifest\.xml$/i;

/** The kind a resource type stands for, in the spellings of QTI 2.0 to 3.0, APIP and Common Cartridge. */
export function kindOfResource(type: string): ResourceKind {
  const plain = type.trim().toLowerCase();
  if (
    /^imsqti_xmlv1p|questestinterop|^imsqti_xmlv1|imscc_xmlv\dp\d\/(?:assessment|question-bank)/.test(
      plain,
    ) &&
    !/v[23]p\d/.test(plain.split('/')[0] ?? '')
  )
    return 'old';
  if (!/^imsqti|^imsapip|qti/.test(plain)) return 'other';
  if (/item/.test(plain)) return 'item';
  if (/test|assessment/.test(plain)) return 'test';
  if (/section/.test(plain)) return 'section';
  if (/stimulus/.test(plain)) return 'stimulus';
  return /rptemplate|fragment|outcome|processing/.test(plain) ? 'template' : 'other';
}

/** The manifest of a package, or null where there is none that can be read (told). */
export function readPackage(files: PackageFiles, problemsOf: (file: string) => Problems): Package | null {
  const manifests = [...files.keys()].filter((path) => manifestName.test(path));
  const [first, ...more] = manifests.sort(
    (a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1),
  );
  if (first === undefined) {
    problemsOf('imsmanifest.xml').add(
      'error',
      'manifest_missing',
      null,
      'The package has no imsmanifest.xml.',
    );
    return null;
  }
  const problems = problemsOf(first);
  for (const other of more) {
    problemsOf(other).add(
      'error',
      'manifest_twice',
      null,
      `A second manifest beside ${first}; it is not read.`,
    );
  }
  if (first !== 'imsmanifest.xml') {
    problems.add(
      'warning',
      'manifest_misplaced',
      null,
      'The manifest belongs at the root of the package, as imsmanifest.xml.',
    );
  }
  const text = decodeXml(files.get(first) ?? new Uint8Array());
  if (text === null) {
    problems.add('error', 'xml_encoding', null, 'The manifest is not in the encoding it claims.');
    return null;
  }
  const read = readXml(text);
  if ('fault' in read) {
    problems.add('error', read.fault.code, read.fault.line, read.fault.message);
    return null;
  }
  const { root } = read;
  if (root.name !== 'manifest')
    problems.add('error', 'manifest_invalid', root, `The root is <${root.name}>, not <manifest>.`);
  const schema = [...elementsOf(root)]
    .filter(({ name }) => name === 'schema' || name === 'schemaversion')
    .slice(0, 2);
  return {
    manifest: first,
    root,
    id: findAttribute(root, 'identifier') ?? '',
    schema: schema.map(wordsOf).join(' '),
    resources: resourcesOf(root, first, files, problems),
  };
}

/** `xml:base` moves the addresses below it (IMS CP); only relative bases within the package count. */
function baseOf(element: XmlElement, base: string): string {
  const moved = findAttribute(element, 'xml:base');
  if (moved === null) return base;
  const target = resolvePath(`${moved.replace(/\/?$/, '/')}x`, base);
  return target.kind === 'path' ? target.path : base;
}

function resourcesOf(
  root: XmlElement,
  manifest: string,
  files: PackageFiles,
  problems: Problems,
): Resource[] {
  const list = findChild(root, 'resources');
  if (!list) {
    problems.add('error', 'resources_missing', root, 'The manifest lists no resources.');
    return [];
  }
  const base = baseOf(list, baseOf(root, manifest));
  const seen = new Set<string>();
  const resources = childrenOf(list, 'resource').map((element): Resource => {
    const id = findAttribute(element, 'identifier') ?? '';
    if (id === '') problems.add('error', 'identifier_missing', element, 'A resource needs an identifier.');
    if (seen.has(id)) problems.add('error', 'identifier_twice', element, `The resource ${id} stands twice.`);
    seen.add(id);
    const here = baseOf(element, base);
    const hrefs = childrenOf(element, 'file').map((file) => ({
      at: file,
      href: findAttribute(file, 'href') ?? '',
    }));
    const paths = hrefs.map(({ at, href }) => pathOf(href, here, files, at, problems));
    const own = findAttribute(element, 'href');
    const path = own === null ? (paths[0] ?? null) : pathOf(own, here, files, element, problems);
    if (own !== null && path !== null && paths.length > 0 && !paths.includes(path)) {
      problems.add(
        'warning',
        'file_unlisted',
        element,
        `The resource ${id} does not list its own file ${own}.`,
      );
    }
    const type = findAttribute(element, 'type') ?? '';
    const dependencies = childrenOf(element, 'dependency').map(
      (d) => findAttribute(d, 'identifierref') ?? '',
    );
    return { id, type, kind: kindOfResource(type), path, dependencies, line: element.line };
  });
  for (const { dependencies, id, line } of resources) {
    for (const dependency of dependencies.filter((d) => !seen.has(d))) {
      problems.add(
        'error',
        'dependency_missing',
        line,
        `The resource ${id} depends on ${dependency}, which the manifest does not list.`,
      );
    }
  }
  return resources;
}

/** The path of a listed file as the package holds it; null (told) where it is not there, or not in the package. */
export function pathOf(
  href: string,
  from: string,
  files: PackageFiles,
  at: XmlElement | number,
  problems: Problems,
  severity: 'error' | 'warning' = 'error',
): string | null {
  const target = resolvePath(href, from);
  if (target.kind === 'outside') {
    problems.add('error', 'path_outside', at, `“${href}” leads out of the package; it is refused.`);
  } else if (target.kind === 'external') {
    problems.add(
      'warning',
      'external_resource',
      at,
      `“${href}” lies outside the package and is not fetched.`,
    );
  }
  if (target.kind !== 'path') return null;
  const found = findPath(files, target.path);
  if (found === null) problems.add(severity, 'file_missing', at, `The package does not hold ${target.path}.`);
  else if (found !== target.path)
    problems.add('warning', 'name_differs', at, `“${target.path}” is called “${found}” in the package.`);
  return found;
}
