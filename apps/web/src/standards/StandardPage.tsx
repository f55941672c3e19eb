import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import type { OccupationStandard } from '@jiangping/domain/standards/standard';
import { api } from '../shell/api.ts';
import { Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { ContentSpecs } from './ContentSpecs.tsx';
import { PublishSpecButton } from './PublishSpecButton.tsx';
import { standardRoute } from './routes.ts';
import { StandardEligibility } from './StandardEligibility.tsx';
import { StandardOverview } from './StandardOverview.tsx';
import { StandardWeights } from './StandardWeights.tsx';
import { StandardWork } from './StandardWork.tsx';
import { standardTexts } from './texts.ts';

/** One standard: overview, conditions of entry, work requirements, weights, content specifications. */
export function StandardPage() {
  const { standardId } = standardRoute.useParams();
  const { tab = 'overview' } = standardRoute.useSearch();
  const navigate = useNavigate();
  const t = useTexts(standardTexts);
  const word = useWord();
  const may = useMay();
  const query = useQuery({
    queryKey: ['standards', 'getStandard', standardId],
    queryFn: ({ signal }) => api.standards.getStandard({ standardId }, { signal }),
  });
  return (
    <Loaded query={query}>
      {({ occupation, edition, inForceFrom, inForceTo, body, contentSpecs }) => {
        // The server publishes nothing that problemsOfStandard objects to.
        const standard = body as unknown as OccupationStandard;
        return (
          <Page
            heading={t('standardOf', { name: word(occupation) })}
            say={
              <>
                {occupation.code} · {t('editionOf', { edition })} ·{' '}
                <Period from={inForceFrom} to={inForceTo} />
              </>
            }
            acts={
              may('publishStandard') && <PublishSpecButton standardId={standardId} levels={standard.levels} />
            }
          >
            <Tabs
              className="panel"
              activeKey={tab}
              onChange={(next) => void navigate({ to: '.', search: { tab: next }, replace: true })}
              items={[
                {
                  key: 'overview',
                  label: t('tabs.overview'),
                  children: <StandardOverview standard={standard} />,
                },
                {
                  key: 'eligibility',
                  label: t('tabs.eligibility'),
                  children: <StandardEligibility standard={standard} />,
                },
                { key: 'work', label: t('tabs.work'), children: <StandardWork standard={standard} /> },
                {
                  key: 'weights',
                  label: t('tabs.weights'),
                  children: <StandardWeights standard={standard} />,
                },
                {
                  key: 'specs',
                  label: t('tabs.specs'),
                  children: <ContentSpecs occupationId={occupation.id} specs={contentSpecs} />,
                },
              ]}
            />
          </Page>
        );
      }}
    </Loaded>
  );
}
