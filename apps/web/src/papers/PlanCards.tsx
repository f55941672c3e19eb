import { Card, InputNumber } from 'antd';
import { interactions } from '@jiangping/domain/items/interactions';
import { itemCountOf, totalPointsOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { BankCount } from '../items/bank.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { setBand, setSection } from './plan.ts';
import { kindsWorthALine, supplyOf } from './supply.ts';
import type { SupplyLine } from './supply.ts';
import { paperTexts } from './texts.ts';

interface PlanCardProps {
  plan: Blueprint;
  counts: readonly BankCount[] | null;
  /** Makes the figures fields to fill in. */
  onChange?: (plan: Blueprint) => void;
}

/** Item types of a form: how many, worth what, and whether the bank has them. */
export function SectionsCard({ plan, counts, onChange }: PlanCardProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const supply = counts ? supplyOf(plan, counts) : [];
  const rows = kindsWorthALine(plan, counts)
    .map((interaction) => ({
      interaction,
      section: plan.sections.find((each) => each.interaction === interaction),
    }))
    .filter(({ section }) => section !== undefined || onChange !== undefined);
  type Row = (typeof rows)[number];
  const field = ({ interaction, section }: Row, part: 'count' | 'points') => {
    const value = section?.[part];
    if (!onChange) return value === undefined ? '—' : formats.number(value);
    return (
      <InputNumber
        size="small"
        className="plan-number"
        min={0}
        max={500}
        {...(part === 'count' ? { precision: 0 } : {})}
        value={value ?? 0}
        aria-label={`${word(interactions[interaction])} · ${t(part === 'count' ? 'count' : 'pointsEach')}`}
        onChange={(next) => onChange(setSection(plan, interaction, { [part]: next }))}
      />
    );
  };
  return (
    <Card
      className="section"
      title={t('sections')}
      extra={t('total', { points: formats.number(totalPointsOf(plan)), items: itemCountOf(plan) })}
    >
      <WideTable<Row>
        size="small"
        pagination={false}
        rowKey="interaction"
        dataSource={rows}
        columns={[
          {
            key: 'kind',
            title: t('kind'),
            rowScope: 'row',
            render: (_, { interaction }) => word(interactions[interaction]),
          },
          { key: 'count', title: t('count'), align: 'right', render: (_, row) => field(row, 'count') },
          {
            key: 'points',
            title: t('pointsEach'),
            align: 'right',
            render: (_, row) => field(row, 'points'),
          },
          {
            key: 'supply',
            title: `${t('offered')} / ${t('neededPoints', { forms: plan.forms })}`,
            align: 'right',
            render: (_, { interaction }) => (
              <Supply line={supply.find(({ name }) => name === `section.${interaction}`)} />
            ),
          },
        ]}
      />
    </Card>
  );
}

/** Shares of the five difficulties in a form. */
export function BandsCard({ plan, counts, onChange }: PlanCardProps) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const supply = counts ? supplyOf(plan, counts) : [];
  const rows = [1, 2, 3, 4, 5].map((level) => ({
    level,
    band: plan.difficulty.find((each) => each.level === level),
  }));
  type Row = (typeof rows)[number];
  const percent = (share: number) => Math.round(share * 1e4) / 100;
  const field = ({ level, band }: Row, part: 'min' | 'max') => {
    const name = t(part === 'min' ? 'shareFrom' : 'shareTo');
    if (!onChange) return band ? `${formats.number(percent(band[part]))}%` : '—';
    return (
      <InputNumber
        size="small"
        className="plan-number"
        min={0}
        max={100}
        value={band ? percent(band[part]) : null}
        aria-label={`${t('difficulty')} ${String(level)} · ${name}`}
        onChange={(next) => onChange(setBand(plan, level, part, next))}
      />
    );
  };
  return (
    <Card className="section" title={t('bands')}>
      <WideTable<Row>
        size="small"
        pagination={false}
        rowKey="level"
        dataSource={rows}
        columns={[
          { key: 'level', title: t('difficulty'), rowScope: 'row', render: (_, { level }) => level },
          { key: 'min', title: t('shareFrom'), align: 'right', render: (_, row) => field(row, 'min') },
          { key: 'max', title: t('shareTo'), align: 'right', render: (_, row) => field(row, 'max') },
          {
            key: 'supply',
            title: `${t('offered')} / ${t('neededPoints', { forms: plan.forms })}`,
            align: 'right',
            render: (_, { level }) => (
              <Supply line={supply.find(({ name }) => name === `difficulty.${String(level)}`)} />
            ),
          },
        ]}
      />
    </Card>
  );
}

function Supply({ line }: { line: SupplyLine | undefined }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  if (!line) return '—';
  const { offered, needed, isEnough } = line;
  return (
    <span className={isEnough ? '' : 'supply-short'}>
      {formats.number(offered)} / {formats.number(needed)}
      {!isEnough && ` · ${t('short')}`}
    </span>
  );
}

/** Time, number of forms, Angoff band: fields or figures. */
export function OtherCard({ plan, onChange }: Omit<PlanCardProps, 'counts'>) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const { angoff } = plan;
  const figures = [
    {
      key: 'minutes',
      value: plan.minutes,
      most: 600,
      least: 1,
      set: (value: number) => ({ ...plan, minutes: value }),
    },
    {
      key: 'forms',
      value: plan.forms,
      most: 20,
      least: 1,
      set: (value: number) => ({ ...plan, forms: value }),
    },
    {
      key: 'angoffCenter',
      value: angoff.center,
      most: 99,
      least: 1,
      set: (value: number) => ({ ...plan, angoff: { ...angoff, center: value } }),
    },
    {
      key: 'angoffWidth',
      value: angoff.width,
      most: 50,
      least: 0,
      set: (value: number) => ({ ...plan, angoff: { ...angoff, width: value } }),
    },
    {
      key: 'secondsMax',
      value: plan.secondsMax,
      most: 36_000,
      least: 1,
      set: (value: number) => ({ ...plan, secondsMax: value }),
    },
  ] as const;
  return (
    <Card className="section" title={t('otherRules')}>
      <div className="plan-fields">
        {figures.map(({ key, value, most, least, set }) =>
          onChange ? (
            <label key={key}>
              <span className="quiet">{t(key)}</span>
              <InputNumber
                min={least}
                max={most}
                {...(key === 'minutes' || key === 'forms' ? { precision: 0 } : {})}
                value={value}
                onChange={(next) => next !== null && onChange(set(next))}
              />
            </label>
          ) : (
            <div key={key} className="two-lines">
              <span className="quiet">{t(key)}</span>
              <span>{formats.number(value)}</span>
            </div>
          ),
        )}
        {!onChange && (
          <div className="two-lines">
            <span className="quiet">{t('overlap')}</span>
            <span>{plan.overlap.max === 0 ? t('overlapNone') : formats.number(plan.overlap.max)}</span>
          </div>
        )}
      </div>
    </Card>
  );
}
