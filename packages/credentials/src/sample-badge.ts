import type { OpenBadge } from './open-badge.ts';

/**
 * A certificate of nobody, with every optional field, for tests here and in the packages above: the identity number
 * behind the hash is 11010519491231002X, the specimen number of GB 11643.
 */
export const sampleBadge: OpenBadge = {
  record: {
    certificateNumber: 'Y000111000001263000001',
    name: '阿卜杜热合曼·买买提𠮷',
    idType: 'resident_id',
    idNumberMasked: '110105********002X',
    identity: {
      identityHash: 'sha256$dff6c5dd65f9666e894a2343fd900d378ef90228f31d5c6f3861595cae118b56',
      salt: 'q3Zk1mZ0c2W9pV7xT4yR8A',
    },
    occupation: { edition: '2022', code: '6-18-01-01', nameZh: '车工', nameEn: 'Lathe operator' },
    workType: { nameZh: '数控车工', nameEn: 'CNC lathe operator' },
    level: { code: '3', nameZh: '高级工', nameEn: 'Senior skilled worker' },
    institutionName: '匠评职业技能评价中心',
    site: {
      name: '滨海评价总站',
      code: '110101',
      scopeSentence: '2026-01-01 至 2028-12-31：车工（6-18-01-01）五级至三级',
    },
    partScores: [
      { part: 'theory', nameZh: '理论知识考试', nameEn: 'Theory exam', score: '86.5', maximum: '100' },
      { part: 'practical', nameZh: '技能考核', nameEn: 'Practical assessment', score: '91', maximum: '100' },
    ],
    issuedOn: '2026-05-20',
    batchId: '019713f0-0000-7000-8000-000000000001',
    photoDigest: '7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730',
  },
  envelope: {
    id: 'urn:uuid:019713f0-0000-7000-8000-0000000000aa',
    issuerId: 'did:web:center.example',
    validFrom: '2026-05-20T08:00:00Z',
    criteria:
      '理论知识考试和技能考核成绩均达到合格线 / Theory exam and practical assessment both at or above the cut score',
    status: [
      { purpose: 'revocation', listUrl: 'https://center.example/status/r/1', index: 94_567 },
      { purpose: 'suspension', listUrl: 'https://center.example/status/s/1', index: 94_567 },
    ],
  },
};
