import { describe, expect, it } from 'vitest';
import { decodeHex, encodeUtf8 } from './bytes.ts';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import type { CheckpointTrust } from './checkpoint.ts';
import { COSIGNATURE_TYPE, createCosignatureVerifier, createCosigner } from './cosignature.ts';
import {
  addSignatures,
  createSigner,
  createVerifier,
  formatNote,
  formatVerifierKey,
  parseNote,
  signNote,
} from './signed-note.ts';

const EMPTY_ROOT = decodeHex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
const ROOT = new Uint8Array(32).fill(5);
const ROOT_TEXT = 'BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=';
const checkpoint = { origin: 'example.com/log', size: 123n, root: ROOT, extensions: [] };

const log = createSigner('example.com/log', new Uint8Array(32).fill(1));
const witnesses = ['w.example/1', 'w.example/2'].map((name, i) =>
  createCosigner(name, new Uint8Array(32).fill(2 + i)),
);
const trust: CheckpointTrust = {
  origin: 'example.com/log',
  log: [createVerifier(formatVerifierKey(log.name, log.publicKey))],
  witnesses: witnesses.map(({ name, publicKey }) =>
    createCosignatureVerifier(formatVerifierKey(name, publicKey, COSIGNATURE_TYPE)),
  ),
  quorum: 2,
};
const text = formatCheckpoint(checkpoint);
const cosignatures = witnesses.map((witness) => witness.cosign(text, 1_700_000_000n));
const signed = signNote(text, [log]);

describe('checkpoint texts', () => {
  it('are origin, size, root and extensions, a line each', () => {
    expect(text).toBe(`example.com/log\n123\n${ROOT_TEXT}\n`);
    const extended = { ...checkpoint, extensions: ['kind one', '评'] };
    expect(formatCheckpoint(extended)).toBe(`example.com/log\n123\n${ROOT_TEXT}\nkind one\n评\n`);
    for (const value of [
      checkpoint,
      extended,
      { ...checkpoint, size: 0n, root: EMPTY_ROOT },
      { ...checkpoint, size: 2n ** 63n },
    ]) {
      expect(parseCheckpoint(formatCheckpoint(value))).toEqual(value);
    }
  });

  it('are refused in every malformed spelling', () => {
    for (const malformed of [
      '',
      '\n',
      `example.com/log\n123\n`,
      `example.com/log\n123\n${ROOT_TEXT}`,
      `\n123\n${ROOT_TEXT}\n`,
      `example.com/log\n0123\n${ROOT_TEXT}\n`,
      `example.com/log\n00\n${ROOT_TEXT}\n`,
      `example.com/log\n+1\n${ROOT_TEXT}\n`,
      `example.com/log\n-1\n${ROOT_TEXT}\n`,
      `example.com/log\n1e3\n${ROOT_TEXT}\n`,
      `example.com/log\n0x7\n${ROOT_TEXT}\n`,
      `example.com/log\n 1\n${ROOT_TEXT}\n`,
      `example.com/log\n１\n${ROOT_TEXT}\n`,
      `example.com/log\n9223372036854775809\n${ROOT_TEXT}\n`,
      `example.com/log\n99999999999999999999\n${ROOT_TEXT}\n`,
      `example.com/log\n1\n${ROOT_TEXT.slice(0, -1)}\n`,
      `example.com/log\n1\nBQU=\n`,
      `example.com/log\n1\n${ROOT_TEXT.replace('U=', 'V=')}\n`,
      `example.com/log\n1\n${ROOT_TEXT}\n\n`,
      `example.com/log\n1\n${ROOT_TEXT}\n\nextension\n`,
      `example.com/log\n0\n${ROOT_TEXT}\n`,
    ]) {
      expect(() => parseCheckpoint(malformed), JSON.stringify(malformed)).toThrow('checkpoint_malformed');
    }
  });

  it('are not written from values that would shift the lines', () => {
    for (const change of [
      { origin: '' },
      { origin: 'a\n5' },
      { size: -1n },
      { size: 2n ** 63n + 1n },
      { root: new Uint8Array(31) },
      { extensions: [''] },
      { extensions: ['a\nb'] },
    ]) {
      expect(() => formatCheckpoint({ ...checkpoint, ...change })).toThrow('checkpoint_malformed');
    }
  });
});

