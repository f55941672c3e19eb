import { Table } from 'antd';
import { partNames } from '@jiangping/domain/standards/level';
import type { LevelCode } from '@jiangping/domain/standards/level';
import type { OccupationStandard } from '@jiangping/domain/standards/standard';
import { useTexts, useWord } from '../shell/language.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { useLevelOfCode } from './StandardOverview.tsx';
import { standardTexts } from './texts.ts';

/** Section 4: the tables of weights, one a part, a column a level; every column adds up to 100. */
export function StandardWeights({ standard }: { standard: OccupationStandard }) {
  const t = useTexts(standardTexts);
  const word = useWord();
  return (['theory', 'practical'] as const).map((part) => (
    <section key={part} className="weights">
      <h2>{t('weightOf', { part: word(partNames[part]) })}</h2>
      <WeightTable standard={standard} part={part} />
    </section>
  ));
}

function WeightTable({ standard, part }: { standard: OccupationStandard; part: 'theory' | 'practical' }) {
  const t = useTexts(standardTexts);
  const levelName = useLevelOfCode();
  const table = standard.weights[part];
  const names = [...new Set(standard.levels.flatMap((code) => (table[code] ?? []).map(({ name }) => name)))];
  const weightOf = (name: string, code: LevelCode) => table[code]?.find((row) => row.name === name)?.weight;
  const sumOf = (code: LevelCode) => (table[code] ?? []).reduce((sum, { weight }) => sum + weight, 0);
  return (
    <WideTable
      size="small"
      bordered
      pagination={false}
      rowKey="name"
      dataSource={names.map((name) => ({ name }))}
      columns={[
        { key: 'name', title: t('item'), dataIndex: 'name', fixed: 'start', rowScope: 'row' },
        ...standard.levels.map((code) => ({
          key: String(code),
          title: levelName(code),
          align: 'right' as const,
          render: (_: unknown, { name }: { name: string }) => weightOf(name, code) ?? '—',
        })),
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>
            <strong>{t('sum')}</strong>
          </Table.Summary.Cell>
          {standard.levels.map((code, index) => (
            <Table.Summary.Cell key={code} index={index + 1} align="right">
              <strong>{sumOf(code)}</strong> {sumOf(code) !== 100 && t('sumWrong')}
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}
