import { api } from '../shell/api.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { standardTexts } from './texts.ts';

const sets = ['pilot', 'autonomous', 'other'] as const;
type CatalogueSet = (typeof sets)[number];

/** The occupation catalogue with work types and levels. */
export function OccupationsPage() {
  const t = useTexts(standardTexts);
  const join = useJoin();
  const word = useWord();
  return (
    <ListPage
      heading={t('occupations')}
      say={t('occupationsSay')}
      queryKey={['standards', 'listOccupations']}
      load={(query, { set }, signal) => {
        const chosen = sets.find((each) => each === set);
        return api.standards.listOccupations({ ...query, ...(chosen ? { set: chosen } : {}) }, { signal });
      }}
      rowKey={({ id }) => id}
      looksFor={t('looksForOccupation')}
      filters={[
        {
          name: 'set',
          label: t('set'),
          options: sets.map((value) => ({ value, label: t(`sets.${value}`) })),
        },
      ]}
      columns={[
        { key: 'occupation', title: t('occupation'), width: 220, render: (row) => <Occupation of={row} /> },
        { key: 'industry', title: t('industry'), render: ({ industry }) => industry },
        {
          key: 'set',
          title: t('set'),
          render: ({ catalogueSet }: { catalogueSet: CatalogueSet }) => t(`sets.${catalogueSet}`),
        },
        {
          key: 'levels',
          title: t('levels'),
          render: ({ levels }) => (
            <ul className="lines">
              {levels.map((level) => (
                <li key={level}>
                  <LevelName of={level} />
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: 'workTypes',
          title: t('workTypes'),
          render: ({ workTypes }) =>
            workTypes.length === 0 ? '—' : join(workTypes.map((workType) => word(workType))),
        },
        {
          key: 'standard',
          title: t('standardState'),
          render: ({ standardInForce }) =>
            standardInForce ? (
              <StateTag tone="good">{t('standardReady')}</StateTag>
            ) : (
              <StateTag tone="quiet">{t('standardMissing')}</StateTag>
            ),
        },
      ]}
      empty={{ say: t('occupationsEmpty') }}
    />
  );
}
