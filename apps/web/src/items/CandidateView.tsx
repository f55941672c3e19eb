// An item as candidates see it, in the player's own page within a frame, to look at and to try.
import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Checkbox, Flex, Spin } from 'antd';
import { scoreResponse } from '@jiangping/domain/items/scoring';
import type { Interaction } from '@jiangping/domain/items/interactions';
import type { ItemOption } from '@jiangping/domain/items/item';
import { api } from '../shell/api.ts';
import { useLanguage, useTexts, useWord } from '../shell/language.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { useFormats } from '../shell/times.ts';
import type { Question } from './draft-document.ts';
import { questionTexts } from './question-texts.ts';
import { useSettled } from './settled.ts';

type Tried = Awaited<ReturnType<typeof api.items.tryQuestion>>;

/** An item whose stem, options and key say it all. */
interface PlainItem {
  readonly interaction: Interaction;
  readonly stem: string;
  readonly options: readonly ItemOption[];
  readonly correct: readonly string[];
}

interface ShownItem {
  position: number;
  interaction: Interaction;
  points: number;
  stem: string;
  options: readonly ItemOption[];
  content: Tried['content'] | null;
}

/** Milliseconds without an answer before it is scored. */
const PAUSE = 600;

interface CandidateProps {
  plain: PlainItem | null;
  question: Question | null;
  /** Told when another clone is shown; the first is that of seed 1. */
  onSeed?: (seed: number) => void;
}

/** The item as a candidate meets it; an answer in it is scored at once and kept nowhere. */
export function CandidateView({ plain, question, onSeed }: CandidateProps) {
  const t = useTexts(questionTexts);
  const [isElder, setElder] = useState(false);
  const [seed, setSeed] = useState(1);
  const shown = useShown(plain, question, seed);
  return (
    <Card className="section" title={t('candidate')}>
      <Flex gap={8} align="center" justify="space-between" wrap className="candidate-tools">
        <Checkbox checked={isElder} onChange={({ target }) => setElder(target.checked)}>
          {t('elder')}
        </Checkbox>
        {question && (
          <Button
            size="small"
            icon={<ReloadOutlined />}
            title={t('anotherSay')}
            onClick={() => {
              setSeed(seed + 1);
              onSeed?.(seed + 1);
            }}
          >
            {t('another')}
          </Button>
        )}
      </Flex>
      {shown.error !== null && <RefusalAlert error={shown.error} />}
      {shown.item ? (
        <Spin spinning={shown.isLate}>
          <Trial
            key={JSON.stringify([shown.item, seed])}
            item={shown.item}
            isElder={isElder}
            plain={plain}
            question={question}
            seed={seed}
          />
        </Spin>
      ) : (
        shown.error === null && <p className="quiet">{t('candidateWait')}</p>
      )}
    </Card>
  );
}

