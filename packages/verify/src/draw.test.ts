import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { rootFromLeaves } from '@jiangping/log/merkle';
import { proofToHash, proveVrf, vrfPublicKey } from '@jiangping/log/vrf';
import { sampleSize } from '@jiangping/domain/reviews/sample-size';
import type { DrawOptions } from './draw.ts';
import { verifyDraw } from './draw.ts';
import { batchFacts, forger, log, makeFact, makeLog } from './sample-file.ts';

const secret = new Uint8Array(32).fill(9);
const drawKey = encodeBase64(vrfPublicKey(secret));
const digests = (count: number, salt = '') =>
  Array.from({ length: count }, (_, i) => sha256(encodeUtf8(`dossier ${i}${salt}`)));

/** A whole draw as the Center makes it, over the log that holds the freeze at index 2. */
function makeDraw(count: number, change: { salt?: string; later?: number; share?: number } = {}) {
  const { share = 0.15, later = 0 } = change;
  const minimum = 5;
  const leaves = digests(count, change.salt);
  const root = rootFromLeaves(leaves);
  const freeze = makeFact(3, 'batch.frozen', { dossiers: count, root: encodeHex(root) });
  const entries = [batchFacts[0], batchFacts[1], freeze];
  const more = Array.from({ length: later }, (_, i) => makeFact(100 + i, 'person.registered', {}, null));
  const { checkpoint } = makeLog([...entries, ...more]);
  const vrfProof = proveVrf(secret, root);
  const beacon = sha256(encodeUtf8(checkpoint));
  const seed = drawSeed({ root, vrfOutput: proofToHash(vrfProof), beacon });
  const record = {
    root: encodeHex(root),
    dossiers: count,
    freezeFactId: '019713f0-0000-7000-8000-000000000003',
    checkpoint,
    vrfPublicKey: drawKey,
    vrfProof: encodeBase64(vrfProof),
    seed: encodeHex(seed),
    share,
    minimum,
    drawn: drawIndices(seed, count, sampleSize(count, share, minimum)).map((index) => index + 1),
    leaves: leaves.map(encodeHex),
  };
  // The log has grown since; its first checkpoint over the freeze is the one of three entries.
  const grown = makeLog([...entries, makeFact(100, 'person.registered', {}, null), batchFacts[4]]);
  const { entry, index, inclusion } = grown.prove(2);
  const evidence = {
    freeze: { fact: entry, index: Number(index), inclusion, checkpoint: grown.checkpoint },
    first: makeLog(entries).checkpoint,
  };
  return { record, evidence };
}

