import { useState } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { EditOutlined, UploadOutlined } from '@ant-design/icons';
import { itemStates } from '@jiangping/domain/items/item-states';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import './items.css';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { stringifySearch } from '../shell/search.ts';
import type { ListSearch } from '../shell/search.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { BankAside } from './BankAside.tsx';
import { ExportButton } from './ExportButton.tsx';
import { isItemKind, isItemState, kindNames, parseBank, toneOfItem, wordOfBank } from './bank.ts';
import { biserialLimits, parseUseFilter, shareRanges, sortOrders } from './item-use.ts';
import { FaultTags, useCorrelations, useShares } from './ItemUse.tsx';
import { itemTexts } from './texts.ts';
import { useOfItemTexts } from './use-texts.ts';

type ItemRow = Awaited<ReturnType<typeof api.items.listItems>>['rows'][number];

const difficulties = ['1', '2', '3', '4', '5'];

/** The bank: filters, the content specification beside them, and the items; seeing them is an act on record. */
export function ItemsPage() {
  const t = useTexts(itemTexts);
  const word = useWord();
  const may = useMay();
  const search: ListSearch = useSearch({ strict: false });
  const place = parseBank(search['bank']);
  const [reading, setReading] = useState<{ factId: string; count: number } | null>(null);
  const banks = useQuery({
    queryKey: ['items', 'listBanks'],
    queryFn: ({ signal }) => api.items.listBanks(undefined, { signal }),
  });
  const bankOptions = (banks.data ?? []).map(({ occupation, level, part, counts }) => ({
    value: wordOfBank({ occupationId: occupation.id, level, part: part }),
    label: t('bankOption', {
      occupation: word(occupation),
      level: word(levelNames[level]),
      part: word(partNames[part]),
      count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    }),
  }));
  const bankWord = search['bank'];
  const { point } = search;
  const importButton = may('importItems') && (
    <LinkButton href={`/items/import${stringifySearch({ bank: bankWord })}`} icon={<UploadOutlined />}>
      {t('importItems')}
    </LinkButton>
  );
  const writeButton = may('writeItem') && (
    <LinkButton
      href={`/items/write${stringifySearch({ bank: bankWord, point })}`}
      type="primary"
      icon={<EditOutlined />}
    >
      {t('write')}
    </LinkButton>
  );
  const chosen = banks.data?.find(
    ({ occupation, level, part }) => bankWord === wordOfBank({ occupationId: occupation.id, level, part }),
  );
  const isFiltered = Object.entries(search).some(
    ([name, value]) => !['bank', 'page', 'pageSize', 'sort'].includes(name) && value !== undefined,
  );
  const exportButton = may('exportItems') && place && chosen && (
    <ExportButton
      place={place}
      name={`${chosen.occupation.code}-${word(levelNames[place.level])}-${word(partNames[place.part])}`}
      filtered={isFiltered ? (most, signal) => findFiltered(search, most, signal) : null}
    />
  );
  const toolbar = (
    <>
      {exportButton}
      {writeButton}
      {importButton}
    </>
  );
  return (
    <ItemScreen>
      <ListPage<ItemRow>
        heading={t('items')}
        say={
          <>
            {t('itemsSay')}{' '}
            {reading && (
              <span role="status">
                {t('readRecorded', { count: reading.count })}{' '}
                <PlainLink href={`/ledger/${reading.factId}`}>{t('seeReading')}</PlainLink>
              </span>
            )}
          </>
        }
        queryKey={['items', 'listItems']}
        isReading
        load={async (query, filters, signal) => {
          const answer = await api.items.listItems({ ...query, ...askedBy(filters) }, { signal });
          setReading(
            answer.readFactId === null ? null : { factId: answer.readFactId, count: answer.rows.length },
          );
          return answer;
        }}
        rowKey={({ versionId }) => versionId}
        looksFor={t('looksForItem')}
        toolbar={toolbar}
        filters={[
          { name: 'bank', label: t('bank'), options: bankOptions },
          {
            name: 'state',
            label: t('state'),
            options: Object.entries(itemStates).map(([value, name]) => ({ value, label: word(name) })),
          },
          {
            name: 'interaction',
            label: t('kind'),
            options: Object.entries(kindNames).map(([value, name]) => ({ value, label: word(name) })),
          },
          {
            name: 'difficulty',
            label: t('difficulty'),
            options: difficulties.map((value) => ({ value, label: value })),
          },
          ...useFilters(),
        ]}
        aside={<BankAside place={place} banks={banks.data ?? []} search={search} />}
        columns={useColumns()}
        empty={{
          say: t(may('importItems') ? 'itemsEmptyDo' : 'itemsEmpty'),
          act: importButton,
        }}
      />
    </ItemScreen>
  );
}

