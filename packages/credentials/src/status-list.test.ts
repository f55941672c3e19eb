import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonicalQuads } from './canonical-quads.ts';
import { gunzip, gzip } from './gzip.ts';
import type { JsonObject } from './json.ts';
import { decodeMultibaseBase64Url, encodeMultibaseBase64Url } from './multibase.ts';
import type { StatusList, StatusPointer } from './status-list.ts';
import {
  buildBitstring,
  buildStatusEntry,
  buildStatusList,
  decodeBitstring,
  encodeBitstring,
  isInForce,
  readBit,
  readStatus,
  readStatusEntry,
  readStatusList,
} from './status-list.ts';

const ENTRIES = 131_072;
const list = (encodedList: string, change: Partial<StatusList> = {}): StatusList => ({
  url: 'https://center.example/status/r/1',
  issuerId: 'did:web:center.example',
  purpose: 'revocation',
  encodedList,
  validFrom: '2026-05-20T08:00:00Z',
  validUntil: '2026-05-20T09:00:00Z',
  ...change,
});
const pointer = (index: number): StatusPointer => ({
  purpose: 'revocation',
  listUrl: 'https://center.example/status/r/1',
  index,
});
const malformed = expect.objectContaining({ code: 'status_list_malformed' });

describe('a status bitstring', () => {
  it('of the W3C example decodes to 131,072 zeros', async () => {
    // Bitstring Status List 1.0, appendix A.2.
    const bits = await decodeBitstring(
      'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA',
    );
    expect(bits).toEqual(new Uint8Array(ENTRIES / 8));
  });

  it('counts from the left: entry 0 is the highest bit of the first byte', () => {
    expect([...buildBitstring(ENTRIES, [0]).slice(0, 2)]).toEqual([0x80, 0]);
    expect([...buildBitstring(ENTRIES, [7, 8]).slice(0, 2)]).toEqual([0x01, 0x80]);
    expect(buildBitstring(ENTRIES, [ENTRIES - 1]).at(-1)).toBe(0x01);
  });

  it('gives back exactly the entries that were set, through compression', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(ENTRIES - 1), { maxLength: 300 }), async (indexes) => {
        const bits = await decodeBitstring(await encodeBitstring(buildBitstring(ENTRIES, indexes)));
        const set = Array.from({ length: ENTRIES }, (_, i) => i).filter((i) => readBit(bits, i));
        expect(set).toEqual(indexes.toSorted((a, b) => a - b));
      }),
      { numRuns: 25, seed: 46 },
    );
  });

  it('is refused with too few or too many entries, and has no entry beyond its end', () => {
    const outOfRange = expect.objectContaining({ code: 'out_of_range' });
    for (const entries of [0, 8, ENTRIES - 8, ENTRIES + 1, 2 ** 24, NaN]) {
      expect(() => buildBitstring(entries, [])).toThrow(outOfRange);
    }
    const bits = buildBitstring(ENTRIES, []);
    for (const index of [-1, ENTRIES, 0.5, NaN, Infinity]) {
      expect(() => readBit(bits, index)).toThrow(outOfRange);
      expect(() => buildBitstring(ENTRIES, [index])).toThrow(outOfRange);
    }
  });

  it('is refused when damaged, padded, shortened, too short or a compression bomb', async () => {
    const sound = await gzip(buildBitstring(ENTRIES, [5]));
    const damaged = Uint8Array.from(sound, (byte, i) => (i === sound.length - 6 ? byte ^ 1 : byte));
    const files = [
      damaged,
      sound.slice(0, -1),
      Uint8Array.of(...sound, 0),
      Uint8Array.of(...sound, ...sound),
      await gzip(new Uint8Array(ENTRIES / 8 - 1)),
      await gzip(new Uint8Array(2 ** 26)),
      new Uint8Array(0),
      Uint8Array.of(1, 2, 3),
    ];
    for (const file of files)
      await expect(decodeBitstring(encodeMultibaseBase64Url(file))).rejects.toEqual(malformed);
    const text = encodeMultibaseBase64Url(sound);
    for (const other of [
      text.slice(1),
      `z${text.slice(1)}`,
      `${text}=`,
      `${text}\n`,
      text.replace('-', '+'),
    ]) {
      if (other !== text) await expect(decodeBitstring(other)).rejects.toEqual(malformed);
    }
    expect(await gunzip(decodeMultibaseBase64Url(text), ENTRIES / 8)).toEqual(buildBitstring(ENTRIES, [5]));
  });
});

