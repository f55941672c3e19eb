import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { serializeBundle } from '@jiangping/credentials/bundle';
import type { Json, JsonObject } from '@jiangping/credentials/json';
import {
  batchFacts,
  makeBadge,
  makeBundle,
  makeIssueFact,
  makeLog,
  now,
  signBadge,
  signList,
} from './sample-file.ts';
import { verifyBundle } from './verify.ts';

// The fast suite: what is tried here does not depend on how the document was hashed.
const cryptosuite = 'eddsa-jcs-2022';
let file: Uint8Array;
let plain: Uint8Array;
let suspension: JsonObject;

beforeAll(async () => {
  const credential = await signBadge(makeBadge(), undefined, cryptosuite);
  const entries = Array.from({ length: 40 }, (_, i) => makeIssueFact(i + 7, { ...credential, i }));
  const log = makeLog([...batchFacts, makeIssueFact(6, credential), ...entries]);
  suspension = await signList('suspension', [], { cryptosuite });
  file = serializeBundle(
    makeBundle(log, credential, 5, 4, await signList('revocation', [], { cryptosuite })),
  );
  plain = serializeBundle(makeBundle(log, credential, 5, 4));
});

/** Mulberry32: the same changes on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

describe('a certificate file with one changed byte', () => {
  const flip = (bytes: Uint8Array, at: number, bit: number) => {
    const changed = Uint8Array.from(bytes);
    changed[at] = changed[at]! ^ (1 << bit);
    return changed;
  };
  // With the same options the unchanged file is valid (last test), so a change is all that can spoil it.
  const isTaken = async (bytes: Uint8Array) => {
    const verdict = await verifyBundle(bytes, { now });
    // Every change must also be told as one of a certificate file, not as of some other file.
    return verdict.valid || verdict.genuine || verdict.unusable;
  };

  it('is never valid: every byte of proofs and keys, and 1,000 others', { timeout: 300_000 }, async () => {
    const random = createRandom(20_260_520);
    const start = decodeUtf8(plain).indexOf('"keys":');
    // The credential holds characters of several bytes, so its own length is counted in bytes.
    const from = encodeUtf8(decodeUtf8(plain).slice(0, start)).length;
    const places = Array.from({ length: plain.length - from }, (_, i) => from + i);
    const others = Array.from({ length: 1000 }, () => random(from));
    const taken: number[] = [];
    for (const at of [...places, ...others]) if (await isTaken(flip(plain, at, random(8)))) taken.push(at);
    expect(places.length).toBeGreaterThan(1500);
    expect(taken).toEqual([]);
  });

  it('is never valid either where the byte is one of the status list', { timeout: 120_000 }, async () => {
    const random = createRandom(5);
    const text = decodeUtf8(file);
    const from = encodeUtf8(text.slice(0, text.indexOf('"status":[{"@context"'))).length;
    const taken: number[] = [];
    for (let at = from; at < file.length; at += 3) {
      const verdict = await verifyBundle(flip(file, at, random(8)), { now, statusList: [suspension] });
      if (verdict.valid || verdict.unusable) taken.push(at);
    }
    expect(taken).toEqual([]);
  });

  it('is valid unchanged', async () => {
    expect(await verifyBundle(file, { now, statusList: [suspension] })).toMatchObject({ valid: true });
    expect(await verifyBundle(plain, { now })).toMatchObject({ valid: true, status: 'unknown' });
  });
});

describe('a file that is no certificate file', () => {
  it.each<[string, Uint8Array | string]>([
    ['nothing', new Uint8Array()],
    ['an empty text', ''],
    ['another JSON', '{"a":1}'],
    ['a bare null', 'null'],
    ['a list', '[]'],
    ['a million brackets', '['.repeat(1_000_000)],
    ['a prototype', '{"__proto__":{"valid":true}}'],
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3'],
    ['noise', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)],
    ['a text that is no Unicode', '{"credential":"\ud800"}'],
  ])('is unusable: %s', async (_what, given) => {
    const verdict = await verifyBundle(given, { now });
    expect(verdict).toMatchObject({ valid: false, unusable: true, record: null });
    expect(verdict.checks.map(({ name, ok }) => [name, ok])).toEqual([['file.read', false]]);
  });

  it('is unusable above 1 MiB, in no time', async () => {
    const started = performance.now();
    const verdict = await verifyBundle(new Uint8Array(2 ** 27), { now });
    expect(verdict.checks[0]?.outcome).toBe('too_large');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is a damaged certificate file when it was one: cut off or overwritten in the middle', async () => {
    const holed = Uint8Array.from(file).fill(0, 3000, 3100);
    for (const given of [file.slice(0, -100), holed]) {
      const verdict = await verifyBundle(given, { now });
      expect(verdict).toMatchObject({ valid: false, unusable: false });
      expect(verdict.checks.map(({ name, outcome }) => [name, outcome])).toEqual([['file.form', 'damaged']]);
    }
  });
});

describe('a file with any member replaced by any value', () => {
  const listPaths = (tree: Json): string[][] =>
    typeof tree !== 'object' || tree === null
      ? []
      : Object.entries(tree).flatMap(([name, member]: [string, Json]) => [
          [name],
          ...listPaths(member).map((path) => [name, ...path]),
        ]);
  const replaceAt = (tree: Json, [head, ...rest]: readonly string[], value: Json): Json => {
    if (head === undefined) return value;
    const entries = Object.entries(tree as JsonObject).map(([name, member]): [string, Json] => [
      name,
      name === head ? replaceAt(member, rest, value) : member,
    ]);
    return Array.isArray(tree) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
  };

  it('gives a verdict and never an exception, and is not valid', { timeout: 120_000 }, async () => {
    const whole = JSON.parse(decodeUtf8(file)) as JsonObject;
    const paths = listPaths(whole);
    const anyValue = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(null, [], {}, 0, -1, '', 'x', '0', '9'.repeat(19), 'A'.repeat(44), '{}', '__proto__'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anyValue, async (path, value) => {
        const text = canonicalJson(replaceAt(whole, path, value as Json));
        fc.pre(text !== decodeUtf8(file));
        const verdict = await verifyBundle(text, { now, statusList: [suspension] });
        expect(verdict.valid).toBe(false);
        expect(verdict.checks.some(({ ok }) => !ok)).toBe(true);
        // A stranger's file must not reach the screen with control or direction characters.
        expect(
          verdict.checks.every(({ detail }) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(detail)),
        ).toBe(true);
      }),
      { numRuns: 1000, seed: 34 },
    );
  });

  it('gives a verdict for any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await verifyBundle(text, { now })).toMatchObject({ valid: false, unusable: true });
      }),
      { numRuns: 300, seed: 35 },
    );
  });
});
