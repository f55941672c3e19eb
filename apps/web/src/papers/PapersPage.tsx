import { Link } from '@tanstack/react-router';
import { paperStates } from '@jiangping/domain/papers/paper-state';
import type { PaperState } from '@jiangping/domain/papers/paper-state';
import { certifiableLevels, isLevel, levelNames, partNames } from '@jiangping/domain/standards/level';
import { api } from '../shell/api.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import './papers.css';
import { paperTexts } from './texts.ts';

export const stateTones = {
  assembled: 'waiting',
  sealed: 'good',
  unsealed: 'quiet',
  withdrawn: 'bad',
} as const satisfies Record<PaperState, string>;

const isPaperState = (text: string | undefined): text is PaperState =>
  paperStates.some((state) => state === text);

type PaperRow = Awaited<ReturnType<typeof api.papers.listPapers>>['rows'][number];

/** How people call a paper: the end of its id, as the arrangement of a batch does. */
export function numberOfPaper(paperId: string): string {
  return paperId.slice(-6);
}

/** Papers; who only books them sees the sealed ones. */
export function PapersPage() {
  const t = useTexts(paperTexts);
  const word = useWord();
  const may = useMay();
  const seesDrafts = may('readPaper');
  const toBlueprints = seesDrafts && <LinkButton href="/blueprints">{t('toBlueprints')}</LinkButton>;
  return (
    <ListPage<PaperRow>
      heading={t('papers')}
      say={t('papersSay')}
      queryKey={['papers', 'listPapers']}
      load={(query, { level, part, state }, signal) =>
        api.papers.listPapers(
          {
            ...query,
            ...(isLevel(level) ? { level } : {}),
            ...(part === 'theory' || part === 'practical' ? { part } : {}),
            ...(isPaperState(state) ? { state } : {}),
          },
          { signal },
        )
      }
      rowKey={({ id }) => id}
      looksFor={t('looksForPaper')}
      toolbar={toBlueprints}
      filters={[
        {
          name: 'level',
          label: t('level'),
          options: certifiableLevels.map((value) => ({ value, label: word(levelNames[value]) })),
        },
        {
          name: 'part',
          label: t('part'),
          options: (['theory', 'practical'] as const).map((value) => ({
            value,
            label: word(partNames[value]),
          })),
        },
        ...(seesDrafts
          ? [
              {
                name: 'state',
                label: t('state'),
                options: paperStates.map((value) => ({
                  value,
                  label: t(`states.${value}`),
                })),
              },
            ]
          : []),
      ]}
      columns={useColumns()}
      empty={{ say: t(may('assemblePaper') ? 'papersEmptyDo' : 'papersEmpty'), act: toBlueprints }}
    />
  );
}

function useColumns() {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  return [
    {
      key: 'paper',
      title: t('paper'),
      render: ({ id, part }: PaperRow) => (
        <span className="two-lines">
          <Link to="/papers/$paperId" params={{ paperId: id }} className="nowrap">
            {t('paperOf', { number: numberOfPaper(id) })}
          </Link>
          <span className="quiet">{word(partNames[part])}</span>
        </span>
      ),
    },
    {
      key: 'occupation',
      title: t('occupation'),
      render: ({ occupation }: PaperRow) => <Occupation of={occupation} />,
    },
    { key: 'level', title: t('level'), render: ({ level }: PaperRow) => <LevelName of={level} /> },
    {
      key: 'size',
      title: t('size'),
      render: ({ forms, itemsPerForm, minutes }: PaperRow) => (
        <span className="nowrap">{t('sizeOf', { forms, items: itemsPerForm, minutes })}</span>
      ),
    },
    {
      key: 'rules',
      title: t('rules'),
      render: ({ rulesHold }: PaperRow) => (
        <StateTag tone={rulesHold ? 'good' : 'bad'}>{t(rulesHold ? 'rulesHold' : 'rulesBroken')}</StateTag>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state }: PaperRow) => <StateTag tone={stateTones[state]}>{t(`states.${state}`)}</StateTag>,
    },
    {
      key: 'assembledBy',
      title: t('assembledBy'),
      render: ({ assembledBy, assembledAt }: PaperRow) => (
        <span className="two-lines">
          <span>{assembledBy.name}</span>
          <span className="quiet nowrap">{formats.instant(assembledAt)}</span>
        </span>
      ),
    },
    {
      key: 'sealedBy',
      title: t('sealedBy'),
      render: ({ sealedBy, sealedAt }: PaperRow) =>
        sealedBy && sealedAt !== null ? (
          <span className="two-lines">
            <span>{sealedBy.name}</span>
            <span className="quiet nowrap">{formats.instant(sealedAt)}</span>
          </span>
        ) : (
          <span className="quiet">{t('notSealed')}</span>
        ),
    },
  ];
}
