// Whose copy a leaked text is. The text stays on this page: it is neither kept in the browser nor in the address.
import { useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Spin } from 'antd';
import { posts } from '@jiangping/domain/people/post';
import type { Post } from '@jiangping/domain/people/post';
import './items.css';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { traceTexts } from './trace-texts.ts';

type Trace = Awaited<ReturnType<typeof api.items.traceLeak>>;
type Suspect = Trace['suspects'][number];

const LEAST = 10;
const MOST = 200_000;
/** Smaller chances are not told: they would claim more than the model of copying can. */
const LEAST_CHANCE = 1e-9;

/** The page of the auditor: paste, trace, read. */
export function TracePage() {
  const t = useTexts(traceTexts);
  const may = useMay();
  const [text, setText] = useState('');
  // One key as long as the same text is sent: an answer lost on the way does not make a second trace.
  const sent = useRef<{ text: string; key: string } | null>(null);
  const trace = useMutation({
    mutationFn: (leaked: string) => {
      if (sent.current?.text !== leaked) sent.current = { text: leaked, key: crypto.randomUUID() };
      return api.items.traceLeak({ text: leaked }, { context: { key: sent.current.key } });
    },
    onSuccess: () => (sent.current = null),
  });
  if (!may('traceLeak')) return <Alert type="warning" showIcon title={t('forbidden')} />;
  const length = text.trim().length;
  const fault = length > MOST ? t('textLong') : length > 0 && length < LEAST ? t('textShort') : null;
  return (
    <ItemScreen>
      <Page heading={t('heading')} say={`${t('say')} ${t('sayRecord')}`}>
        <Card className="section">
          <Form layout="vertical" onFinish={() => trace.mutate(text.trim())}>
            <Form.Item
              label={t('text')}
              htmlFor="leaked-text"
              extra={t('textHint')}
              {...(fault === null ? {} : { validateStatus: 'error' as const, help: fault })}
            >
              <Input.TextArea
                id="leaked-text"
                rows={8}
                value={text}
                onChange={({ target }) => setText(target.value)}
                disabled={trace.isPending}
              />
            </Form.Item>
            <Flex gap={8}>
              <Button
                type="primary"
                htmlType="submit"
                loading={trace.isPending}
                disabled={length < LEAST || length > MOST}
              >
                {t('trace')}
              </Button>
              <Button
                disabled={trace.isPending || (text === '' && trace.isIdle)}
                onClick={() => {
                  setText('');
                  trace.reset();
                }}
              >
                {t('again')}
              </Button>
            </Flex>
          </Form>
        </Card>
        <div aria-live="polite">
          {trace.isIdle && <p className="quiet">{t('empty')}</p>}
          {trace.isPending && <Spin description={t('tracing')} className="trace-wait" />}
          {trace.isError && <RefusalAlert error={trace.error} />}
          {trace.isSuccess && <Result trace={trace.data} />}
        </div>
      </Page>
    </ItemScreen>
  );
}

const kinds = {
  nothing_found: 'info',
  too_few: 'warning',
  named: 'error',
  canonical: 'warning',
  open: 'warning',
} as const;

function Result({ trace }: { trace: Trace }) {
  const t = useTexts(traceTexts);
  const chance = useChances();
  const { verdict, places, readers, limit, items } = trace;
  return (
    <>
      <Alert
        className="section"
        type={kinds[verdict]}
        showIcon
        title={t(`verdicts.${verdict}`)}
        description={
          <>
            <p>{t(`verdictSays.${verdict}`, { places, readers, limit: chance(limit) })}</p>
            <PlainLink href={`/ledger/${trace.factId}`}>{t('record')}</PlainLink>
          </>
        }
      />
      {items.length > 0 && <Suspects trace={trace} />}
      {items.length > 0 && <Items items={items} />}
    </>
  );
}

/** A chance as a person reads it: 0.04%, or one in so many where it is tiny. */
function useChances() {
  const formats = useFormats();
  return (chance: number) => {
    if (chance >= 0.0001) return `${formats.number(Math.round(chance * 1e6) / 1e4)}%`;
    return `1/${formats.number(Number((1 / Math.max(chance, LEAST_CHANCE)).toPrecision(2)))}`;
  };
}

