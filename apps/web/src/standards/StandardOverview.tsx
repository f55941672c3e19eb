import { Descriptions } from 'antd';
import type { DescriptionsProps } from 'antd';
import { levelNames, levelOfCode, partNames } from '@jiangping/domain/standards/level';
import type { LevelCode, Part } from '@jiangping/domain/standards/level';
import type { OccupationStandard, StaffRatio } from '@jiangping/domain/standards/standard';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { standardTexts } from './texts.ts';

/** The name of a level behind its printed digit. */
export function useLevelOfCode(): (code: LevelCode) => string {
  const word = useWord();
  return (code) => {
    const level = levelOfCode(code);
    return level ? word(levelNames[level]) : String(code);
  };
}

/** Section 1 of a standard and its basics. */
export function StandardOverview({ standard }: { standard: OccupationStandard }) {
  const t = useTexts(standardTexts);
  const join = useJoin();
  const word = useWord();
  const levelName = useLevelOfCode();
  const { requirements, trainingHours, workTypes } = standard;
  const ratio = ({ perCandidates, atLeast, odd }: StaffRatio) =>
    [
      perCandidates === undefined
        ? t('ratioLeast', { least: atLeast })
        : t('ratioOf', { per: perCandidates, least: atLeast }),
      ...(odd ? [t('ratioOdd')] : []),
    ].join(', ');
  const items: DescriptionsProps['items'] = [
    { key: 'definition', label: t('definition'), children: standard.definition },
    { key: 'levels', label: t('levels'), children: join(standard.levels.map(levelName)) },
    ...(workTypes.length > 0
      ? [
          {
            key: 'workTypes',
            label: t('workTypes'),
            children: join(workTypes.map(({ name }) => word(name))),
          },
        ]
      : []),
    { key: 'environment', label: t('environment'), children: standard.environment },
    { key: 'ability', label: t('ability'), children: standard.ability },
    { key: 'education', label: t('education'), children: standard.education },
    {
      key: 'trainingHours',
      label: t('trainingHours'),
      children: (
        <ul className="lines">
          {standard.levels.map((code) => (
            <li key={code}>
              {levelName(code)}: {t('hours', { hours: trainingHours[code] ?? '—' })}
            </li>
          ))}
        </ul>
      ),
    },
    { key: 'method', label: t('method'), children: requirements.method },
    {
      key: 'minutes',
      label: t('minutes'),
      children: (
        <ul className="lines">
          {(Object.entries(requirements.minutes) as [Part, number][]).map(([part, minutes]) => (
            <li key={part}>
              {word(partNames[part])}: {t('minutesOf', { minutes })}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'ratio',
      label: t('ratio'),
      children: (
        <ul className="lines">
          {(['invigilator', 'assessor', 'panel'] as const).map((who) => (
            <li key={who}>
              {t(who)}: {ratio(requirements.ratio[who])}
            </li>
          ))}
        </ul>
      ),
    },
    { key: 'venue', label: t('venue'), children: requirements.venue },
    {
      key: 'basics',
      label: t('basics'),
      children: standard.basics.map(({ title, items: lines }) => (
        <div key={title} className="basics">
          <strong>{title}</strong>
          <ol>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </div>
      )),
    },
  ];
  return <Descriptions bordered column={1} size="small" items={items} className="record" />;
}
