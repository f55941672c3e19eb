import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseValue,
  countUses,
  isFitting,
  moveValue,
  readValues,
  roomOf,
  soundText,
  writeValues,
} from './answer-lines.ts';
import { completenessOf } from './completeness.ts';
import { digestOf, entriesOf, listAsked, mediaOf, textOf } from './content.ts';
import type { Content, PresentedElement, PresentedNode } from './content.ts';

const el = (
  tag: string,
  attributes: Record<string, string> = {},
  children: PresentedNode[] = [],
): PresentedElement => ({ tag, attributes, children });
const options = (...ids: string[]) => ids.map((id) => el('option', { id, max: '1' }, [`词${id}`]));

const content: Content = [
  el('p', {}, ['先', el('text-entry', { response: 'T', input: 'text' }), '后']),
  el('choice', { response: 'C', max: '2', min: '1' }, options('c', 'a', 'b')),
  el('div', {}, [
    el('match', { response: 'M', max: '0', min: '0' }, [
      el('column', {}, options('l1', 'l2')),
      el('column', {}, options('r1', 'r2')),
    ]),
  ]),
  el('gap-match', { response: 'G', max: '0', min: '0' }, [
    el('bank', {}, options('w1', 'w2')),
    el('p', {}, ['甲', el('gap', { id: 'g1' }), '乙', el('gap', { id: 'g2' })]),
  ]),
  el('associate', { response: 'A', max: '0', min: '0' }, options('x', 'y', 'z')),
  el('order', { response: 'O', max: '0', min: '0' }, options('p', 'q', 'r')),
  el('media', { response: 'P', max: '2', min: '0' }, [el('audio', { src: `media:${'a'.repeat(64)}` })]),
];
const asked = listAsked(content);
const write = (lines: readonly string[], response: string, ...values: string[]) =>
  writeValues(asked, lines, response, values);

describe('the lines of an answer', () => {
  it('give back the values of one interaction, in their order, and a text may hold any sign', () => {
    const lines = ['T=a=b\nc', 'O=q', 'O=p'];
    expect(readValues(lines, 'T')).toEqual(['a=b\nc']);
    expect(readValues(lines, 'O')).toEqual(['q', 'p']);
    expect(readValues(['TT=1'], 'T')).toEqual([]);
  });

  it('stand in the order of the document whatever was answered first, and the others stay as they are', () => {
    const first = write([], 'O', 'r', 'p');
    const second = write(first, 'T', '词');
    expect(second).toEqual(['T=词', 'O=r', 'O=p']);
    expect(write(second, 'C', 'b', 'c')).toEqual(['T=词', 'C=c', 'C=b', 'O=r', 'O=p']);
    expect(write(second, 'O')).toEqual(['T=词']);
  });

  it('keep a line of an interaction that the document does not have, at the end', () => {
    expect(write(['OLD=1', 'T=x'], 'T', 'y')).toEqual(['T=y', 'OLD=1']);
  });

  it('are the same for the same choice, pairs and gaps, in whatever order they were made', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['l2 r1', 'l1 r2', 'l1 r1']), (pairs) => {
        const expected = ['l1 r1', 'l1 r2', 'l2 r1'].filter((pair) => pairs.includes(pair));
        expect(write([], 'M', ...pairs)).toEqual(expected.map((pair) => `M=${pair}`));
      }),
    );
    expect(write([], 'G', 'w1 g2', 'w2 g1')).toEqual(['G=w2 g1', 'G=w1 g2']);
    expect(write([], 'A', 'z x', 'y x')).toEqual(['A=x y', 'A=x z']);
  });

  it('hold nothing that the candidate cannot see: an option that is not in the document goes', () => {
    expect(write([], 'C', 'gone', 'a')).toEqual(['C=a']);
    expect(write([], 'M', 'l1 gone')).toEqual([]);
  });
});

