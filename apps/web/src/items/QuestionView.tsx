// A question document on the page of its item: as candidates see it, with its key in words, its files and its source.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useState } from 'react';
import type { ItemQuestion, TheoryItem } from '@jiangping/domain/items/item';
import { partWords } from '@jiangping/formats/problem-parts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useFormats } from '../shell/times.ts';
import { CandidateView } from './CandidateView.tsx';
import { factsOfMedium } from './draft-of-item.ts';
import { callFormats } from './formats-call.ts';
import type { JobAnswer } from './formats-call.ts';
import { MediaList } from './MediaList.tsx';
import { questionTexts } from './question-texts.ts';
import { itemTexts } from './texts.ts';

/** A question that only its document says, to look at, to try and to vet. */
export function QuestionView({ item, question }: { item: TheoryItem; question: ItemQuestion }) {
  const t = useTexts(itemTexts);
  const tq = useTexts(questionTexts);
  const { document, media } = question;
  // The key is that of the clone shown: of a templated item another clone has other numbers.
  const [seed, setSeed] = useState(1);
  const query = useQuery({
    queryKey: ['items', 'openQuestion', document, seed],
    queryFn: ({ signal }) =>
      callFormats('open', { document, hrefs: media.map(({ href }) => href), seed }, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const files = useQuery({
    queryKey: ['items', 'media', media],
    queryFn: () => Promise.all(media.map((medium) => factsOfMedium(medium))),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <CandidateView plain={null} question={{ document, media: [...media] }} onSeed={setSeed} />
      <Card className="section item-card" title={tq('keyOfQuestion')}>
        <Loaded query={query}>{(opened) => <KeyLines opened={opened} />}</Loaded>
        <h3>{t('rationale')}</h3>
        <p lang="zh-CN">{item.rationale}</p>
        <h3>{t('source')}</h3>
        <p lang="zh-CN">{item.source}</p>
      </Card>
      {media.length > 0 && (
        <Card className="section" title={tq('files')}>
          <Loaded query={files}>{(known) => <MediaList media={known} />}</Loaded>
        </Card>
      )}
      <Card className="section">
        <details>
          <summary>{tq('showSource')}</summary>
          <pre className="code question-source" lang="zh-CN">
            {document}
          </pre>
        </details>
      </Card>
    </>
  );
}

function KeyLines({ opened: { key, problems } }: { opened: JobAnswer<'open'> }) {
  const t = useTexts(questionTexts);
  const word = useWord();
  const formats = useFormats();
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (
    <>
      <ol className="key-lines">
        {key.map(({ response, kind, correct, worth }, row) => {
          const points = new Set(worth.map((each) => each.points));
          return (
            <li key={response}>
              <span className="quiet">{t('keyPart', { row: row + 1, kind: t(`kinds.${kind}`) })}</span>
              {correct.length === 0 ? (
                <p className="quiet">{t('keyNone')}</p>
              ) : (
                <ul lang="zh-CN">
                  {correct.map((answer) => (
                    <li key={answer} className="item-key-line">
                      {answer}
                    </li>
                  ))}
                </ul>
              )}
              {points.size > 1 && (
                <ul className="quiet" lang="zh-CN">
                  {worth.map(({ answer, points: value }) => (
                    <li key={answer}>{t('keyWorth', { answer, points: formats.number(value) })}</li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
      {errors.length > 0 && (
        <ul className="draft-problems">
          {errors.map(({ code, where, message }) => (
            <li key={`${code} ${where}`}>{word(partWords(message))}</li>
          ))}
        </ul>
      )}
    </>
  );
}