describe('a status list credential', () => {
  it('says of a certificate whether it is revoked', async () => {
    const published = list(await encodeBitstring(buildBitstring(ENTRIES, [94_567])));
    const read = readStatusList(buildStatusList(published));
    expect(read).toEqual(published);
    expect(await readStatus(read!, pointer(94_567))).toBe(true);
    expect(await readStatus(read!, pointer(94_568))).toBe(false);
  });

  it('gives no answer for another list, another purpose or a place beyond its end', async () => {
    const published = list(await encodeBitstring(buildBitstring(ENTRIES, [1])));
    await expect(readStatus(published, { ...pointer(1), purpose: 'suspension' })).rejects.toEqual(malformed);
    await expect(
      readStatus(published, { ...pointer(1), listUrl: 'https://center.example/status/r/2' }),
    ).rejects.toEqual(malformed);
    await expect(readStatus(published, pointer(ENTRIES))).rejects.toMatchObject({ code: 'out_of_range' });
    await expect(readStatus(list('uAAAA'), pointer(1))).rejects.toEqual(malformed);
  });

  it('speaks from its first instant up to its last, not later', () => {
    const published = list('u');
    const instants = [
      '2026-05-20T07:59:59Z',
      '2026-05-20T16:00:00+08:00',
      '2026-05-20T08:59:59.999Z',
      '2026-05-20T09:00:00Z',
    ];
    expect(instants.map((at) => isInForce(published, at))).toEqual([false, true, true, false]);
    expect(() => isInForce(published, 'yesterday')).toThrow(
      expect.objectContaining({ code: 'time_malformed' }),
    );
    expect(() => buildStatusList(list('u', { validUntil: '2026-05-20T08:00:00Z' }))).toThrow();
  });

  it('uses only words of the credentials context', async () => {
    expect(await toCanonicalQuads(buildStatusList(list('uAA')))).toContain('BitstringStatusListCredential');
  });

  it('is not read in any other form', () => {
    const credential = buildStatusList(list('uAA'));
    const subject = credential['credentialSubject'] as JsonObject;
    const others = [
      null,
      {},
      { ...credential, issuer: { id: 'did:web:center.example' } },
      { ...credential, validUntil: undefined },
      { ...credential, more: 1 },
      { ...credential, credentialSubject: [subject] },
      { ...credential, credentialSubject: { ...subject, statusPurpose: 'message' } },
      { ...credential, credentialSubject: { ...subject, ttl: 1 } },
      { ...credential, type: ['VerifiableCredential'] },
    ];
    expect(others.map(readStatusList)).toEqual(others.map(() => null));
    expect(readStatusList({ ...credential, proof: {} })).not.toBeNull();
  });
});

describe('a status entry', () => {
  it('gives back its pointer and no other form is read', () => {
    const entry = buildStatusEntry(pointer(94_567));
    expect(readStatusEntry(entry)).toEqual(pointer(94_567));
    const others = [
      null,
      [],
      { ...entry, statusListIndex: '094567' },
      { ...entry, statusListIndex: 94_567 },
      { ...entry, statusSize: 2 },
      { ...entry, statusListIndex: '-1' },
      { ...entry, statusListIndex: '1e3' },
    ];
    expect(others.map(readStatusEntry)).toEqual(others.map(() => null));
  });
});
