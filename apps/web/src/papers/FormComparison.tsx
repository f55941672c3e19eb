import { Grid } from 'antd';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import { useTexts, useWord } from '../shell/language.ts';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { compareForms } from './comparison.ts';
import type { ComparedForm, ComparedLine } from './comparison.ts';
import { comparisonTexts } from './comparison-texts.ts';
import { ruleGroups } from './rule-table.ts';
import { paperTexts } from './texts.ts';

interface FormComparisonProps {
  forms: readonly ComparedForm[];
  ranges: readonly ContentRange[];
}

/** Every figure of the forms side by side, and how far they are apart. */
export function FormComparison({ forms, ranges }: FormComparisonProps) {
  const t = useTexts(comparisonTexts);
  const papers = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const isWide = Grid.useBreakpoint().md ?? false;
  const lines = compareForms(forms, ranges);
  const figure = ({ unit }: ComparedLine, value: number) => {
    switch (unit) {
      case 'share':
        return `${formats.number(Math.round(value * 1000) / 10)}%`;
      case 'seconds':
        return t('minutesOf', { minutes: formats.number(Math.round(value / 6) / 10) });
      default:
        return formats.number(Math.round(value * 100) / 100);
    }
  };
  return ruleGroups.map((group) => {
    const own = lines.filter((line) => line.group === group);
    if (own.length === 0) return null;
    return (
      <section key={group} className="rule-group">
        <h3>{papers(`groups.${group}`)}</h3>
        {!isWide && (
          <ul className="rule-cards">
            {own.map((line) => (
              <li key={line.key}>
                <div>{word(line.name)}</div>
                <div className="quiet">
                  {forms.map(({ label }, i) => `${label} ${figure(line, line.values[i] ?? 0)} · `)}
                  {t('spread')} {figure(line, line.spread)}
                </div>
              </li>
            ))}
          </ul>
        )}
        {isWide && (
          <Rows<ComparedLine>
            rows={own}
            rowKey={({ key }) => key}
            columns={[
              { key: 'name', title: t('figure'), width: 320, render: ({ name }) => word(name) },
              ...forms.map(({ label }, i) => ({
                key: label,
                title: papers('formOf', { label }),
                align: 'right' as const,
                render: (line: ComparedLine) => figure(line, line.values[i] ?? 0),
              })),
              {
                key: 'spread',
                title: t('spread'),
                align: 'right',
                render: (line) => figure(line, line.spread),
              },
            ]}
            empty={null}
          />
        )}
      </section>
    );
  });
}