function useShown(plain: PlainItem | null, question: Question | null, seed: number) {
  const query = useQuery({
    queryKey: ['items', 'tryQuestion', question, seed],
    queryFn: async ({ signal }) =>
      question ? await api.items.tryQuestion({ question, seed }, { signal }) : null,
    enabled: question !== null,
    placeholderData: (earlier) => earlier,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const place = { position: 1, points: 1 };
  if (!question) {
    const item: ShownItem | null = plain && {
      ...place,
      interaction: plain.interaction,
      stem: plain.stem,
      options: plain.options,
      content: null,
    };
    return { item, isLate: false, error: null };
  }
  const { reading, content } = query.data ?? { reading: null, content: [] };
  const item: ShownItem | null = reading && {
    ...place,
    interaction: reading.interaction,
    stem: reading.stem,
    options: [],
    content,
  };
  return { item, isLate: query.isPlaceholderData, error: query.error };
}

interface TrialProps {
  item: ShownItem;
  isElder: boolean;
  plain: PlainItem | null;
  question: Question | null;
  seed: number;
}

function Trial({ item, isElder, plain, question, seed }: TrialProps) {
  const [response, setResponse] = useState<readonly string[]>([]);
  return (
    <>
      <Frame item={item} isElder={isElder} onAnswer={setResponse} />
      {question ? (
        <QuestionScore question={question} seed={seed} response={response} />
      ) : (
        plain && <PlainScore plain={plain} response={response} />
      )}
    </>
  );
}

function Frame({
  item,
  isElder,
  onAnswer,
}: Pick<TrialProps, 'item' | 'isElder'> & { onAnswer: (response: readonly string[]) => void }) {
  const t = useTexts(questionTexts);
  const language = useLanguage();
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const [height, setHeight] = useState(320);
  useEffect(() => {
    const listen = (message: MessageEvent<unknown>) => {
      if (message.origin !== location.origin || message.source !== frame.current?.contentWindow) return;
      const data = message.data as { kind?: unknown; response?: unknown; px?: unknown } | null;
      if (data?.kind === 'jiangping-ready') setReady(true);
      if (data?.kind === 'jiangping-height' && typeof data.px === 'number')
        setHeight(Math.min(1600, Math.max(160, Math.ceil(data.px))));
      if (data?.kind === 'jiangping-answer' && Array.isArray(data.response))
        onAnswer(data.response.filter((value) => typeof value === 'string'));
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [onAnswer]);
  useEffect(() => {
    if (!isReady) return;
    const message = { kind: 'jiangping-preview', item, language, isElder, response: [] };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  }, [isReady, item, language, isElder]);
  return (
    <iframe
      ref={frame}
      src="/preview"
      title={t('candidate')}
      className="candidate-frame"
      style={{ height }}
    />
  );
}

function PlainScore({ plain, response }: { plain: PlainItem; response: readonly string[] }) {
  const t = useTexts(questionTexts);
  if (response.length === 0) return <p className="quiet">{t('tryHint')}</p>;
  const score = scoreResponse(plain, response, 1);
  return <Score score={score} most={1} />;
}

function QuestionScore({
  question,
  seed,
  response,
}: {
  question: Question;
  seed: number;
  response: readonly string[];
}) {
  const t = useTexts(questionTexts);
  const word = useWord();
  const settled = useSettled(JSON.stringify(response), PAUSE);
  const query = useQuery({
    queryKey: ['items', 'tryQuestion', question, seed, settled],
    queryFn: ({ signal }) =>
      api.items.tryQuestion({ question, seed, response: JSON.parse(settled) as string[] }, { signal }),
    enabled: settled !== '[]',
    placeholderData: (earlier) => earlier,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (settled === '[]') return <p className="quiet">{t('tryHint')}</p>;
  if (query.isError) return <RefusalAlert error={query.error} />;
  const { outcome, reading, problems = [] } = query.data ?? {};
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (
    <>
      {outcome && <Score score={outcome.score} most={reading?.maxScore ?? null} />}
      {outcome && (
        <details>
          <summary>{t('outcomes')}</summary>
          <dl className="outcomes">
            {Object.entries(outcome.variables).map(([name, value]) => (
              <div key={name}>
                <dt className="code">{name}</dt>
                <dd className="code">{value === null ? '—' : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {errors.length > 0 && (
        <ul className="draft-problems">
          {errors.map((problem) => (
            <li key={`${problem.code} ${problem.where}`}>{word(problem)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Score({ score, most }: { score: number | null; most: number | null }) {
  const t = useTexts(questionTexts);
  const formats = useFormats();
  const told = (points: number) => formats.number(Math.round(points * 1000) / 1000);
  if (score === null) return <Alert type="info" showIcon title={t('noScore')} role="status" />;
  const isFull = most !== null && score >= most - 1e-9;
  return (
    <Alert
      role="status"
      type={isFull ? 'success' : score > 0 ? 'warning' : 'error'}
      showIcon
      title={
        most === null
          ? t('scored', { score: told(score) })
          : t('scoredOf', { score: told(score), most: told(most) })
      }
    />
  );
}
