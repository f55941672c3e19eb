import { Grid, InputNumber } from 'antd';
import { interactions } from '@jiangping/domain/items/interactions';
import { boundsOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { flattenRanges } from '@jiangping/domain/standards/content-spec';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import type { BankCount } from '../items/bank.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { setBound } from './plan.ts';
import { countUsable, supplyOf } from './supply.ts';
import { paperTexts } from './texts.ts';

interface TwoWayTableProps {
  plan: Blueprint;
  ranges: readonly ContentRange[];
  /** What the bank holds; null where it may not be seen. */
  counts: readonly BankCount[] | null;
  /** Makes the bounds fields to fill in. */
  onChange?: (plan: Blueprint) => void;
}

/** Content ranges down, item types across: what a form must hold, and what the bank offers there. */
export function TwoWayTable({ plan, ranges, counts, onChange }: TwoWayTableProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const isWide = Grid.useBreakpoint().md ?? false;
  const rows = flattenRanges(ranges).map((range) => ({
    ...range,
    depth: range.code.split('.').length - 1,
    bound: plan.content.find((each) => each.range === range.code),
  }));
  const kinds = plan.sections.map(({ interaction }) => interaction);
  const supply = counts ? supplyOf(plan, counts) : [];
  type Row = (typeof rows)[number];
  const wanted = ({ bound, code, name }: Row) => {
    const bounds = bound && boundsOf(bound);
    if (!onChange) {
      if (!bounds) return '—';
      const { min, max } = bounds;
      return min === max ? formats.number(min) : `${formats.number(min)} – ${formats.number(max)}`;
    }
    const field = (part: 'min' | 'max') => (
      <InputNumber
        size="small"
        className="plan-number"
        min={0}
        max={100_000}
        value={bounds?.[part] ?? null}
        aria-label={`${code} ${name} · ${t(part)}`}
        onChange={(value) => onChange(setBound(plan, code, part, value))}
      />
    );
    return (
      <span className="bound-fields">
        {field('min')}–{field('max')}
      </span>
    );
  };
  return (
    <WideTable<Row>
      size="small"
      pagination={false}
      rowKey="code"
      dataSource={rows}
      columns={[
        {
          key: 'range',
          title: t('range'),
          // On a phone it would cover what it names.
          ...(isWide ? { fixed: 'start' as const } : {}),
          rowScope: 'row',
          width: 260,
          render: (_, { code, name, depth }) => (
            <span
              className={depth === 0 ? 'range-name range-top' : 'range-name'}
              style={{ paddingInlineStart: depth * 16 }}
            >
              <span className="code quiet">{code}</span>
              <span>{name}</span>
            </span>
          ),
        },
        {
          key: 'weight',
          title: t('weight'),
          align: 'right',
          render: (_, { weight }) => `${formats.number(weight)}%`,
        },
        { key: 'wanted', title: t('wanted'), align: 'right', render: (_, row) => wanted(row) },
        ...(counts
          ? [
              ...kinds.map((interaction) => ({
                key: interaction,
                title: `${t('offered')} · ${word(interactions[interaction])}`,
                align: 'right' as const,
                render: (_: unknown, { code }: Row) =>
                  formats.number(countUsable(counts, { range: code, interaction })),
              })),
              {
                key: 'supply',
                title: `${t('offeredPoints')} / ${t('neededPoints', { forms: plan.forms })}`,
                align: 'right' as const,
                render: (_: unknown, { code }: Row) => {
                  const line = supply.find(({ name }) => name === `content.${code}`);
                  if (!line) return '—';
                  const { offered, needed, isEnough } = line;
                  return (
                    <span className={isEnough ? '' : 'supply-short'}>
                      {formats.number(offered)} / {formats.number(needed)}
                      {!isEnough && ` · ${t('short')}`}
                    </span>
                  );
                },
              },
            ]
          : []),
      ]}
    />
  );
}
