import { useQuery } from '@tanstack/react-query';
import { EditOutlined, LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { itemStates } from '@jiangping/domain/items/item-states';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import './items.css';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay, useMe } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { kindNames, toneOfItem } from './bank.ts';
import type { Item } from './item.ts';
import { itemQuery } from './item-query.ts';
import { ItemRecord } from './ItemRecord.tsx';
import { ItemUse } from './ItemUse.tsx';
import { practicalTexts } from './practical-texts.ts';
import { PracticalView } from './PracticalView.tsx';
import { QuestionView } from './QuestionView.tsx';
import { itemRoute } from './routes.ts';
import { itemTexts } from './texts.ts';
import { TheoryView } from './TheoryView.tsx';
import { VetButton } from './VetButton.tsx';
import { Vettings } from './Vettings.tsx';

/** One version of an item with its key, under the reader's mark; seeing it is an act on record. */
export function ItemPage() {
  const { versionId } = itemRoute.useParams();
  const query = useQuery(itemQuery(versionId));
  return <Loaded query={query}>{(item) => <ItemView key={item.versionId} item={item} />}</Loaded>;
}

function ItemView({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const practical = item.part === 'practical';
  return (
    <ItemScreen>
      <Page
        heading={item.code}
        beside={
          <>
            <StateTag tone={toneOfItem(item.state)}>{word(itemStates[item.state])}</StateTag>
            <span className="quiet">
              {word(kindNames[item.interaction])} · {t('versionOf', { version: item.version })}
            </span>
          </>
        }
        acts={<ItemActs item={item} />}
      >
        <Alert
          className="section"
          type="info"
          showIcon
          title={t('reading')}
          description={t('watermark')}
          action={
            item.readFactId !== null && (
              <PlainLink href={`/ledger/${item.readFactId}`}>{t('seeReading')}</PlainLink>
            )
          }
        />
        <Notices item={item} />
        <div className="item-columns">
          <div>
            {practical ? (
              // The import accepts nothing that is not of this shape.
              <PracticalView item={item.body as unknown as PracticalItem} />
            ) : (
              <Theory item={item.body as unknown as TheoryItem} />
            )}
          </div>
          <div>
            <ItemRecord item={item} />
            <ItemUse item={item} />
            <Vettings item={item} />
          </div>
        </div>
        <ItemWay item={item} />
      </Page>
    </ItemScreen>
  );
}

function Theory({ item }: { item: TheoryItem }) {
  return item.question ? <QuestionView item={item} question={item.question} /> : <TheoryView item={item} />;
}

function Notices({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  const may = useMay();
  const { person } = useMe();
  const { retirement, state, writer } = item;
  return (
    <>
      {retirement && (
        <Alert
          className="section"
          type="warning"
          showIcon
          title={t('retiredBy', {
            name: retirement.retiredBy.name,
            at: formats.instant(retirement.retiredAt),
            reason: retirement.reason,
          })}
        />
      )}
      {state === 'draft' && (
        <Alert
          className="section"
          type={item.vettings.length > 0 ? 'warning' : 'info'}
          showIcon
          title={t(item.vettings.length > 0 ? 'returnedDo' : 'draftDo')}
        />
      )}
      {state === 'vetting' && writer.id === person.id && may('vetItems') && (
        <Alert className="section" type="warning" showIcon title={t('ownItem')} />
      )}
    </>
  );
}

function ItemActs({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const practical = useTexts(practicalTexts);
  const may = useMay();
  const { person } = useMe();
  const mayVet = may('vetItems') && item.state === 'vetting' && item.writer.id !== person.id;
  return (
    <>
      {item.part === 'practical' && (
        <LinkButton href={`/items/${item.versionId}/documents`} icon={<PrinterOutlined />}>
          {practical('print')}
        </LinkButton>
      )}
      {mayVet && <VetButton item={item} />}
      {may('writeItem') && <WriterActs item={item} />}
      {may('vetItems') && !mayVet && item.neighbours.nextToVet !== null && (
        <LinkButton type="primary" href={`/items/${item.neighbours.nextToVet}`}>
          {t('nextToVet', { count: item.neighbours.waiting })}
        </LinkButton>
      )}
      {may('retireItem') && item.state !== 'retired' && (
        <ActButton<object, { factId: string }>
          label={t('retire')}
          isDanger
          say={t('retireSay')}
          refreshes={[['items']]}
          run={({ reason }, options) => api.items.retireItem({ versionId: item.versionId, reason }, options)}
        />
      )}
    </>
  );
}

/** What a writer may do with the newest version of an item. */
function WriterActs({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const { person } = useMe();
  const isNewest = item.versions[0]?.versionId === item.versionId;
  const isOwn = item.writer.id === person.id;
  const isOpen = item.state === 'draft' ? isOwn : item.state === 'approved' || item.state === 'in_use';
  if (!isNewest || !isOpen) return null;
  return (
    <>
      <LinkButton href={`/items/${item.versionId}/revise`} icon={<EditOutlined />}>
        {t('revise')}
      </LinkButton>
      {item.state === 'draft' && item.vettings.length === 0 && (
        <ActButton<object, { factId: string }>
          label={t('send')}
          say={t('sendSay')}
          refreshes={[['items'], ['reports']]}
          run={(_, options) => api.items.sendToVetting({ versionId: item.versionId }, options)}
        />
      )}
    </>
  );
}

function ItemWay({ item }: { item: Item }) {
  const t = useTexts(itemTexts);
  const { previous, next } = item.neighbours;
  return (
    <nav className="item-way" aria-label={t('items')}>
      {previous !== null && (
        <LinkButton href={`/items/${previous}`} icon={<LeftOutlined />}>
          {t('previous')}
        </LinkButton>
      )}
      {next !== null && (
        <LinkButton href={`/items/${next}`} icon={<RightOutlined />}>
          {t('next')}
        </LinkButton>
      )}
    </nav>
  );
}
