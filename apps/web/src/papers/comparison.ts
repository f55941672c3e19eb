// Parallel forms side by side, whatever their blueprint bounds: content by range, types, difficulty, Angoff sum, time.
import { interactions } from '@jiangping/domain/items/interactions';
import type { Interaction } from '@jiangping/domain/items/interactions';
import { flattenRanges, isInRange } from '@jiangping/domain/standards/content-spec';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import type { Words } from '../shell/language.ts';
import type { CountedForm, RuleGroup } from './rule-table.ts';

/** A form with what each item is worth. */
export interface ComparedForm extends CountedForm {
  readonly items: readonly (CountedForm['items'][number] & { readonly points: number })[];
}

export type Unit = 'points' | 'items' | 'share' | 'level' | 'seconds';

/** One figure of all forms. */
export interface ComparedLine {
  readonly key: string;
  readonly group: Extract<RuleGroup, 'structure' | 'content' | 'difficulty' | 'angoff' | 'time'>;
  readonly name: Words;
  readonly unit: Unit;
  /** In the order of the forms. */
  readonly values: readonly number[];
  /** How far the forms are apart: greatest less least. */
  readonly spread: number;
}

/** The figures of these forms; ranges, types and difficulties that none of them has are left out. */
export function compareForms(
  forms: readonly ComparedForm[],
  ranges: readonly ContentRange[],
): readonly ComparedLine[] {
  const line = (
    group: ComparedLine['group'],
    key: string,
    name: Words,
    unit: Unit,
    value: (items: ComparedForm['items']) => number,
  ): ComparedLine => {
    const values = forms.map(({ items }) => value(items));
    return { group, key, name, unit, values, spread: Math.max(...values) - Math.min(...values) };
  };
  const difficulty = (items: ComparedForm['items'], level: number) =>
    items.filter((item) => item.difficulty === level).length / Math.max(1, items.length);
  const lines = [
    ...Object.entries(interactions).map(([interaction, name]) =>
      line(
        'structure',
        interaction,
        name,
        'items',
        (items) => items.filter((item) => item.interaction === (interaction as Interaction)).length,
      ),
    ),
    ...flattenRanges(ranges).map(({ code, name }) =>
      line('content', code, { zh: `${code} ${name}`, en: `${code} ${name}` }, 'points', (items) =>
        sumOf(
          items.filter(({ point }) => point !== null && isInRange(point, code)).map(({ points }) => points),
        ),
      ),
    ),
    ...[1, 2, 3, 4, 5].map((level) =>
      line(
        'difficulty',
        String(level),
        { zh: `难度 ${String(level)} 的题占比`, en: `share of difficulty ${String(level)}` },
        'share',
        (items) => difficulty(items, level),
      ),
    ),
  ].filter(({ values }) => values.some((value) => value > 0));
  return [
    ...lines,
    line(
      'difficulty',
      'mean',
      { zh: '平均难度', en: 'mean difficulty' },
      'level',
      (items) => sumOf(items.map((item) => item.difficulty ?? 0)) / Math.max(1, items.length),
    ),
    line(
      'angoff',
      'angoff',
      { zh: 'Angoff 合计（百分制）', en: 'Angoff sum (of 100)' },
      'points',
      (items) => {
        const expected = sumOf(items.map(({ points, angoff }) => points * (angoff ?? 0)));
        return (expected / Math.max(1e-9, sumOf(items.map(({ points }) => points)))) * 100;
      },
    ),
    line('time', 'seconds', { zh: '预计答题用时', en: 'expected answering time' }, 'seconds', (items) =>
      sumOf(items.map(({ seconds }) => seconds ?? 0)),
    ),
  ];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
