import { InvalidInput } from './invalid-input.ts';

/** Nesting beyond this is refused: it bounds the stack against hostile input and catches cycles. */
const MAX_DEPTH = 512;

/**
 * The one JSON text of a value by the JSON Canonicalization Scheme (RFC 8785): no white space, members sorted by
 * the UTF-16 code units of their names, numbers and strings as ECMAScript writes them (`-0` → `0`, `1e30` → `1e+30`).
 *
 * Refuses what JSON or I-JSON cannot carry, instead of dropping it as `JSON.stringify` does: NaN, infinities,
 * undefined (also as a member), bigint, functions, symbols, objects with a class such as Date or Map, lone
 * surrogates (`json_unrepresentable`), and nesting deeper than 512 or cyclic (`json_too_deep`).
 */
export function canonicalJson(value: unknown): string {
  return writeValue(value, 0);
}

/**
 * Whether a text is byte for byte its own canonical form (RFC 8785). False, never an exception, for anything else:
 * text that is not JSON, repeated member names, other spacing, order or number spelling, lone surrogates.
 */
export function hasCanonicalForm(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

function writeValue(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new InvalidInput('json_too_deep');
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new InvalidInput('json_unrepresentable', String(value));
      // RFC 8785 section 3.2.2.3 is ECMAScript's own Number::toString; it already writes -0 as 0.
      return String(value);
    case 'string':
      return writeString(value);
    case 'object':
      return writeObject(value, depth);
    default:
      throw new InvalidInput('json_unrepresentable', typeof value);
  }
}

function writeString(text: string): string {
  // JSON.stringify would escape a lone surrogate; RFC 8785 section 3.2.2.2 demands an error.
  if (!text.isWellFormed()) throw new InvalidInput('json_unrepresentable', 'lone surrogate');
  return JSON.stringify(text);
}

function writeObject(value: object | null, depth: number): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    // Array.from visits holes of sparse arrays as undefined, which is then refused; map would skip them.
    return `[${Array.from(value, (element: unknown) => writeValue(element, depth + 1)).join(',')}]`;
  }
  if (!isPlainObject(value)) throw new InvalidInput('json_unrepresentable', 'object with a class');
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]: [string, unknown]) => `${writeString(name)}:${writeValue(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** A prototype without a prototype is some realm's Object.prototype: values from another frame stay welcome. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