describe('signed checkpoints', () => {
  it('of a public log in operation are opened with its published key', () => {
    const note =
      'go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
    const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const opened = openCheckpoint(encodeUtf8(note), {
      origin: 'go.sum database tree',
      log: [createVerifier(key)],
      witnesses: [],
      quorum: 0,
    });
    expect(opened.checkpoint.size).toBe(20852163n);
  });

  it('are opened with the log signature and a quorum of witnesses', () => {
    const opened = openCheckpoint(formatNote(addSignatures(signed, cosignatures)), trust);
    expect(opened.checkpoint).toEqual(checkpoint);
    expect(opened.logSignatures.map(({ name }) => name)).toEqual(['example.com/log']);
    expect(opened.witnessSignatures.map(({ name }) => name)).toEqual(['w.example/1', 'w.example/2']);
  });

  it('are refused below the quorum, however often one witness signs', () => {
    const [first] = cosignatures;
    const again = witnesses[0]!.cosign(text, 1_700_000_001n);
    for (const signatures of [[], [first!], [first!, first!], [first!, again]]) {
      expect(() => openCheckpoint(formatNote(addSignatures(signed, signatures)), trust)).toThrow(
        'quorum_missing',
      );
    }
  });

  it('are refused when the quorum is two keys of one witness', () => {
    const second = createCosigner('w.example/1', new Uint8Array(32).fill(77));
    const key = formatVerifierKey(second.name, second.publicKey, COSIGNATURE_TYPE);
    const twoKeys = { ...trust, witnesses: [...trust.witnesses, createCosignatureVerifier(key)] };
    const note = formatNote(addSignatures(signed, [cosignatures[0]!, second.cosign(text, 1_700_000_000n)]));
    expect(() => openCheckpoint(note, twoKeys)).toThrow('quorum_missing: 1');
    expect(openCheckpoint(note, { ...twoKeys, quorum: 1 }).witnessSignatures.length).toBe(2);
  });

  it('are refused when only witnesses have signed', () => {
    const note = formatNote({ text, signatures: cosignatures });
    expect(() => openCheckpoint(note, trust)).toThrow('log_signature_missing');
  });

  it('are refused when a log key is counted as a witness of its own log', () => {
    const selfWitnessed = { ...trust, witnesses: trust.log, quorum: 1 };
    expect(() => openCheckpoint(formatNote(signed), selfWitnessed)).toThrow('quorum_missing');
  });

  it('are refused for another origin, a wrong signature, and a text that is no checkpoint', () => {
    const note = formatNote(addSignatures(signed, cosignatures));
    expect(() => openCheckpoint(note, { ...trust, origin: 'example.com/other' })).toThrow('origin_mismatch');
    const other = formatCheckpoint({ ...checkpoint, size: 124n });
    const moved = formatNote({ text: other, signatures: parseNote(note).signatures });
    expect(() => openCheckpoint(moved, trust)).toThrow('signature_invalid');
    const plain = formatNote(signNote('hello\n', [log]));
    expect(() => openCheckpoint(plain, { ...trust, quorum: 0 })).toThrow('checkpoint_malformed');
  });

  it('accept either key of a log during a rotation', () => {
    const next = createSigner('example.com/log', new Uint8Array(32).fill(9));
    const nextVerifier = createVerifier(formatVerifierKey(next.name, next.publicKey));
    const note = formatNote(signNote(text, [next]));
    const rotating = { ...trust, log: [...trust.log, nextVerifier], quorum: 0 };
    expect(openCheckpoint(note, rotating).logSignatures).toMatchObject([{ keyId: next.keyId }]);
    expect(() => openCheckpoint(note, { ...trust, quorum: 0 })).toThrow('note_unsigned');
  });
});
