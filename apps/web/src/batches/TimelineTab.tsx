import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Card, Pagination, Segmented, Timeline } from 'antd';
import { posts as postNames } from '@jiangping/domain/people/post';
import { factNames } from '../ledger/fact-names.ts';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import type { KeyOf, Words } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import { useBatch } from './batch.ts';
import { timelineTexts } from './timeline-texts.ts';

type Fact = Awaited<ReturnType<typeof api.batches.getTimeline>>[number];

const posts: Readonly<Record<string, Words>> = postNames;

/** Every act of the batch as the ledger tells it, the newest first. */
export function TimelineTab() {
  const t = useTexts(timelineTexts);
  const { id: batchId } = useBatch();
  const query = useQuery({
    queryKey: ['batches', 'getTimeline', batchId],
    queryFn: ({ signal }) => api.batches.getTimeline({ batchId }, { signal }),
  });
  return (
    <Card className="section">
      <p className="quiet">{t('timelineSay')}</p>
      <Loaded query={query}>
        {(facts) =>
          facts.length === 0 ? (
            <ListEmpty isFiltered={false} say={t('timelineEmpty')} />
          ) : (
            <Facts facts={facts} />
          )
        }
      </Loaded>
    </Card>
  );
}

const onePage = 50;

// Facts that come once for every candidate or dossier; they are many, and the acts of the batch would drown in them.
const singles: readonly string[] = [
  'attempt.submitted',
  'mark-sheet.signed',
  'review-sheet.signed',
  'dossier.read',
  'certificate.issued',
];

function Facts({ facts }: { facts: readonly Fact[] }) {
  const t = useTexts(timelineTexts);
  const [isWhole, setWhole] = useState(false);
  const [page, setPage] = useState(1);
  const ordered = [...facts].sort((a, b) =>
    a.at === b.at ? (b.index ?? Infinity) - (a.index ?? Infinity) : a.at < b.at ? 1 : -1,
  );
  const acts = ordered.filter(({ kind }) => !singles.includes(kind));
  const shown = isWhole ? ordered : acts;
  return (
    <>
      {acts.length < ordered.length && (
        <Segmented
          className="timeline-choice"
          value={isWhole ? 'all' : 'acts'}
          options={[
            { value: 'acts', label: t('onlyActs', { count: acts.length }) },
            { value: 'all', label: t('allFacts', { count: ordered.length }) },
          ]}
          onChange={(value) => {
            setWhole(value === 'all');
            setPage(1);
          }}
        />
      )}
      <Timeline
        items={shown
          .slice((page - 1) * onePage, page * onePage)
          .map((fact) => ({ key: fact.factId, content: <FactLine fact={fact} /> }))}
      />
      {shown.length > onePage && (
        <Pagination
          align="center"
          current={page}
          pageSize={onePage}
          total={shown.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

function FactLine({ fact: { factId, kind, at, actor, data, index } }: { fact: Fact }) {
  const t = useTexts(timelineTexts);
  const word = useWord();
  const formats = useFormats();
  const told = Object.entries(data).flatMap(([key, value]) => {
    const name = nameOf(key);
    if (name === null || (typeof value !== 'number' && typeof value !== 'string')) return [];
    return [`${t(name)} ${typeof value === 'number' ? formats.number(value) : value}`];
  });
  return (
    <div className="fact-line">
      <div className="fact-line-head">
        <strong>{word(factNames[kind], kind)}</strong>
        <time dateTime={at} className="quiet">
          {formats.instant(at, true)}
        </time>
      </div>
      <div>
        {actor === null
          ? t('noActor')
          : t('actorAt', { name: actor.name, post: word(posts[actor.post], actor.post) })}
        {told.length > 0 && <span className="quiet"> · {told.join(t('between'))}</span>}
      </div>
      <PlainLink href={`/ledger/${factId}`}>
        {index === null ? t('inLedgerSoon') : t('inLedger', { number: formats.number(index + 1) })}
      </PlainLink>
    </div>
  );
}

const toldKeys: readonly string[] = Object.keys(timelineTexts.zh.data);

function nameOf(key: string): KeyOf<(typeof timelineTexts)['zh']> | null {
  return toldKeys.includes(key) ? (`data.${key}` as KeyOf<(typeof timelineTexts)['zh']>) : null;
}
