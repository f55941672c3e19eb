import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { CopyOutlined } from '@ant-design/icons';
import { Alert, Card } from 'antd';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { BankCount } from '../items/bank.ts';
import { api } from '../shell/api.ts';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { Rows } from '../shell/Rows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { AssembleCard } from './AssembleCard.tsx';
import { blueprintQuery } from './blueprint-query.ts';
import type { StoredBlueprint } from './blueprint-query.ts';
import { numberOfPaper } from './PapersPage.tsx';
import './papers.css';
import { BandsCard, OtherCard, SectionsCard } from './PlanCards.tsx';
import { blueprintRoute } from './routes.ts';
import { nameOfRule } from './rule-table.ts';
import { supplyOf } from './supply.ts';
import { paperTexts } from './texts.ts';
import { TwoWayTable } from './TwoWayTable.tsx';

/** The figures of the bank that a blueprint draws from; null where the caller may not see them. */
export function useBankCounts(
  bank: { occupationId: string; level: StoredBlueprint['level'] } | null,
): readonly BankCount[] | null {
  const may = useMay();
  const query = useQuery({
    queryKey: ['items', 'getBank', bank?.occupationId, bank?.level],
    queryFn: ({ signal }) =>
      api.items.getBank(
        { occupationId: bank?.occupationId ?? '', level: bank?.level ?? 'junior', part: 'theory' },
        { signal },
      ),
    enabled: bank !== null && may('readItem'),
  });
  return query.data?.counts ?? null;
}

/** One blueprint: the two-way table against the bank, the assembly, and the papers it gave. */
export function BlueprintPage() {
  const { blueprintId } = blueprintRoute.useParams();
  const query = useQuery(blueprintQuery(blueprintId));
  return <Loaded query={query}>{(row) => <BlueprintView key={row.id} row={row} />}</Loaded>;
}

function BlueprintView({ row }: { row: StoredBlueprint }) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const { plan } = row;
  return (
    <Page
      heading={t('blueprintOf', { occupation: word(row.occupation), level: word(levelNames[row.level]) })}
      beside={<span className="quiet">{word(partNames[row.part])}</span>}
      say={
        <>
          {t('byAt', { name: row.createdBy.name, at: formats.instant(row.createdAt) })}
          {row.factId !== null && (
            <>
              {' · '}
              <PlainLink href={`/ledger/${row.factId}`}>{t('seeFact')}</PlainLink>
            </>
          )}
        </>
      }
      acts={
        may('createBlueprint') && (
          <LinkButton href={`/blueprints/new?from=${row.id}`} icon={<CopyOutlined />}>
            {t('copyBlueprint')}
          </LinkButton>
        )
      }
    >
      <AssembleCard row={row} />
      {plan.part === 'theory' ? <TheoryPlan row={row} plan={plan} /> : <PracticalPlan plan={plan} />}
      <PapersOf blueprintId={row.id} />
    </Page>
  );
}

function TheoryPlan({ row, plan }: { row: StoredBlueprint; plan: Blueprint }) {
  const t = useTexts(paperTexts);
  const counts = useBankCounts({ occupationId: row.occupation.id, level: row.level });
  return (
    <>
      <SupplyAlert plan={plan} counts={counts} ranges={row.ranges} />
      <>
        <Card className="section" title={t('twoWay')}>
          {row.ranges.length === 0 ? (
            <Alert type="warning" showIcon title={t('noSpec')} />
          ) : (
            <TwoWayTable plan={plan} ranges={row.ranges} counts={counts} />
          )}
        </Card>
        <div className="blueprint-cards">
          <SectionsCard plan={plan} counts={counts} />
          <BandsCard plan={plan} counts={counts} />
          <OtherCard plan={plan} />
        </div>
      </>
    </>
  );
}

interface SupplyAlertProps {
  plan: Blueprint;
  counts: readonly BankCount[] | null;
  ranges: StoredBlueprint['ranges'];
}

/** Whether the bank has enough of everything, counted without a solver. */
export function SupplyAlert({ plan, counts, ranges }: SupplyAlertProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const join = useJoin();
  if (!counts) return <Alert className="section" type="info" showIcon title={t('supplyHidden')} />;
  const short = supplyOf(plan, counts).filter(({ isEnough }) => !isEnough);
  return short.length === 0 ? (
    <Alert className="section" type="success" showIcon title={t('supplyGood')} />
  ) : (
    <Alert
      className="section"
      type="warning"
      showIcon
      title={t('supplyShort', { rules: join(short.map(({ name }) => word(nameOfRule(name, ranges)))) })}
    />
  );
}

function PracticalPlan({ plan }: { plan: PracticalBlueprint }) {
  const t = useTexts(paperTexts);
  const join = useJoin();
  const formats = useFormats();
  return (
    <Card
      className="section"
      title={t('practicalItems')}
      extra={`${t('minutes')} ${formats.number(plan.minutes)}`}
    >
      <Rows
        rows={plan.items}
        rowKey={(slot) => ('from' in slot ? slot.from.join(' ') : slot.id)}
        columns={[
          {
            key: 'use',
            title: t('use'),
            render: (slot) =>
              'from' in slot
                ? t('choiceOf', { take: slot.take, count: slot.from.length })
                : t('uses.required'),
          },
          {
            key: 'id',
            title: t('itemId'),
            render: (slot) => <span className="code">{'from' in slot ? join(slot.from) : slot.id}</span>,
          },
          {
            key: 'weight',
            title: t('weight'),
            align: 'right',
            render: (slot) =>
              'from' in slot && slot.take > 1
                ? `${String(slot.take)} × ${formats.number(slot.weight)}%`
                : `${formats.number(slot.weight)}%`,
          },
        ]}
        empty={null}
      />
    </Card>
  );
}

function PapersOf({ blueprintId }: { blueprintId: string }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const query = useQuery({
    queryKey: ['papers', 'listPapers', 'of', blueprintId],
    queryFn: ({ signal }) => api.papers.listPapers({ blueprintId, pageSize: 100 }, { signal }),
  });
  return (
    <section className="list section">
      <h2>{t('papersOf')}</h2>
      <Loaded query={query}>
        {({ rows }) => (
          <Rows
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'paper',
                title: t('paper'),
                render: ({ id }) => (
                  <Link to="/papers/$paperId" params={{ paperId: id }}>
                    {t('seePaper', { number: numberOfPaper(id) })}
                  </Link>
                ),
              },
              {
                key: 'state',
                title: t('state'),
                render: ({ state }) => (
                  <StateTag tone={state === 'sealed' ? 'good' : 'waiting'}>{t(`states.${state}`)}</StateTag>
                ),
              },
              {
                key: 'rules',
                title: t('rules'),
                render: ({ rulesHold }) => (
                  <StateTag tone={rulesHold ? 'good' : 'bad'}>
                    {t(rulesHold ? 'rulesHold' : 'rulesBroken')}
                  </StateTag>
                ),
              },
              {
                key: 'assembledBy',
                title: t('assembledBy'),
                render: ({ assembledBy, assembledAt }) =>
                  t('byAt', { name: assembledBy.name, at: formats.instant(assembledAt) }),
              },
            ]}
            empty={<p className="quiet list-trouble">{t('papersOfEmpty')}</p>}
          />
        )}
      </Loaded>
    </section>
  );
}
