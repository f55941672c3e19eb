// From what a candidate's answer looks like in JSON to the value of its response variable.
import type { ResponseInput } from '../check.ts';
import type { BaseType, MaybeValue, ResponseDeclaration, Scalar, Value } from './model.ts';
import { makeRecord, makeValue, readScalar, single, wholeOf, writeScalar } from './values.ts';

/** The value, or why the answer is none for this declaration. Null, an empty text and an empty list are NULL. */
export function readResponseInput(
  input: ResponseInput | undefined,
  { cardinality, baseType }: ResponseDeclaration,
): { readonly value: MaybeValue } | { readonly fault: string } {
  if (input === null || input === undefined || input === '') return { value: null };
  if (cardinality === 'record' || baseType === null) return readFields(input);
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  const isOne = cardinality === 'single';
  // A pair or a point may come as its two halves.
  const isSplit =
    list.length === 2 &&
    isTwofold(baseType) &&
    list.every((v) => typeof v === 'number' || !/\s/.test(String(v)));
  const entries = isSplit ? [list] : list;
  const scalars: Scalar[] = [];
  for (const entry of entries) {
    const text = textOfInput(entry);
    const scalar = text === null ? undefined : readScalar(text, baseType);
    if (scalar === undefined) return { fault: `${JSON.stringify(entry)} is no ${baseType}` };
    scalars.push(scalar);
  }
  if (isOne && scalars.length > 1) return { fault: `${scalars.length} values for a single response` };
  return { value: makeValue(cardinality, baseType, scalars) };
}

const isTwofold = (baseType: BaseType) =>
  baseType === 'point' || baseType === 'pair' || baseType === 'directedPair';

function textOfInput(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'number' || typeof entry === 'boolean') return writeScalar(entry);
  if (Array.isArray(entry) && entry.length === 2) {
    const halves = entry.map(textOfInput);
    return halves.includes(null) ? null : halves.join(' ');
  }
  return null;
}

function readFields(input: ResponseInput): { readonly value: MaybeValue } | { readonly fault: string } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return typeof input === 'string' || typeof input === 'number'
      ? { value: recordOfText(writeScalar(input)) }
      : { fault: 'no object of fields for a record' };
  }
  const fields = new Map<string, Value>();
  for (const [name, entry] of Object.entries(input)) {
    const type: BaseType =
      typeof entry === 'number'
        ? Number.isInteger(entry)
          ? 'integer'
          : 'float'
        : typeof entry === 'boolean'
          ? 'boolean'
          : 'string';
    const text = textOfInput(entry);
    const value = text === null || text === '' ? null : single(type, readScalar(text, type) ?? text);
    if (value) fields.set(name, value);
  }
  return { value: makeRecord(fields) };
}

/** The record that a text entry fills from what is typed (ASI, textEntryInteraction: stringValue, floatValue, integerValue, leftDigits, rightDigits, ndp, nsf, exponent). */
export function recordOfText(text: string): MaybeValue {
  const fields = new Map<string, Value>();
  const put = (name: string, type: BaseType, scalar: Scalar | null) => {
    const value = scalar === null ? null : single(type, scalar);
    if (value) fields.set(name, value);
  };
  put('stringValue', 'string', text);
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text);
  const number = readScalar(text, 'float');
  if (parts && typeof number === 'number') {
    const [, , left = '', right = '', exponent] = parts;
    put('floatValue', 'float', number);
    put('integerValue', 'integer', wholeOf(text));
    put('leftDigits', 'integer', left.length);
    put('rightDigits', 'integer', right.length);
    put('ndp', 'integer', right.length);
    const figures = `${left}${right}`.replace(/^0+/, '');
    put('nsf', 'integer', right === '' ? figures.replace(/0+$/, '').length : figures.length);
    put('exponent', 'integer', exponent === undefined ? null : Number(exponent));
  }
  return makeRecord(fields);
}
