import { describe, expect, it } from 'vitest';
import { encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';
import { checkSeal } from './seal-check.ts';
import type { OpenedPaper } from './seal-check.ts';

const salt = new Uint8Array(32).fill(7);
const value = {
  paper: 'p1',
  forms: [
    {
      label: 'A',
      items: [
        { position: 1, version: 'v1', points: 1, body: { stem: '甲', correct: ['A'] } },
        { position: 2, version: 'v2', points: 2, body: { title: '乙' } },
      ],
    },
  ],
};
const domain = 'paper-seal/v1';
const digest = encodeHex(commitValue({ domain, salt, value }));
const fact = JSON.stringify({ kind: 'paper.sealed', subject: { type: 'paper', id: 'p1' }, data: { digest } });
const paper: OpenedPaper = {
  id: 'p1',
  opening: { domain, salt: encodeHex(salt), value },
  formItems: [
    {
      label: 'A',
      items: [
        { position: 1, versionId: 'v1', points: 1, title: '甲' },
        { position: 2, versionId: 'v2', points: 2, title: '乙' },
      ],
    },
  ],
};
const [form] = value.forms;

describe('the check of a seal in the browser', () => {
  it('holds for the content that was sealed', () => {
    expect(checkSeal(paper, fact)).toEqual({
      computed: digest,
      sealed: digest,
      showsItems: true,
      holds: true,
    });
  });

  it.each<[string, Partial<OpenedPaper>]>([
    [
      'a key that was changed',
      {
        opening: {
          domain,
          salt: encodeHex(salt),
          value: {
            ...value,
            forms: [
              {
                ...form,
                items: [{ ...form?.items[0], body: { stem: '甲', correct: ['B'] } }, form?.items[1]],
              },
            ],
          },
        },
      },
    ],
    ['another salt', { opening: { domain, salt: encodeHex(new Uint8Array(32)), value } }],
    ['a salt that is none', { opening: { domain, salt: 'zz', value } }],
    ['a page that shows other items', { formItems: [{ label: 'A', items: [] }] }],
    ['a paper without an opening', { opening: null }],
  ])('does not hold for %s', (_, change) => {
    expect(checkSeal({ ...paper, ...change }, fact).holds).toBe(false);
  });

  it('does not hold for the seal of another paper, nor for another fact', () => {
    expect(checkSeal(paper, fact.replace('"id":"p1"', '"id":"p2"'))).toMatchObject({
      sealed: null,
      holds: false,
    });
    expect(checkSeal(paper, fact.replace('paper.sealed', 'paper.read'))).toMatchObject({
      sealed: null,
      holds: false,
    });
  });
});
