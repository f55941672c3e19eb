import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { posts as postNames } from '@jiangping/domain/people/post';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { factNames } from './fact-names.ts';
import { readFact } from './fact.ts';
import type { FactView } from './fact.ts';
import { ledgerTexts } from './texts.ts';

const onePage = 50;

/** Who did it, as the fact says: a post, never a name. */
export function useActor(): (actor: FactView['actor']) => string {
  const t = useTexts(ledgerTexts);
  const word = useWord();
  const names: Readonly<Record<string, Words>> = postNames;
  return ({ post, ticket }) => (post ? word(names[post], post) : ticket ? t('ticket') : t('system'));
}

/** The log, newest facts first. */
export function LedgerPage() {
  const t = useTexts(ledgerTexts);
  const word = useWord();
  const formats = useFormats();
  const actor = useActor();
  const navigate = useNavigate();
  const { page: pageText = '1' } = useSearch({ strict: false });
  const page = Math.max(1, Math.trunc(Number(pageText)) || 1);
  const query = useQuery({
    queryKey: ['ledger', 'listFacts', page],
    queryFn: async ({ signal }) => {
      const { size } = await api.ledger.listFacts({ from: 0, count: 1 }, { signal });
      const end = Math.max(0, size - (page - 1) * onePage);
      const from = Math.max(0, end - onePage);
      if (end === 0) return { size, rows: [], isLast: true };
      const { facts } = await api.ledger.listFacts({ from, count: end - from }, { signal });
      const rows = facts.map(({ index, fact }) => ({ index, fact: readFact(fact) })).reverse();
      return { size, rows, isLast: from === 0 };
    },
  });
  const head = useQuery({
    queryKey: ['ledger', 'getCheckpoint'],
    queryFn: ({ signal }) => api.ledger.getCheckpoint(undefined, { signal }),
  });
  const go = (next: number) =>
    void navigate({ to: '.', search: { page: next === 1 ? undefined : String(next) } as never });
  return (
    <Page heading={t('ledger')} say={t('ledgerSay')}>
      <Loaded query={query}>
        {({ size, rows, isLast }) => (
          <section className="list section">
            <Flex className="list-bar" justify="space-between" align="center" gap={8} wrap>
              <span className="quiet">{t('size', { size: formats.number(size) })}</span>
              <Flex gap={8}>
                <Button disabled={page === 1} onClick={() => go(page - 1)}>
                  {t('newer')}
                </Button>
                <Button disabled={isLast} onClick={() => go(page + 1)}>
                  {t('older')}
                </Button>
              </Flex>
            </Flex>
            <Rows
              rows={rows}
              rowKey={({ index }) => String(index)}
              columns={[
                {
                  key: 'kind',
                  title: t('kind'),
                  render: ({ fact }) =>
                    fact ? (
                      <span className="two-lines">
                        <Link to="/ledger/$factId" params={{ factId: fact.id }}>
                          {word(factNames[fact.kind], fact.kind)}
                        </Link>
                        <span className="quiet code">{fact.kind}</span>
                      </span>
                    ) : (
                      t('unreadable')
                    ),
                },
                { key: 'index', title: t('index'), align: 'right', render: ({ index }) => index },
                { key: 'at', title: t('at'), render: ({ fact }) => fact && formats.instant(fact.at, true) },
                { key: 'by', title: t('by'), render: ({ fact }) => fact && actor(fact.actor) },
                {
                  key: 'subject',
                  title: t('subject'),
                  render: ({ fact }) =>
                    fact && (
                      <span className="code quiet">{`${fact.subject.type} ${fact.subject.id.slice(-8)}`}</span>
                    ),
                },
              ]}
              empty={<ListEmpty isFiltered={false} say={t('ledgerEmpty')} />}
            />
          </section>
        )}
      </Loaded>
      {head.data && (
        <Card className="section" title={t('checkpoint')}>
          <pre className="raw">{head.data.checkpoint}</pre>
          <p className="quiet">
            {t('logKey')}:{' '}
            <Typography.Text copyable code>
              {head.data.logKey}
            </Typography.Text>
          </p>
        </Card>
      )}
    </Page>
  );
}