function Suspects({ trace: { suspects } }: { trace: Trace }) {
  const t = useTexts(traceTexts);
  const word = useWord();
  const join = useJoin();
  const formats = useFormats();
  const chance = useChances();
  return (
    <Card className="section" title={t('suspects')}>
      <p className="quiet">{t('suspectsSay')}</p>
      <WideTable<Suspect>
        size="middle"
        rowKey={({ person }) => person.id}
        dataSource={suspects}
        pagination={false}
        locale={{ emptyText: t('noSuspects') }}
        columns={[
          {
            key: 'person',
            title: t('person'),
            fixed: 'start',
            rowScope: 'row',
            render: (_, { person, posts: held, isNamed }) => (
              <span className="two-lines">
                <span>
                  {person.name} {isNamed && <StateTag tone="bad">{t('named')}</StateTag>}
                </span>
                <span className="quiet">{join(held.map((post) => word(posts[post as Post], post)))}</span>
              </span>
            ),
          },
          {
            key: 'agreement',
            title: t('agreement'),
            align: 'right',
            render: (_, { agreeing, disagreeing }) =>
              `${formats.number(agreeing)} / ${formats.number(disagreeing)}`,
          },
          {
            key: 'bits',
            title: t('bits'),
            align: 'right',
            render: (_, { bits }) => (
              <span className="nowrap">
                {t('bitsOf', { bits: formats.number(Math.round(bits * 10) / 10) })}
              </span>
            ),
          },
          {
            key: 'chance',
            title: t('chance'),
            align: 'right',
            render: (_, { chance: least, bits }) => (
              <span className="nowrap">
                {bits < 0
                  ? t('differs')
                  : least >= 0.5
                    ? t('certain')
                    : t('atMost', { chance: chance(least) })}
              </span>
            ),
          },
          {
            key: 'readings',
            title: t('readings'),
            render: (_, suspect) => <Readings suspect={suspect} />,
          },
        ]}
      />
    </Card>
  );
}

function Readings({ suspect: { readings, readingCount, paperReadings } }: { suspect: Suspect }) {
  const t = useTexts(traceTexts);
  const formats = useFormats();
  const [latest] = readings;
  return (
    <>
      {latest ? (
        <details>
          <summary>
            {t('readingsOf', { count: formats.number(readingCount), at: formats.instant(latest.at) })}
          </summary>
          <ul className="lines">
            {readings.map(({ factId, at, items }) => (
              <li key={factId}>
                <PlainLink href={`/ledger/${factId}`}>
                  {t('reading', { at: formats.instant(at, true), items: formats.number(items) })}
                </PlainLink>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <span className="quiet">{t('none')}</span>
      )}
      {paperReadings > 0 && (
        <span className="quiet">{t('morePaper', { count: formats.number(paperReadings) })}</span>
      )}
    </>
  );
}

function Items({ items }: { items: Trace['items'] }) {
  const t = useTexts(traceTexts);
  const may = useMay();
  const formats = useFormats();
  return (
    <Card className="section" title={t('items', { count: formats.number(items.length) })}>
      <WideTable<Trace['items'][number]>
        size="small"
        rowKey={({ versionId }) => versionId}
        dataSource={items}
        pagination={items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={[
          {
            key: 'code',
            title: t('itemCode'),
            rowScope: 'row',
            render: (_, { versionId, code, version }) =>
              may('readItem') ? (
                <PlainLink href={`/items/${versionId}`}>
                  {code} v{version}
                </PlainLink>
              ) : (
                <span className="code">
                  {code} v{version}
                </span>
              ),
          },
          {
            key: 'found',
            title: t('found'),
            align: 'right',
            render: (_, { found }) => `${formats.number(Math.round(found * 100))}%`,
          },
          {
            key: 'places',
            title: t('places'),
            align: 'right',
            render: (_, { places }) => t('placesOf', { count: formats.number(places) }),
          },
        ]}
      />
    </Card>
  );
}
