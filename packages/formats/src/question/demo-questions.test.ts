import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoredInteractions } from '@jiangping/domain/items/interactions';
import { problemsOfBank } from '@jiangping/domain/items/item';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { findNearDuplicates } from '@jiangping/domain/items/near-duplicate';
import { problemsOfBlueprint } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { ContentSpec } from '@jiangping/domain/standards/content-spec';
import { cleanMedia } from '../media/clean-media.ts';
import { checkSchema } from '../qti-schema/check-schema.ts';
import { writeScalar } from '../qti/values.ts';
import { collectProblems } from '../qti/problems.ts';
import { startItem } from '../qti/response-processing.ts';
import { scoreQuestion } from './answers.ts';
import { presentQuestion } from './presentation.ts';
import type { PresentedNode } from './presented.ts';
import { openQuestion } from './question.ts';

const bank = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
const folder = new URL('questions/', bank);
const read = (name: string, from = folder) => readFileSync(new URL(name, from), 'utf8');

interface Listed {
  readonly id: string;
  readonly file: string;
  readonly point: string;
  readonly difficulty: number;
  readonly angoff: number;
  readonly seconds: number;
  readonly source: string;
  readonly rationale: string;
  readonly media: readonly string[];
}

const listed = JSON.parse(read('questions.json')) as Listed[];
const theory = readdirSync(bank)
  .filter((name) => name.startsWith('theory-'))
  .map((name) => JSON.parse(read(name, bank)) as { points: { code: string }[]; items: TheoryItem[] });
const silent = () => collectProblems('q', []);

function open({ file, media }: Listed) {
  const document = read(file);
  const { item, reading, problems } = openQuestion(document, new Set(media));
  if (!item || !reading) throw new Error(`${file} is no item: ${JSON.stringify(problems)}`);
  return { document, item, reading, problems };
}

/** The lines of the declared correct responses of the clone of a seed. */
function keyOf({ item }: ReturnType<typeof open>, seed: number): string[] {
  const { corrects } = startItem(item, { seed, problems: silent() });
  return [...corrects].flatMap(([id, value]) =>
    (value?.values ?? []).map((scalar) => `${id}=${writeScalar(scalar)}`),
  );
}

function wordsOf(nodes: readonly PresentedNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
}

const questions = listed.map((each) => ({ ...each, ...open(each) }));
const scored = questions.filter(({ reading }) =>
  scoredInteractions.some((each) => each === reading.interaction),
);
const shareOf = ({ item }: ReturnType<typeof open>, lines: readonly string[], seed = 1) =>
  scoreQuestion(item, lines, seed, silent()).share;

describe('the question documents of the demo bank', () => {
  it.each(questions)('$id opens without a fault and keeps the schema of QTI 3', ({ id, item, problems }) => {
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(checkSchema(item.root).map(({ message }) => message)).toEqual([]);
    expect(item.id).toBe(id);
  });

  it('are of every type that only a document can say, and of none that an ordinary paper takes', () => {
    expect(new Set(questions.map(({ reading }) => reading.interaction))).toEqual(
      new Set(['blank', 'matching', 'ordering', 'graphic', 'composite', 'written']),
    );
  });

  it('are sound items of points that the bank knows, under ids of their own', () => {
    const points = new Set(theory.flatMap((file) => file.points.map(({ code }) => code)));
    const items = questions.map(({ reading, document, media, ...each }): TheoryItem => {
      const { interaction, stem, options, correct } = reading;
      const files = media.map((href) => ({ href, sha256: '' }));
      return { ...each, interaction, stem, options, correct, question: { document, media: files } };
    });
    expect(problemsOfBank([...items, ...theory.flatMap((file) => file.items)], points)).toEqual([]);
  });

  it('say nothing that another item of the bank says already', () => {
    const texts = [
      ...theory.flatMap((file) => file.items),
      ...questions.map((each) => ({ ...each.reading, ...each })),
    ];
    const entries = texts.map(({ id, stem, options }) => ({
      id,
      text: [stem, ...options.map(({ text }) => text)].join(' '),
    }));
    expect(findNearDuplicates(entries, 0.4, { since: entries.length - questions.length })).toEqual([]);
  });

  it('show every picture of the folder and no other, each small and with words for who cannot see it', () => {
    const shown = new Set(questions.flatMap(({ media }) => media));
    expect(new Set(readdirSync(new URL('media/', folder)).map((name) => `media/${name}`))).toEqual(shown);
    for (const href of shown) {
      const bytes = readFileSync(new URL(href, folder));
      expect(bytes.length).toBeLessThan(30_000);
      // Nothing of a picture is lost on its way into the bank.
      expect(cleanMedia(bytes)).toMatchObject({ kind: 'clean', type: 'image/svg+xml', dropped: [] });
    }
    for (const { item, media } of questions) {
      expect(new Set(item.assets.map(({ href }) => href))).toEqual(new Set(media));
      const content = presentQuestion(
        item,
        startItem(item, { seed: 1, problems: silent() }),
        1,
        (href) => href,
      );
      const alts = [...JSON.stringify(content).matchAll(/"alt":"([^"]*)"/g)].map(([, alt]) => alt ?? '');
      expect(alts).toHaveLength(media.length);
      for (const alt of alts) expect(alt.length).toBeGreaterThan(10);
    }
  });
});

