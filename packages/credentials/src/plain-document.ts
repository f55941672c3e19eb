import { canonicalJson } from '@jiangping/log/canonical-json';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';

const MAX_DEPTH = 32;

/**
 * What keeps a document from being plain, as a path and a word, or null. JSON-LD has several spellings that leave no
 * trace in the signed quads: null members, empty arrays, empty names and repeated elements vanish, an inline context or a keyword
 * gives a member another meaning, a blank node label is renamed, a lone surrogate is replaced. A document signed or
 * verified here has none of them:
 *
 * - `@context` is a list of known URLs, at the top only, and no other member starts with `@`;
 * - no null, no empty text, array or object, no element twice in an array, no number but safe integers;
 * - no blank node label as `id`, no lone surrogate, nesting up to 32.
 */
export function findUnplainPart(document: JsonObject, contexts: ReadonlyMap<string, unknown>): string | null {
  const { '@context': urls, ...members } = document;
  if (!Array.isArray(urls) || urls.length === 0) return '@context: not a list';
  const unknown = urls.findIndex((url) => typeof url !== 'string' || !contexts.has(url));
  if (unknown >= 0) return `@context[${unknown}]: unknown`;
  if (new Set(urls).size !== urls.length) return '@context: repeated';
  return findInObject(members, '', 1);
}

function findInValue(value: Json | undefined, path: string, depth: number): string | null {
  if (depth > MAX_DEPTH) return `${path}: too deep`;
  if (value === undefined || value === null) return `${path}: null`;
  if (value === '') return `${path}: empty`;
  if (typeof value === 'string') return value.isWellFormed() ? null : `${path}: lone surrogate`;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : `${path}: number`;
  if (typeof value === 'boolean') return null;
  if (isJsonObject(value))
    return Object.keys(value).length === 0 ? `${path}: empty` : findInObject(value, path, depth);
  return findInArray(value, path, depth);
}

function findInObject(value: JsonObject, path: string, depth: number): string | null {
  for (const [name, member] of Object.entries(value)) {
    const at = `${path}/${name}`;
    if (name.startsWith('@') || name === '__proto__' || !name.isWellFormed()) return `${at}: name`;
    if (name === 'id' && typeof member === 'string' && member.startsWith('_:'))
      return `${at}: blank node label`;
    const fault = findInValue(member, at, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

function findInArray(value: readonly Json[], path: string, depth: number): string | null {
  if (value.length === 0) return `${path}: empty`;
  for (const [i, element] of value.entries()) {
    if (Array.isArray(element)) return `${path}/${i}: nested array`;
    const fault = findInValue(element, `${path}/${i}`, depth + 1);
    if (fault !== null) return fault;
  }
  return new Set(value.map(canonicalJson)).size === value.length ? null : `${path}: repeated`;
}
