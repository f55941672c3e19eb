import { Link } from '@tanstack/react-router';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { RegisterSiteButton } from './RegisterSiteButton.tsx';
import { provinceNames, siteKinds, siteTones } from './site-states.ts';
import { siteTexts } from './texts.ts';

/** General stations, direct bases and trial bases. */
export function SitesPage() {
  const t = useTexts(siteTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const register = may('registerSite') && <RegisterSiteButton />;
  return (
    <ListPage
      heading={t('sites')}
      say={t('sitesSay')}
      queryKey={['sites', 'listSites']}
      load={(query, { kind, province }, signal) => {
        const chosen = siteKinds.find((each) => each === kind);
        return api.sites.listSites(
          { ...query, ...(chosen ? { kind: chosen } : {}), ...(province ? { province } : {}) },
          { signal },
        );
      }}
      rowKey={({ id }) => id}
      looksFor={t('looksForSite')}
      filters={[
        {
          name: 'kind',
          label: t('kind'),
          options: siteKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
        },
        {
          name: 'province',
          label: t('province'),
          options: Object.entries(provinceNames).map(([value, words]) => ({ value, label: word(words) })),
        },
      ]}
      toolbar={register}
      columns={[
        {
          key: 'site',
          title: t('site'),
          width: 260,
          render: (row) => (
            <Link to="/sites/$siteId" params={{ siteId: row.id }}>
              {word(row)}
            </Link>
          ),
        },
        { key: 'kind', title: t('kind'), render: ({ kind }) => t(`kinds.${kind}`) },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => <StateTag tone={siteTones[state]}>{t(`states.${state}`)}</StateTag>,
        },
        {
          key: 'place',
          title: t('place'),
          render: ({ province, city }) => `${word(provinceNames[province], province)} ${city}`,
        },
        { key: 'accountable', title: t('accountable'), render: ({ accountable }) => accountable.name },
        { key: 'scopeLines', title: t('scopeLines'), align: 'right', render: ({ scopeLines }) => scopeLines },
        {
          key: 'authorisedTo',
          title: t('authorisedTo'),
          render: ({ authorisedTo }) =>
            authorisedTo === null ? (
              <span className="quiet">{t('notAuthorised')}</span>
            ) : (
              formats.date(authorisedTo)
            ),
        },
      ]}
      empty={{ say: t('sitesEmpty'), act: register }}
    />
  );
}
