import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnnouncement, findBannedWord } from './announcement.ts';
import {
  checkCandidatesFree,
  checkOneSiteADay,
  checkRoomsFree,
  checkServersFree,
  overlaps,
} from './timetable.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 }))
  .map(([from, length]) => ({ from, to: from + length }));

describe('the timetable', () => {
  it('knows two spans with a moment in common, whichever comes first', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const moments = Array.from({ length: a.to - a.from }, (_, i) => a.from + i);
        expect(overlaps(a, b)).toBe(moments.some((moment) => moment >= b.from && moment < b.to));
        expect(overlaps(b, a)).toBe(overlaps(a, b));
      }),
    );
    expect(overlaps({ from: 0, to: 90 }, { from: 90, to: 180 })).toBe(false);
  });

  it('gives no room twice at one time, but one after the other', () => {
    const wanted = [{ roomId: 'r1', room: '101机房', from: 0, to: 90 }];
    const taken = (roomId: string, from: number) => [{ roomId, from, to: from + 90 }];
    expect(() => checkRoomsFree(wanted, taken('r1', 60))).toThrow(
      expect.objectContaining({ code: 'room_taken', facts: { room: '101机房' } }),
    );
    expect(() => checkRoomsFree(wanted, [...taken('r1', 90), ...taken('r2', 0)])).not.toThrow();
  });

  it('tells how many candidates sit elsewhere at the time, each once', () => {
    const of = (personId: string, from: number) => ({ personId, from, to: from + 90 });
    const wanted = [of('a', 0), of('a', 90), of('b', 0), of('c', 0)];
    expect(() => checkCandidatesFree(wanted, [of('a', 10), of('b', 89), of('c', 90)])).toThrow(
      expect.objectContaining({ code: 'entry_overlap', facts: { count: 2 } }),
    );
    expect(() => checkCandidatesFree(wanted, [of('a', 180), of('d', 0)])).not.toThrow();
    expect(() => checkServersFree(wanted, [of('c', 1)])).toThrow(
      expect.objectContaining({ code: 'duty_overlap', facts: { count: 1 } }),
    );
  });

  it('keeps whoever serves at one site a day', () => {
    const here = { siteId: 's1', date: '2026-05-18' };
    expect(() => checkOneSiteADay(here, [here, { siteId: 's2', date: '2026-05-19' }])).not.toThrow();
    expect(() => checkOneSiteADay(here, [{ siteId: 's2', date: '2026-05-18' }])).toThrow(
      expect.objectContaining({ code: 'duty_elsewhere', facts: { date: '2026-05-18' } }),
    );
  });
});

describe('the words of an announcement', () => {
  const banned = ['包过', '天拿证', '速成', '代考', '挂靠'];
  it.each([
    ['本期承诺包过', '包过'],
    ['7天拿证,名额有限', '天拿证'],
    ['包 过', '包过'],
    ['包*过', '包过'],
    ['包\u200b过', '包过'],
    ['不得迟到,速成班另收费', '速成'],
    ['严禁作弊。提供代考', '代考'],
  ])('find the banned word in “%s”', (text, word) => {
    expect(findBannedWord(text, banned)).toBe(word);
    expect(() => checkAnnouncement(text, banned)).toThrow(
      expect.objectContaining({ code: 'announcement_word_banned', facts: { word } }),
    );
  });

  it.each(['报名费不包。过时不候', '严禁替考、禁止代考', '谨防“包过”“速成”骗局', '各60分合格', ''])(
    'find none in “%s”',
    (text) => {
      expect(() => checkAnnouncement(text, banned)).not.toThrow();
    },
  );
});