describe('choosing', () => {
  it('puts one in the place of another where one only may be chosen, and adds none above the most', () => {
    expect(chooseValue(['a'], 'b', true, 1)).toEqual(['b']);
    expect(chooseValue(['a'], 'b', true, 2)).toEqual(['a', 'b']);
    expect(chooseValue(['a', 'b'], 'c', true, 2)).toEqual(['a', 'b']);
    expect(chooseValue(['a', 'b'], 'c', true, 0)).toEqual(['a', 'b', 'c']);
    expect(chooseValue(['a', 'b'], 'a', false, 2)).toEqual(['b']);
  });

  it('moves a value by one place and not over the ends', () => {
    expect(moveValue(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(moveValue(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moveValue(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(moveValue(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
    expect(moveValue(['a'], 'x', 1)).toEqual(['a']);
  });

  it('counts each use of an id in pairs', () => {
    expect(countUses(['a b', 'a c', 'd d'], 'a')).toBe(2);
    expect(countUses(['a b', 'a c', 'd d'], 'd')).toBe(2);
    expect(countUses([], 'a')).toBe(0);
  });
});

describe('the bounds of an answer', () => {
  it('are those of the contract', () => {
    expect(isFitting(Array.from({ length: 64 }, (_, i) => `P=${i}`))).toBe(true);
    expect(isFitting(Array.from({ length: 65 }, (_, i) => `P=${i}`))).toBe(false);
    expect(isFitting(['x'.repeat(2101)])).toBe(false);
    expect(isFitting(Array.from({ length: 5 }, () => 'x'.repeat(1601)))).toBe(false);
  });

  it('leave a text the room that the other lines leave it, so that what fits the field always fits', () => {
    expect(roomOf([], 'T')).toBe(2000);
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2100 }), { maxLength: 6 }), (others) => {
        const lines = others.map((text) => `X=${text}`.slice(0, 2100));
        if (!isFitting(lines)) return;
        const room = roomOf(lines, 'T');
        if (room > 0) expect(isFitting([...lines, `T=${'y'.repeat(room)}`])).toBe(true);
      }),
    );
    expect(
      roomOf(
        Array.from({ length: 64 }, () => 'P=1'),
        'T',
      ),
    ).toBe(0);
  });

  it('take control signs and halves of a character out of a text and leave the rest', () => {
    expect(soundText('a\r\nb\tc\0d', 100)).toBe('a\nb\tcd');
    expect(soundText('𠮷𠮷', 3)).toBe('𠮷');
    expect(soundText('\udfb7x', 9)).toBe('x');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, most) => {
        const sound = soundText(text, most);
        expect(sound.isWellFormed()).toBe(true);
        expect(sound.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('how far an answer goes', () => {
  const two: Content = [
    el('choice', { response: 'C', max: '3', min: '2' }, options('a', 'b', 'c')),
    el('text-entry', { response: 'T' }),
    el('media', { response: 'P', max: '2', min: '1' }, [el('audio')]),
  ];
  it('is open without a line, in part below what is asked, and whole with it', () => {
    expect(completenessOf({ content: two }, [])).toBe('open');
    expect(completenessOf({ content: two }, ['C=a', 'C=b', 'T=x'])).toBe('partial');
    expect(completenessOf({ content: two }, ['C=a', 'T=x', 'P=1'])).toBe('partial');
    expect(completenessOf({ content: two }, ['C=a', 'C=b', 'T=x', 'P=1'])).toBe('answered');
  });
  it('asks an order of everything for everything, and an item without a document for anything', () => {
    const order: Content = [el('order', { response: 'O', max: '0', min: '0' }, options('p', 'q', 'r'))];
    expect(completenessOf({ content: order }, ['O=p', 'O=q'])).toBe('partial');
    expect(completenessOf({ content: order }, ['O=p', 'O=q', 'O=r'])).toBe('answered');
    expect(completenessOf({ content: null }, ['a'])).toBe('answered');
    expect(completenessOf({ content: null }, [])).toBe('open');
  });
});

describe('a presented tree', () => {
  it('tells its interactions in document order, also deep inside', () => {
    expect(asked.map(({ response }) => response)).toEqual(['T', 'C', 'M', 'G', 'A', 'O', 'P']);
    expect(asked[1]).toMatchObject({ tag: 'choice', max: 2, min: 1 });
  });

  it('tells what it shows by `media:` and a SHA-256, and no other address', () => {
    const digest = 'b'.repeat(64);
    expect(
      mediaOf([...content, el('img', { src: `media:${digest}` }), el('img', { src: `media:${digest}` })]),
    ).toEqual(['a'.repeat(64), digest]);
    for (const src of [
      'https://example.org/a.png',
      'media:abc',
      `media:${'B'.repeat(64)}`,
      'javascript:1',
      undefined,
    ]) {
      expect(digestOf(src)).toBeNull();
    }
  });

  it('says an option in words, and whether the words are all of it', () => {
    const node = el('choice', {}, [
      el('option', { id: 'a' }, [el('p', {}, ['  清香\n 型 '])]),
      el('option', { id: 'b' }, ['图', el('img', { alt: '酒杯' })]),
      el('option', { id: 'c', max: '0' }, [el('sub', {}, ['2'])]),
    ]);
    expect(entriesOf(node, ['option']).map(({ id, text, isPlain, max }) => [id, text, isPlain, max])).toEqual(
      [
        ['a', '清香 型', true, 1],
        ['b', '图 酒杯', false, 1],
        ['c', '2', false, 0],
      ],
    );
    expect(textOf(['a', el('b', {}, ['b']), 'c'])).toBe('abc');
  });
});
