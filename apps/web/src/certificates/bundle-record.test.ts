import { describe, expect, it } from 'vitest';
import { readRecord } from './bundle-record.ts';

const credential = {
  issuer: { id: 'did:key:z6Mk', name: '轻工业职业能力评价中心' },
  credentialSubject: {
    name: '阿卜杜拉·𠮷',
    idType: 'resident_id',
    idNumberMasked: '110***********002X',
    certificateNumber: 'S000111000001264000123',
    issuedOn: '2026-11-20',
    assessmentSite: { name: '某总站', siteCode: '000001', scopeSentence: '品酒师四级' },
    result: [{ resultDescription: 'x#theory', value: '86.50' }],
    achievement: {
      occupation: { occupationEdition: '2022', occupationCode: '6-02-06-07', nameZh: '品酒师', nameEn: 'Taster' },
      skillLevel: { levelCode: '4', nameZh: '四级/中级工', nameEn: 'Level 4' },
      resultDescription: [{ id: 'x#theory', name: '理论', valueMax: '100' }],
    },
    hidden: { more: 'signed too' },
  },
  proof: { proofValue: 'z…' },
};

describe('the record in a certificate file', () => {
  it('is read field by field, with scores as they were decided', () => {
    expect(readRecord(JSON.stringify({ credential }))).toMatchObject({
      name: '阿卜杜拉·𠮷',
      occupation: { code: '6-02-06-07', edition: '2022' },
      scores: [{ name: '理论', value: '86.50 / 100' }],
      workType: null,
      photoDigest: null,
    });
  });

  it('lists every signed leaf, so that a member no field shows is still seen, and leaves the proof out', () => {
    const leaves = readRecord(JSON.stringify({ credential }))?.leaves ?? [];
    expect(leaves).toContainEqual({ path: 'credentialSubject.hidden.more', text: 'signed too' });
    expect(leaves.some(({ path }) => path.startsWith('proof'))).toBe(false);
  });

  it('is null for a file that carries none', () => {
    for (const text of ['', 'not json', '{}', '[]', 'null', '{"credential":{}}']) expect(readRecord(text)).toBeNull();
  });
});
