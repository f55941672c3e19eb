// Addresses inside a package: from what a file says to the path of another file, never outside.

/** Where an address leads: a path in the package, out of it (external, not fetched), nowhere (a fragment, data), or out of bounds. */
export type Target =
  { readonly kind: 'path'; readonly path: string } | { readonly kind: 'external' | 'none' | 'outside' };

/** Resolves an address found in the file `from` (a path in the package). `..` may not leave the package, nor may absolute paths and backslashes. */
export function resolvePath(href: string, from: string): Target {
  const plain = href.trim();
  if (plain === '' || plain.startsWith('#') || /^(?:data|mailto|tel|urn|about):/i.test(plain))
    return { kind: 'none' };
  if (/^(?:https?|ftp|wss?):/i.test(plain) || plain.startsWith('//')) return { kind: 'external' };
  let decoded = plain.replace(/[?#].*$/s, '');
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    // A bare percent sign in a file's name: taken as it stands.
  }
  if (/^[/\\]|\\|^[A-Za-z][\w+.-]*:|\0/.test(decoded)) return { kind: 'outside' };
  const parts = from.split('/').slice(0, -1);
  for (const part of decoded.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return { kind: 'outside' };
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? { kind: 'none' } : { kind: 'path', path: parts.join('/') };
}

const fold = (path: string) => path.normalize('NFC').toLowerCase();
const folded = new WeakMap<ReadonlyMap<string, Uint8Array>, ReadonlyMap<string, string>>();

/** The path under which the package holds a file: as asked, else in another Unicode form or case (told as `name_differs` by the caller), or null. */
export function findPath(files: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  if (files.has(path)) return path;
  // Built once a package: a manifest may name a hundred thousand files that are not there.
  let index = folded.get(files);
  if (!index) {
    index = new Map([...files.keys()].map((name) => [fold(name), name]));
    folded.set(files, index);
  }
  return index.get(fold(path)) ?? null;
}