describe('a scored question of the demo bank', () => {
  it.each(scored)('$id gives all for its key, nothing for silence, and shows no key', (question) => {
    const key = keyOf(question, 1);
    expect(key.length).toBeGreaterThan(0);
    expect(shareOf(question, key)).toBe(1);
    expect(shareOf(question, [])).toBe(0);
    const content = presentQuestion(
      question.item,
      startItem(question.item, { seed: 1, problems: silent() }),
      1,
      (href) => href,
    );
    expect(wordsOf(content)).not.toContain(question.rationale);
    expect(JSON.stringify(content)).not.toMatch(/correct|mapped|mapping|tolerance/);
  });

  it('gives a part where the trade gives one, and for each part alike', () => {
    const partOf = (id: string) => {
      const question = scored.find((each) => each.id === id);
      if (!question) throw new Error(`no ${id}`);
      const key = keyOf(question, 1);
      return key.map((line) => shareOf(question, [line]) ?? 0);
    };
    for (const id of [
      'PJ4-Q-001',
      'PJ4-Q-002',
      'PJ4-Q-004',
      'PJ4-Q-005',
      'PJ4-Q-006',
      'PJ4-Q-010',
      'PJ4-Q-012',
      'PJ4-Q-013',
    ]) {
      const parts = partOf(id);
      for (const part of parts) expect(part).toBeCloseTo(1 / parts.length, 9);
    }
  });

  it('takes what is chosen wrongly off what is chosen rightly, never below nothing', () => {
    const question = scored.find(({ id }) => id === 'PJ4-Q-012')!;
    expect(shareOf(question, ['RESPONSE=maker', 'RESPONSE=like', 'RESPONSE=style'])).toBeCloseTo(1 / 3, 9);
    expect(shareOf(question, ['RESPONSE=style', 'RESPONSE=taste'])).toBe(0);
  });

  it('pays for no more pairs than each name may be used in', () => {
    for (const id of ['PJ4-Q-005', 'PJ4-Q-006', 'PJ4-Q-010']) {
      const question = scored.find((each) => each.id === id)!;
      const [asked] = question.item.interactions;
      const lines = (asked?.choices ?? []).flatMap((a) =>
        (asked?.targets ?? []).map((b) => `RESPONSE=${a.id} ${b.id}`),
      );
      for (const line of keyOf(question, 1)) expect(lines).toContain(line);
      expect(shareOf(question, lines)).toBeLessThan(1);
    }
  });

  it('accepts a variant of a word, and a place in the order for each step that stands where it belongs', () => {
    const words = scored.find(({ id }) => id === 'PJ4-Q-001')!;
    expect(shareOf(words, ['FERMENTED=酿造酒', 'DISTILLED=蒸馏', 'BLENDED=配制'])).toBe(1);
    expect(shareOf(words, ['FERMENTED=蒸馏酒', 'DISTILLED=发酵酒', 'BLENDED=白酒'])).toBe(0);
    const order = scored.find(({ id }) => id === 'PJ4-Q-007')!;
    const [first = '', second = '', ...rest] = keyOf(order, 1);
    expect(shareOf(order, [second, first, ...rest])).toBeCloseTo(5 / 7, 9);
  });

  it('asks each candidate for other litres, and knows the answer of each within one litre', () => {
    const question = scored.find(({ id }) => id === 'PJ4-Q-004')!;
    expect(question.reading.stem).toContain('库存甲酒 … %vol、乙酒 … %vol');
    const asked = new Set<string>();
    for (let seed = 0; seed < 50; seed += 1) {
      const state = startItem(question.item, { seed, problems: silent() });
      const text = wordsOf(presentQuestion(question.item, state, seed, () => null));
      const [strong = 0, weak = 0, total = 0, target = 0] =
        /甲酒 (\d+) %vol、乙酒 (\d+) %vol，现要勾调出 (\d+) L、(\d+) %vol/.exec(text)?.slice(1).map(Number) ??
        [];
      asked.add([strong, weak, total, target].join(' '));
      const litres = (total * (target - weak)) / (strong - weak);
      expect(litres).toBeGreaterThan(0);
      expect(litres).toBeLessThan(total);
      const answer = (by: number) => [
        `STRONG=${String(Math.round(litres) + by)}`,
        `WEAK=${String(total - Math.round(litres) - by)}`,
      ];
      expect(shareOf(question, keyOf(question, seed), seed)).toBe(1);
      expect(shareOf(question, [`STRONG=${String(litres)}`, `WEAK=${String(total - litres)}`], seed)).toBe(1);
      for (const by of [-1, 0, 1]) expect(shareOf(question, answer(by), seed)).toBe(1);
      for (const by of [-2, 2, total]) expect(shareOf(question, answer(by), seed)).toBe(0);
      // Who mixes the two up gets nothing, but where both are nearly alike.
      const isTold = Math.abs(total - 2 * litres) > 2;
      if (isTold) expect(shareOf(question, answer(total - 2 * Math.round(litres)), seed)).toBe(0);
    }
    expect(asked.size).toBeGreaterThan(45);
  });
});

describe('the blueprint of the question documents', () => {
  it('is sound and asks for no more than the bank has', () => {
    const spec = JSON.parse(read('content-spec.json', bank)) as ContentSpec;
    const blueprint = JSON.parse(read('blueprint.json')) as Blueprint;
    expect(problemsOfBlueprint(blueprint, spec)).toEqual([]);
    for (const { interaction, count } of blueprint.sections) {
      const have = questions.filter(({ reading }) => reading.interaction === interaction);
      expect(have.length).toBeGreaterThanOrEqual(count);
    }
  });
});
