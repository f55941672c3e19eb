// The editor's two doors: a new item of a bank, and the revision of a version.
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import './items.css';
import './practical.css';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { parseBank, wordOfBank } from './bank.ts';
import type { BankPlace } from './bank.ts';
import { BankTarget } from './BankTarget.tsx';
import type { Target } from './BankTarget.tsx';
import { draftOfItem } from './draft-of-item.ts';
import { emptyDraft } from './item-draft.ts';
import type { Item } from './item.ts';
import { itemQuery } from './item-query.ts';
import { ItemEditor } from './ItemEditor.tsx';
import { emptyPractical } from './practical-draft.ts';
import { practicalTexts } from './practical-texts.ts';
import { PracticalEditor } from './PracticalEditor.tsx';
import { reviseRoute, writeRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** A new item: first its bank, then the item. */
export function WritePage() {
  const t = useTexts(itemTexts);
  const practical = useTexts(practicalTexts);
  const may = useMay();
  const { bank, point } = writeRoute.useSearch();
  const [target, setTarget] = useState<Target>(() => ({ part: 'theory', ...parseBank(bank) }));
  const { occupationId, level, part } = target;
  if (!may('writeItem')) return <Forbidden />;
  const place = occupationId && level && part ? { occupationId, level, part } : null;
  return (
    <ItemScreen>
      <Page heading={t('write')} say={part === 'practical' ? practical('saySteps') : t('writeSay')}>
        <Card className="section">
          <BankTarget target={target} onChange={setTarget} />
        </Card>
        {!place ? (
          <Alert type="info" showIcon title={t('chooseFirst')} />
        ) : place.part === 'practical' ? (
          <PracticalEditor key={wordOfBank(place)} place={place} begin={emptyPractical()} revised={null} />
        ) : (
          <ItemEditor key={wordOfBank(place)} place={place} begin={emptyDraft(point)} revised={null} />
        )}
      </Page>
    </ItemScreen>
  );
}

/** The revision of an item: in place where it is a fresh draft, else as its next version. */
export function RevisePage() {
  const t = useTexts(itemTexts);
  const may = useMay();
  const { versionId } = reviseRoute.useParams();
  const query = useQuery(itemQuery(versionId));
  if (!may('writeItem')) return <Forbidden />;
  return (
    <ItemScreen>
      <Loaded query={query}>
        {(item) => (
          <Page
            heading={t('reviseOf', { code: item.code })}
            say={t(item.state === 'draft' && item.vettings.length === 0 ? 'reviseInPlace' : 'reviseNext')}
          >
            <Editor key={item.versionId} item={item} />
          </Page>
        )}
      </Loaded>
    </ItemScreen>
  );
}

/** The editor of the item's part; the table holds nothing that is not of the shape of its part. */
function Editor({ item }: { item: Item }) {
  const { occupation, level, part } = item;
  const place = { occupationId: occupation.id, level, part };
  return part === 'practical' ? (
    <PracticalEditor place={place} begin={withoutId(item.body as unknown as PracticalItem)} revised={item} />
  ) : (
    <TheoryEditor place={place} item={item} />
  );
}

/** The editor of a theory item: in its form where one makes exactly its document, else with the document itself. */
function TheoryEditor({ place, item }: { place: BankPlace; item: Item }) {
  const query = useQuery({
    queryKey: ['items', 'draft', item.versionId],
    queryFn: ({ signal }) => draftOfItem(item.body as unknown as TheoryItem, signal),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={query}>{(begin) => <ItemEditor place={place} begin={begin} revised={item} />}</Loaded>
  );
}

/** The draft a version begins from. */
function withoutId<Content extends { id: string }>({ id: _, ...item }: Content): Omit<Content, 'id'> {
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
