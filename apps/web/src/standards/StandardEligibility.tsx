import { Segmented } from 'antd';
import { useState } from 'react';
import { describeClause } from '@jiangping/domain/batches/eligibility-words';
import type { OccupationStandard } from '@jiangping/domain/standards/standard';
import { useTexts, useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useLevelOfCode } from './StandardOverview.tsx';
import { standardTexts } from './texts.ts';

/** The conditions of entry by level: the clause as printed, and the same clause as the system decides it. */
export function StandardEligibility({ standard }: { standard: OccupationStandard }) {
  const t = useTexts(standardTexts);
  const word = useWord();
  const levelName = useLevelOfCode();
  const { eligibility } = standard.requirements;
  const [level, setLevel] = useState(standard.levels[0] ?? 5);
  const clauses = eligibility.levels[level] ?? [];
  const byHand = eligibility.byHand?.[level] ?? [];
  return (
    <>
      <div className="scroll-x">
        <Segmented
          value={level}
          onChange={setLevel}
          options={standard.levels.map((code) => ({ value: code, label: levelName(code) }))}
        />
      </div>
      <p className="quiet">
        {t('clauseText')} · {t('generation', { generation: eligibility.generation })}
      </p>
      {clauses.length + byHand.length === 0 && <p>{t('noClauses')}</p>}
      <ol className="clauses">
        {clauses.map(({ id, text, allOf }) => (
          <li key={id}>
            <span className="code clause-id">{id}</span>
            <div>
              <p>{word(text)}</p>
              <p className="quiet">
                {t('machineRule')}: {word(describeClause(allOf))}
              </p>
            </div>
          </li>
        ))}
        {byHand.map(({ id, text, reason }) => (
          <li key={id}>
            <span className="code clause-id">{id}</span>
            <div>
              <p>
                {word(text)} <StateTag tone="warning">{t('byHand')}</StateTag>
              </p>
              <p className="quiet">{reason}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
