// A seeded bank of theory items in a Chinese of two-character words, some frequent and most rare as words are (Zipf): the
// same seed gives the same bank for ever. Every thousandth item is nearly the one before it.
import { createPrng, drawBelow, drawFraction } from '@jiangping/measure/prng';
import type { Prng } from '@jiangping/measure/prng';
import { readDemoBank } from '../tests/harness/demo-bank.ts';

export interface BenchItem {
  id: string;
  interaction: 'single';
  point: string;
  stem: string;
  options: { id: string; text: string }[];
  correct: string[];
  difficulty: number;
  angoff: number;
  seconds: number;
  source: string;
  rationale: string;
}

const WORDS = 4000;
const TWIN_EVERY = 1000;

/** So many sound items on the points of the demo specification. */
export function makeBank(count: number, seed: number): BenchItem[] {
  const prng = createPrng(seed);
  const points = readDemoBank().contentSpec.points.map(({ code }) => String(code));
  const words = Array.from({ length: WORDS }, () => drawCharacter(prng) + drawCharacter(prng));
  const bank: BenchItem[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = i % TWIN_EVERY === TWIN_EVERY - 1 ? bank.at(-1) : undefined;
    const id = `BENCH-${String(i).padStart(6, '0')}`;
    bank.push(
      before
        ? { ...before, id, stem: `${before.stem}（）` }
        : {
            id,
            interaction: 'single',
            point: points[drawBelow(prng, points.length)] ?? '',
            stem: `下列关于${drawWords(prng, words, 4 + drawBelow(prng, 8))}的说法，正确的是`,
            options: ['A', 'B', 'C', 'D'].map((letter) => ({
              id: letter,
              text: drawWords(prng, words, 3 + drawBelow(prng, 4)),
            })),
            correct: [['A', 'B', 'C', 'D'][drawBelow(prng, 4)] ?? 'A'],
            difficulty: 1 + drawBelow(prng, 5),
            angoff: Math.round((0.3 + 0.6 * drawFraction(prng)) * 100) / 100,
            seconds: 45 + 15 * drawBelow(prng, 5),
            source: 'GB/T 33404 第 5 章',
            rationale: '见依据。',
          },
    );
  }
  return bank;
}

/** The pairs of a bank that say nearly the same. */
export function twins(bank: readonly BenchItem[]): [string, string][] {
  return bank.flatMap(({ id }, i): [string, string][] =>
    i % TWIN_EVERY === TWIN_EVERY - 1 ? [[bank[i - 1]?.id ?? '', id]] : [],
  );
}

/** One of the 3,000 first unified ideographs, the earlier ones more often. */
function drawCharacter(prng: Prng): string {
  return String.fromCharCode(0x4e00 + Math.floor(3000 * drawFraction(prng) ** 2));
}

function drawWords(prng: Prng, words: readonly string[], count: number): string {
  return Array.from(
    { length: count },
    () => words[Math.floor(words.length * drawFraction(prng) ** 3)] ?? '',
  ).join('');
}
