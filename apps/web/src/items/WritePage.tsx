// The editor's two doors: a new item of a bank, and the revision of a version.
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import type { TheoryItem } from '@jiangping/domain/items/item';
import './items.css';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { parseBank } from './bank.ts';
import { BankTarget } from './BankTarget.tsx';
import type { Target } from './BankTarget.tsx';
import { emptyDraft } from './item-draft.ts';
import { ItemEditor } from './ItemEditor.tsx';
import { reviseRoute, writeRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** A new theory item: first its bank, then the item. */
export function WritePage() {
  const t = useTexts(itemTexts);
  const may = useMay();
  const { bank, point } = writeRoute.useSearch();
  const [target, setTarget] = useState<Target>(() => ({ ...parseBank(bank), part: 'theory' }));
  const { occupationId, level } = target;
  if (!may('writeItem')) return <Forbidden />;
  return (
    <ItemScreen>
      <Page heading={t('write')} say={t('writeSay')}>
        <Card className="section">
          <BankTarget target={target} onChange={setTarget} isTheory />
        </Card>
        {occupationId && level ? (
          <ItemEditor
            key={`${occupationId} ${level}`}
            place={{ occupationId, level, part: 'theory' }}
            begin={emptyDraft(point)}
            revised={null}
          />
        ) : (
          <Alert type="info" showIcon title={t('chooseFirst')} />
        )}
      </Page>
    </ItemScreen>
  );
}

/** The revision of a theory item: in place where it is a fresh draft, else as its next version. */
export function RevisePage() {
  const t = useTexts(itemTexts);
  const may = useMay();
  const { versionId } = reviseRoute.useParams();
  const query = useQuery({
    queryKey: ['items', 'getItem', versionId],
    queryFn: ({ signal }) => api.items.getItem({ versionId }, { signal }),
    // Asking again would be another reading, on record.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (!may('writeItem')) return <Forbidden />;
  return (
    <ItemScreen>
      <Loaded query={query}>
        {(item) => (
          <Page
            heading={t('reviseOf', { code: item.code })}
            say={t(item.state === 'draft' && item.vettings.length === 0 ? 'reviseInPlace' : 'reviseNext')}
          >
            <ItemEditor
              key={item.versionId}
              place={{ occupationId: item.occupation.id, level: item.level, part: 'theory' }}
              // Only theory items lead here, and the table holds nothing that is not of this shape.
              begin={withoutId(item.body as unknown as TheoryItem)}
              revised={item}
            />
          </Page>
        )}
      </Loaded>
    </ItemScreen>
  );
}

/** The draft a version begins from. */
function withoutId({ id: _, ...item }: TheoryItem) {
  return item;
}

function Forbidden() {
  const t = useTexts(itemTexts);
  return (
    <Page heading={t('write')}>
      <Alert type="warning" showIcon title={t('writeForbidden')} />
    </Page>
  );
}
