// Files of an item: named `@@PLUGINFILE@@/name` in its texts, kept beside its document in a package.
import type { ExchangeFile, ExchangeItem } from '../exchange/exchange-item.ts';
import { mapNodes } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';

/** Moodle's mark for a file of the same question. */
export const pluginFile = '@@PLUGINFILE@@';
const addressAttributes = ['src', 'data', 'poster', 'href'];

/** Gives the bytes behind an address that a document names, or null. */
export type Resolve = (href: string) => Uint8Array | null;

/** A name that QTI takes as identifier, made of an id of any form. */
export function identifierOf(id: string): string {
  const bare = id.replace(/[^\p{L}\p{N}\p{M}_.-]/gu, '_');
  return /^[\p{L}_]/u.test(bare) ? bare : `_${bare}`;
}

/** The folder beside an item's document that holds its files. */
export function filesFolderOf(id: string): string {
  return `${identifierOf(id)}-files`;
}

function mapAttributes(
  node: XmlElement,
  map: (value: string, key: string, element: XmlElement) => string,
): XmlElement {
  let attributes: Map<string, string> | null = null;
  for (const [key, value] of node.attributes) {
    const mapped = map(value, key, node);
    if (mapped !== value) attributes = (attributes ?? new Map(node.attributes)).set(key, mapped);
  }
  const children = mapNodes(node.children, (child) => mapAttributes(child, map));
  return attributes === null && children === node.children
    ? node
    : { ...node, attributes: attributes ?? node.attributes, children };
}

/** Addresses of files as a package names them. */
export function toPackageAddresses(root: XmlElement, id: string): XmlElement {
  const folder = filesFolderOf(id);
  return mapAttributes(root, (value) =>
    value.startsWith(pluginFile) ? `${folder}${value.slice(pluginFile.length)}` : value,
  );
}

/** The address with its percent signs resolved; a broken one as it stands. */
export function decodeAddress(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Addresses of files as the texts of questions name them, and the files that could be found. */
export function fromPackageAddresses(
  root: XmlElement,
  id: string,
  resolve: Resolve,
): { root: XmlElement; files: ExchangeFile[]; missing: string[] } {
  const folder = `${filesFolderOf(id)}/`;
  const files = new Map<string, ExchangeFile>();
  const missing: string[] = [];
  const moved = mapAttributes(root, (value, key, { name }) => {
    const isAddress =
      addressAttributes.includes(key) && !(key === 'href' && name !== 'a' && name !== 'image');
    if (
      !isAddress ||
      value === '' ||
      /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(value) ||
      name.startsWith('qti-')
    )
      return value;
    const bare = value.startsWith(folder)
      ? value.slice(folder.length)
      : value
          .split('/')
          .filter((part) => part !== '..' && part !== '.')
          .join('/');
    const bytes = resolve(value);
    if (!bytes) {
      missing.push(value);
      return value;
    }
    const parts = decodeAddress(bare).split('/');
    const fileName = parts.pop() ?? '';
    const path = parts.length === 0 ? '/' : `/${parts.join('/')}/`;
    files.set(path + fileName, { name: fileName, path, bytes });
    return `${pluginFile}/${bare}`;
  });
  return { root: moved, files: [...files.values()], missing };
}

/** Where a file of the item lies, seen from the folder of its document. */
export function addressOf(id: string, { path, name }: Pick<ExchangeFile, 'name' | 'path'>): string {
  return `${filesFolderOf(id)}${path}${name}`;
}

/** Finds the files of an item as a package would. */
export function resolverOf(item: Pick<ExchangeItem, 'id' | 'files'>): Resolve {
  const byAddress = new Map(item.files.map((file) => [addressOf(item.id, file), file.bytes]));
  return (href) => byAddress.get(decodeAddress(href)) ?? byAddress.get(href) ?? null;
}