const { record, evidence } = makeDraw(40);
const trust = { issuers: [], logs: [log.logKey], drawKeys: [drawKey] };
const everything: DrawOptions = { trust, evidence, policy: { share: 0.15, minimum: 5 } };
const failed = (given: unknown, options: DrawOptions = everything) =>
  verifyDraw(given, options)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('a review draw', () => {
  it('is the same when it is repeated, for batches of any size', () => {
    expect(verifyDraw(record, everything)).toMatchObject({ valid: true });
    for (const count of [1, 2, 5, 6, 7, 36, 100, 333]) {
      const drawn = makeDraw(count);
      expect(failed(drawn.record, { ...everything, evidence: drawn.evidence })).toEqual([]);
    }
  });

  it('is told by checks whose names programs can rely on', () => {
    expect(verifyDraw(record, everything).checks.map(({ name }) => name)).toEqual([
      'draw.form',
      'draw.root',
      'draw.freeze',
      'draw.checkpoint',
      'draw.vrf',
      'draw.key',
      'draw.seed',
      'draw.policy',
      'draw.size',
      'draw.numbers',
    ]);
  });

  it('holds from its record alone, and says what was compared with nothing', () => {
    const verdict = verifyDraw(record);
    expect(verdict.valid).toBe(true);
    expect(verdict.checks.filter(({ detail }) => detail.startsWith('Mind')).map(({ name }) => name)).toEqual([
      'draw.freeze',
      'draw.checkpoint',
      'draw.key',
    ]);
    expect(verifyDraw(record, { logKey: log.logKey }).checks[3]?.outcome).toBe('signed');
    expect(failed(record, { logKey: forger.logKey })).toEqual(['draw.checkpoint']);
  });

  const forgedProof = encodeBase64(proveVrf(new Uint8Array(32).fill(8), rootFromLeaves(digests(40))));
  it.each<[string, object, string[]]>([
    ['a dossier changed after the draw', { leaves: record.leaves.with(3, '00'.repeat(32)) }, ['draw.root']],
    ['a dossier added', { leaves: [...record.leaves, '00'.repeat(32)] }, ['draw.root']],
    ['two dossiers exchanged', { leaves: swap(record.leaves, 0, 1) }, ['draw.root']],
    ['another dossier drawn', { drawn: replaceOne(record.drawn) }, ['draw.numbers']],
    ['a dossier left out', { drawn: record.drawn.slice(1) }, ['draw.size', 'draw.numbers']],
    ['a dossier drawn besides', { drawn: [...record.drawn, 41] }, ['draw.size', 'draw.numbers']],
    ['another seed', { seed: '11'.repeat(32) }, ['draw.seed']],
    ['a smaller share', { share: 0.1 }, ['draw.policy', 'draw.size', 'draw.numbers']],
    ['another VRF proof', { vrfProof: forgedProof }, ['draw.vrf', 'draw.seed', 'draw.numbers']],
  ])('is refused with its reason: %s', (_what, change, names) => {
    expect(failed({ ...record, ...change })).toEqual(names);
  });

  it('is refused under another draw key, which makes another sample', () => {
    const other = new Uint8Array(32).fill(8);
    const given = { ...record, vrfPublicKey: encodeBase64(vrfPublicKey(other)), vrfProof: forgedProof };
    expect(failed(given)).toEqual(['draw.key', 'draw.seed', 'draw.numbers']);
  });

  it('is refused when it was repeated until it suited: every later checkpoint is told from the first', () => {
    for (let later = 1; later <= 20; later++) {
      const again = makeDraw(40, { later }).record;
      expect(verifyDraw(again, everything)).toMatchObject({ valid: false });
      expect(failed(again)).toEqual(['draw.freeze']);
    }
  });

  it('is refused for another batch of dossiers, 100 of 100', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (salt) => {
        const other = makeDraw(40, { salt }).record;
        expect(verifyDraw({ ...record, leaves: other.leaves }, everything).valid).toBe(false);
        expect(failed(other)).toContain('draw.freeze');
      }),
      { numRuns: 100, seed: 36 },
    );
  });

  it('is refused where the log does not prove the freeze', () => {
    const { freeze, first } = evidence;
    const withFreeze = (change: object) => ({
      ...everything,
      evidence: { freeze: { ...freeze, ...change }, first },
    });
    expect(failed(record, withFreeze({ index: 1 }))).toEqual(['draw.freeze']);
    expect(failed(record, withFreeze({ fact: batchFacts[0] }))).toEqual(['draw.freeze']);
    expect(failed(record, withFreeze({ inclusion: ['x'] }))).toEqual(['draw.freeze']);
    expect(failed(record, withFreeze({ checkpoint: 'x' }))).toEqual(['draw.freeze']);
  });

  it('never throws: any member replaced by any value gives a verdict', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(record)), fc.jsonValue(), (member, value) => {
        fc.pre(member !== 'freezeFactId' && JSON.stringify(value) !== '40');
        expect(verifyDraw({ ...record, [member]: value }, everything).valid).toBe(false);
      }),
      { numRuns: 500, seed: 37 },
    );
    for (const given of [null, undefined, 7, [], {}, 'x']) expect(verifyDraw(given).valid).toBe(false);
  });
});

function swap<T>(list: readonly T[], a: number, b: number): T[] {
  return list.with(a, list[b]!).with(b, list[a]!);
}

function replaceOne(drawn: readonly number[]): number[] {
  const free = Array.from({ length: 40 }, (_, i) => i + 1).find((number) => !drawn.includes(number))!;
  return [...drawn.slice(1), free].sort((a, b) => a - b);
}
