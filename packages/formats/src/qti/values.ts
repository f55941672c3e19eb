// Values of QTI variables: reading them from text, comparing them, writing them down. NULL is `null`; an empty container and
// an empty string are NULL (QTI ASI, isNull), so neither is ever built.
import type { BaseType, Cardinality, MaybeValue, Scalar, Value } from './model.ts';

const whole = /^[+-]?\d{1,15}$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const isoDuration =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The number a text stands for (xs:double without INF and NaN, which no rule can use), or null. */
export function numberOf(text: string | null | undefined): number | null {
  const plain = text?.trim() ?? '';
  if (!decimal.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

/** The whole number a text stands for, at most 15 digits, or null. */
export function wholeOf(text: string | null | undefined): number | null {
  const plain = text?.trim() ?? '';
  return whole.test(plain) ? Number(plain) : null;
}

/** `true`, `1` → true; `false`, `0` → false; else null (xs:boolean). */
export function booleanOf(text: string | null | undefined): boolean | null {
  const plain = text?.trim();
  if (plain === 'true' || plain === '1') return true;
  return plain === 'false' || plain === '0' ? false : null;
}

/** One value of a base type from its text, or undefined where the text is none. A point and a pair come back with one space, a duration in seconds. */
export function readScalar(text: string, baseType: BaseType): Scalar | undefined {
  const plain = text.trim();
  switch (baseType) {
    case 'boolean':
      return booleanOf(plain) ?? undefined;
    case 'integer':
      return wholeOf(plain) ?? undefined;
    case 'float':
      return numberOf(plain) ?? undefined;
    case 'duration': {
      const seconds = numberOf(plain);
      if (seconds !== null) return seconds;
      const parts = isoDuration.exec(plain);
      if (!parts || !/\d/.test(plain)) return undefined;
      const [days, hours, minutes, rest] = [1, 2, 3, 4].map((i) => Number(parts[i] ?? 0));
      return (days ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
    }
    case 'point': {
      const parts = plain.split(/[\s,]+/).map(numberOf);
      const [x, y] = parts;
      return parts.length === 2 && typeof x === 'number' && typeof y === 'number' ? `${x} ${y}` : undefined;
    }
    case 'pair':
    case 'directedPair': {
      const parts = plain.split(/\s+/);
      return parts.length === 2 ? parts.join(' ') : undefined;
    }
    case 'identifier':
    case 'uri':
      return plain === '' || /\s/.test(plain) ? undefined : plain;
    case 'string':
      // Pretty-printed files break a value's line; spaces within one line are the author's.
      return /^\s*\n|\n\s*$/.test(text) ? plain : text;
    case 'file':
      return plain;
  }
}

/** The text of one value, as a file or an answer carries it. */
export function writeScalar(value: Scalar): string {
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** Shortest decimal text without exponent where a double has one in reach; `-0` is `0`. */
export function formatNumber(value: number): string {
  return String(value === 0 ? 0 : value);
}

/** A value, or NULL when nothing is left: no values, an empty string, a number that is none. */
export function makeValue(
  cardinality: Cardinality,
  baseType: BaseType,
  values: readonly Scalar[],
): MaybeValue {
  const kept = values.filter((v) => v !== '' && !(typeof v === 'number' && !Number.isFinite(v)));
  if (cardinality === 'single')
    return kept.length === 1 && values.length === 1 ? { cardinality, baseType, values: kept } : null;
  return kept.length === 0 ? null : { cardinality, baseType, values: kept };
}

/** One value of cardinality single, or NULL. */
export function single(baseType: BaseType, value: Scalar): MaybeValue {
  return makeValue('single', baseType, [value]);
}

/** A record, or NULL without fields. */
export function makeRecord(fields: ReadonlyMap<string, Value>): MaybeValue {
  return fields.size === 0 ? null : { cardinality: 'record', baseType: null, values: [], fields };
}

/** True where two scalars are the same; a `pair` is the same both ways round (QTI ASI, baseType pair). */
export function isSameScalar(a: Scalar, b: Scalar, baseType: BaseType | null): boolean {
  if (a === b) return true;
  if (baseType === 'pair' && typeof a === 'string' && typeof b === 'string') {
    const [first, second] = a.split(' ');
    return b === `${second ?? ''} ${first ?? ''}`;
  }
  // "12 30" and 12.0 against 12 are settled on reading; what differs in type may still be the same text.
  return typeof a !== typeof b && writeScalar(a) === writeScalar(b);
}

/** True where two values are identical: multiple without order, ordered in order, records field by field (QTI ASI, match). */
export function isSameValue(a: Value, b: Value): boolean {
  if (a.cardinality !== b.cardinality) return false;
  if (a.cardinality === 'record') {
    const [fa, fb] = [a.fields ?? new Map<string, Value>(), b.fields ?? new Map<string, Value>()];
    if (fa.size !== fb.size) return false;
    for (const [name, value] of fa) {
      const other = fb.get(name);
      if (!other || !isSameValue(value, other)) return false;
    }
    return true;
  }
  if (a.values.length !== b.values.length) return false;
  const baseType = a.baseType === 'pair' || b.baseType === 'pair' ? 'pair' : a.baseType;
  if (a.cardinality !== 'multiple') {
    return a.values.every((value, i) => isSameScalar(value, b.values[i] ?? '', baseType));
  }
  return countsOf(a.values, baseType).every(
    ([key, count]) => (new Map(countsOf(b.values, baseType)).get(key) ?? 0) === count,
  );
}

/** One key per value that is equal exactly for equal values. */
export function keyOfScalar(value: Scalar, baseType: BaseType | null): string {
  if (baseType === 'pair' && typeof value === 'string') return value.split(' ').sort().join(' ');
  return writeScalar(value);
}

function countsOf(values: readonly Scalar[], baseType: BaseType | null): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const key = keyOfScalar(value, baseType);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts];
}
