import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions } from 'antd';
import { api } from '../shell/api.ts';
import { LevelName, Occupation, Period } from '../shell/cells.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { Rows } from '../shell/Rows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { ProposeAuthorisationButton } from './ProposeAuthorisationButton.tsx';
import { siteRoute } from './routes.ts';
import { provinceNames, siteTones } from './site-states.ts';
import { siteTexts } from './texts.ts';

/** One site: who answers for it, what it may assess, where. */
export function SitePage() {
  const { siteId } = siteRoute.useParams();
  const t = useTexts(siteTexts);
  const join = useJoin();
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const query = useQuery({
    queryKey: ['sites', 'getSite', siteId],
    queryFn: ({ signal }) => api.sites.getSite({ siteId }, { signal }),
  });
  return (
    <Loaded query={query}>
      {(site) => (
        <Page
          heading={word(site)}
          beside={<StateTag tone={siteTones[site.state]}>{t(`states.${site.state}`)}</StateTag>}
          acts={may('proposeAuthorisation') && <ProposeAuthorisationButton site={site} />}
        >
          <Card className="section">
            <Descriptions
              column={{ xs: 1, md: 2, xl: 3 }}
              items={[
                { key: 'kind', label: t('kind'), children: t(`kinds.${site.kind}`) },
                {
                  key: 'place',
                  label: t('place'),
                  children: `${word(provinceNames[site.province], site.province)} ${site.city}`,
                },
                { key: 'accountable', label: t('accountable'), children: site.accountable.name },
                { key: 'uscc', label: t('uscc'), children: <span className="code">{site.uscc}</span> },
                { key: 'serial', label: t('serial'), children: <span className="code">{site.serial}</span> },
                {
                  key: 'authorisedTo',
                  label: t('authorisedTo'),
                  children: site.authorisedTo === null ? t('notAuthorised') : formats.date(site.authorisedTo),
                },
              ]}
            />
          </Card>
          <section className="list section">
            <h2>{t('scope')}</h2>
            <Rows
              rows={site.scope}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'occupation',
                  title: t('occupation'),
                  render: ({ occupation }) => <Occupation of={occupation} />,
                },
                {
                  key: 'workType',
                  title: t('workType'),
                  render: ({ workType }) => workType ?? t('allWorkTypes'),
                },
                { key: 'level', title: t('level'), render: ({ level }) => <LevelName of={level} /> },
                {
                  key: 'groups',
                  title: t('groups'),
                  render: ({ eligibleGroups }) =>
                    join(eligibleGroups.map((group) => t(`eligibleGroups.${group}`))),
                },
                {
                  key: 'regions',
                  title: t('regions'),
                  render: ({ regions }) => join(regions.map((code) => word(provinceNames[code], code))),
                },
                {
                  key: 'period',
                  title: t('period'),
                  render: ({ validFrom, validTo }) => <Period from={validFrom} to={validTo} />,
                },
              ]}
              empty={<ListEmpty isFiltered={false} say={`${t('scopeEmpty')}${t('proposeScopeHint')}`} />}
            />
          </section>
          <section className="list section">
            <h2>{t('rooms')}</h2>
            <Rows
              rows={site.rooms}
              rowKey={({ id }) => id}
              columns={[
                { key: 'room', title: t('room'), render: ({ name }) => name },
                { key: 'venue', title: t('venue'), render: ({ venue }) => venue },
                {
                  key: 'purpose',
                  title: t('purpose'),
                  render: ({ purpose }) =>
                    purpose === 'theory' || purpose === 'practical' ? t(`purposes.${purpose}`) : purpose,
                },
                { key: 'seats', title: t('seats'), align: 'right', render: ({ seats }) => seats },
              ]}
              empty={<ListEmpty isFiltered={false} say={t('roomsEmpty')} />}
            />
          </section>
        </Page>
      )}
    </Loaded>
  );
}