/** What the filters of the address ask of the bank. */
function askedBy({ state, interaction, difficulty, point, bank, ...rest }: ListSearch) {
  const of = parseBank(bank);
  return {
    ...(of ?? {}),
    ...(isItemState(state) ? { state } : {}),
    ...(isItemKind(interaction) ? { interaction } : {}),
    ...(difficulties.includes(difficulty ?? '') ? { difficulty: Number(difficulty) } : {}),
    ...(of && point !== undefined ? { point } : {}),
    ...parseUseFilter(rest),
  };
}

/** Rows of one page of what is asked for an export. */
const EXPORT_PAGE = 200;

/** The versions that the filters of the address leave; null where they are more than `most`. */
async function findFiltered(
  { page: _, pageSize: __, q, ...filters }: ListSearch,
  most: number,
  signal: AbortSignal,
): Promise<string[] | null> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { rows, total } = await api.items.listItems(
      { ...(q === undefined ? {} : { q }), page, pageSize: EXPORT_PAGE, ...askedBy(filters) },
      { signal },
    );
    if (total > most) return null;
    ids.push(...rows.map(({ versionId }) => versionId));
    if (rows.length === 0 || ids.length >= total) return ids;
  }
}

/** What sittings told, as filters; and the order, which a phone has no column heads for. */
function useFilters() {
  const t = useTexts(useOfItemTexts);
  const share = useShares();
  return [
    {
      name: 'use',
      label: t('use'),
      options: [
        { value: 'attention', label: t('attention') },
        { value: 'used', label: t('used') },
        { value: 'unused', label: t('never') },
      ],
    },
    {
      name: 'share',
      label: t('share'),
      options: Object.entries(shareRanges).map(([value, { minShare, maxShare }]) => ({
        value,
        label: t('between', { from: share(minShare), to: share(maxShare) }),
      })),
    },
    {
      name: 'biserial',
      label: t('biserial'),
      options: biserialLimits.map((value) => ({ value, label: t('below', { limit: value }) })),
    },
    {
      name: 'sort',
      label: t('sort'),
      options: sortOrders.map((value) => ({ value, label: t(`sorts.${value}`) })),
    },
  ];
}

function useColumns() {
  const t = useTexts(itemTexts);
  const word = useWord();
  const formats = useFormats();
  const use = useTexts(useOfItemTexts);
  const share = useShares();
  const correlation = useCorrelations();
  return [
    {
      key: 'title',
      title: t('title'),
      width: 300,
      render: ({ versionId, title, code, version, writer }: ItemRow) => (
        <span className="item-cell">
          <Link to="/items/$versionId" params={{ versionId }} className="item-stem">
            {title}
          </Link>
          <span className="quiet code">
            {code} · {t('versionOf', { version })} · {writer.name}
          </span>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('kind'),
      render: ({ interaction, seconds }: ItemRow) => (
        <span className="two-lines">
          <span className="nowrap">{word(kindNames[interaction])}</span>
          {seconds !== null && <span className="quiet nowrap">{t('secondsOf', { seconds })}</span>}
        </span>
      ),
    },
    {
      key: 'point',
      title: t('point'),
      render: ({ point }: ItemRow) => <span className="code">{point ?? '—'}</span>,
    },
    {
      key: 'difficulty',
      title: t('difficulty'),
      align: 'right' as const,
      render: ({ difficulty }: ItemRow) => difficulty ?? '—',
    },
    {
      key: 'angoff',
      title: t('angoff'),
      align: 'right' as const,
      render: ({ angoff }: ItemRow) => (angoff === null ? '—' : formats.number(angoff)),
    },
    {
      key: 'share',
      title: use('share'),
      align: 'right' as const,
      render: ({ statistics }: ItemRow) =>
        statistics === null ? (
          '—'
        ) : (
          <span className="two-lines">
            <span className="nowrap">{share(statistics.share)}</span>
            <span className="quiet nowrap">
              {use('of', { candidates: formats.number(statistics.candidates) })}
            </span>
            <FaultTags faults={statistics.faults} />
          </span>
        ),
    },
    {
      key: 'biserial',
      title: use('biserial'),
      align: 'right' as const,
      render: ({ statistics }: ItemRow) => correlation(statistics?.biserial ?? null),
    },
    {
      key: 'exposure',
      title: use('exposure'),
      align: 'right' as const,
      render: ({ exposure }: ItemRow) =>
        exposure.sittings === 0 ? '—' : formats.number(exposure.candidates),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state }: ItemRow) => <StateTag tone={toneOfItem(state)}>{word(itemStates[state])}</StateTag>,
    },
  ];
}
