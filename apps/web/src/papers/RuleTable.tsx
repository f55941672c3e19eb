import { useState } from 'react';
import { Alert, Checkbox, Grid } from 'antd';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { formsOfChecks, linesOfChecks, nameOfRule, ruleGroups } from './rule-table.ts';
import type { RuleCheck, RuleLine } from './rule-table.ts';
import { paperTexts } from './texts.ts';

interface RuleTableProps {
  checks: readonly RuleCheck[];
  ranges: readonly ContentRange[];
}

/** Every rule with its bounds and what each form reaches, the forms side by side. */
export function RuleTable({ checks, ranges }: RuleTableProps) {
  const t = useTexts(paperTexts);
  const [isOnlyBroken, setOnlyBroken] = useState(false);
  const broken = checks.filter(({ ok }) => !ok).length;
  const lines = linesOfChecks(checks).filter(({ ok }) => !(isOnlyBroken && ok));
  const labels = formsOfChecks(checks);
  return (
    <>
      <Alert
        className="section"
        type={broken === 0 ? 'success' : 'error'}
        showIcon
        title={
          broken === 0
            ? t('allHold', { count: checks.length })
            : t('someBroken', { count: checks.length, broken })
        }
        description={t('holdSay')}
      />
      {broken > 0 && (
        <Checkbox checked={isOnlyBroken} onChange={({ target }) => setOnlyBroken(target.checked)}>
          {t('onlyBroken')}
        </Checkbox>
      )}
      {ruleGroups.map((group) => {
        const own = lines.filter((line) => line.group === group);
        return own.length === 0 ? null : (
          <section key={group} className="rule-group">
            <h2>{t(`groups.${group}`)}</h2>
            <Lines lines={own} labels={labels} ranges={ranges} />
          </section>
        );
      })}
    </>
  );
}

interface LinesProps {
  lines: readonly RuleLine[];
  labels: readonly string[];
  ranges: readonly ContentRange[];
}

function Lines({ lines, labels, ranges }: LinesProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const figure = useFigure();
  const isWide = Grid.useBreakpoint().md ?? false;
  const isTogether = lines.some(({ values }) => '' in values);
  const columns = [...(isTogether ? [''] : []), ...(lines.some((line) => hasForms(line)) ? labels : [])];
  const nameOf = (label: string) => (label === '' ? t('together') : t('formOf', { label }));
  const bounds = ({ name, min, max }: RuleLine) =>
    min === max ? figure(name, min) : `${figure(name, min)} – ${figure(name, max)}`;
  if (!isWide) {
    return (
      <ul className="rule-cards">
        {lines.map((line) => (
          <li key={`${line.name} ${String(line.min)}`}>
            <div className="rule-card-head">
              <span>{word(nameOfRule(line.name, ranges))}</span>
              <Verdict ok={line.ok} />
            </div>
            <div className="quiet">
              {bounds(line)} →{' '}
              {Object.entries(line.values)
                .map(([label, value]) => `${label === '' ? '' : `${label} `}${figure(line.name, value)}`)
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <WideTable<RuleLine>
      size="small"
      pagination={false}
      rowKey={({ name, min, max }) => `${name} ${String(min)} ${String(max)}`}
      dataSource={[...lines]}
      columns={[
        {
          key: 'rule',
          title: t('rule'),
          rowScope: 'row',
          fixed: 'start',
          width: 320,
          render: (_, { name }) => word(nameOfRule(name, ranges)),
        },
        {
          key: 'min',
          title: t('min'),
          align: 'right',
          width: 110,
          render: (_, { name, min }) => figure(name, min),
        },
        {
          key: 'max',
          title: t('max'),
          align: 'right',
          width: 110,
          render: (_, { name, max }) => figure(name, max),
        },
        ...columns.map((label) => ({
          key: `form-${label}`,
          title: nameOf(label),
          align: 'right' as const,
          width: 120,
          render: (_: unknown, { name, values }: RuleLine) => figure(name, values[label] ?? null),
        })),
        {
          key: 'ok',
          title: t('verdict'),
          width: 120,
          render: (_, { ok }) => <Verdict ok={ok} />,
        },
      ]}
    />
  );
}

function hasForms({ values }: RuleLine): boolean {
  return Object.keys(values).some((label) => label !== '');
}

function Verdict({ ok }: { ok: boolean }) {
  const t = useTexts(paperTexts);
  return <StateTag tone={ok ? 'good' : 'bad'}>{t(ok ? 'holds' : 'broken')}</StateTag>;
}

/** A figure of a rule as it is read: shares in percent, the rest as numbers. */
function useFigure(): (name: string, value: number | null) => string {
  const formats = useFormats();
  return (name, value) => {
    if (value === null) return '—';
    if (name.startsWith('difficulty.')) return `${formats.number(Math.round(value * 1000) / 10)}%`;
    return formats.number(Math.round(value * 100) / 100);
  };
}
