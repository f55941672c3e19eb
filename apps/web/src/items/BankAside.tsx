import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Grid, Tree } from 'antd';
import type { TreeDataNode } from 'antd';
import { itemStates } from '@jiangping/domain/items/item-states';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { ContentRange, ContentSpec, Point } from '@jiangping/domain/standards/content-spec';
import { isInRange } from '@jiangping/domain/standards/content-spec';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { stringifySearch } from '../shell/search.ts';
import type { ListSearch } from '../shell/search.ts';
import { countVersions, isItemKind, isItemState, wordOfBank } from './bank.ts';
import type { BankCount, BankPlace } from './bank.ts';
import { itemTexts } from './texts.ts';

type Banks = Awaited<ReturnType<typeof api.items.listBanks>>;
type Bank = Awaited<ReturnType<typeof api.items.getBank>>;

interface BankAsideProps {
  place: BankPlace | null;
  banks: Banks;
  search: ListSearch;
}

/** Beside the items: the banks there are, or the content specification of the chosen one with its figures. */
export function BankAside({ place, banks, search }: BankAsideProps) {
  const t = useTexts(itemTexts);
  const isWide = Grid.useBreakpoint().md ?? false;
  const content = place ? <BankTree place={place} search={search} /> : <BankList banks={banks} />;
  if (!place && banks.length === 0) return null;
  const name = t(place ? 'spec' : 'banks');
  return isWide ? (
    <section className="bank-aside">
      <h2>{name}</h2>
      {content}
    </section>
  ) : (
    <details className="bank-aside">
      <summary>{name}</summary>
      {content}
    </details>
  );
}

function BankList({ banks }: { banks: Banks }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  return (
    <>
      <p className="quiet">{t('banksSay')}</p>
      <ul className="bank-list">
        {banks.map(({ occupation, level, part, counts }) => {
          const bank = wordOfBank({ occupationId: occupation.id, level, part });
          return (
            <li key={bank}>
              <PlainLink href={`/items${stringifySearch({ bank })}`}>
                {word(occupation)} · {word(levelNames[level])} · {word(partNames[part])}
              </PlainLink>
              <span className="quiet">
                {(Object.keys(itemStates) as (keyof typeof itemStates)[])
                  .filter((state) => counts[state] > 0)
                  .map((state) => `${word(itemStates[state])} ${String(counts[state])}`)
                  .join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function BankTree({ place, search }: { place: BankPlace; search: ListSearch }) {
  const query = useQuery({
    queryKey: ['items', 'getBank', wordOfBank(place)],
    queryFn: ({ signal }) => api.items.getBank(place, { signal }),
  });
  return <Loaded query={query}>{(bank) => <SpecTree bank={bank} search={search} />}</Loaded>;
}

function SpecTree({ bank, search }: { bank: Bank; search: ListSearch }) {
  const t = useTexts(itemTexts);
  const navigate = useNavigate();
  const { state, interaction, difficulty, point } = search;
  const filter = {
    ...(isItemState(state) ? { state } : {}),
    ...(isItemKind(interaction) ? { interaction } : {}),
    ...(difficulty ? { difficulty: Number(difficulty) } : {}),
  };
  // The contract gives the counts with the same names.
  const counts: readonly BankCount[] = bank.counts;
  const countOf = (range?: string) => countVersions(counts, { ...filter, range });
  const go = (range: string | undefined) =>
    void navigate({ to: '.', search: { ...search, point: range, page: undefined } as never });
  if (!bank.spec)
    return bank.part === 'practical' ? (
      <p className="quiet">{t('specNone')}</p>
    ) : (
      <Alert type="warning" showIcon title={t('specMissing')} />
    );
  // The server publishes nothing that problemsOfContentSpec objects to.
  const { ranges, points = [] } = bank.spec.body as unknown as ContentSpec & { points?: Point[] };
  const title = (code: string, name: string) => {
    const count = countOf(code);
    return (
      <span className="spec-range">
        <span>
          <span className="code quiet">{code}</span> {name}
        </span>
        <span className={count === 0 ? 'spec-count spec-count-none' : 'spec-count'}>{count}</span>
      </span>
    );
  };
  const nodeOf = ({ code, name, ranges: inner = [] }: ContentRange): TreeDataNode => ({
    key: code,
    title: title(code, name),
    children:
      inner.length > 0
        ? inner.map(nodeOf)
        : points
            .filter((each) => isInRange(each.code, code))
            .map((each) => ({ key: each.code, title: title(each.code, each.name), isLeaf: true })),
  });
  const above = point === undefined ? [] : point.split('.').map((_, i, all) => all.slice(0, i + 1).join('.'));
  return (
    <>
      <p className="quiet">
        {t('specSay')}{' '}
        <PlainLink href={`/standards/${bank.spec.standardId}?tab=specs`}>{t('specLink')}</PlainLink>
      </p>
      <Button
        type="text"
        block
        className="spec-whole"
        aria-pressed={point === undefined}
        onClick={() => go(undefined)}
      >
        <span>{t('wholeSpec')}</span>
        <span>{countOf()}</span>
      </Button>
      <Tree
        blockNode
        className="bank-tree"
        defaultExpandedKeys={[...ranges.map(({ code }) => code), ...above]}
        selectedKeys={point === undefined ? [] : [point]}
        onSelect={([key]) => go(key === undefined ? undefined : String(key))}
        treeData={ranges.map(nodeOf)}
      />
    </>
  );
}
