import { useEffect, useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Progress } from 'antd';
import { wordsOfRelaxation } from '@jiangping/domain/papers/rule-words';
import { api, codeOf, troubleOf } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useMay } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import type { StoredBlueprint } from './blueprint-query.ts';
import { relaxBlueprint, readInfeasible } from './relaxation.ts';
import { nameOfRule } from './rule-table.ts';
import { paperTexts } from './texts.ts';

/** Seconds that the server lets the solver search. */
const searchSeconds = 30;

/** Assembles a paper of a blueprint: progress, a way to cancel, and, where there is no paper, why and what would help. */
export function AssembleCard({ row }: { row: StoredBlueprint }) {
  const t = useTexts(paperTexts);
  const [seed, setSeed] = useState('');
  const { act, seconds, isCancelled, cancel, start } = useAssembly(row.id);
  const isInfeasible = codeOf(act.error) === 'paper_infeasible';
  const isTheory = row.plan.part === 'theory';
  return (
    <Card className="section" title={t('assemble')}>
      <div className="assembly-state" aria-live="polite">
        {act.isPending ? (
          <>
            <Progress
              percent={Math.min(99, (seconds / searchSeconds) * 100)}
              status="active"
              showInfo={false}
              aria-label={t('assembling')}
            />
            <span>{t('assemblingSay', { seconds, limit: searchSeconds })}</span>
            <div>
              <Button danger onClick={cancel}>
                {t('cancelAssembly')}
              </Button>
            </div>
          </>
        ) : (
          <Form layout="vertical" onFinish={() => start(seed.trim())} className="plan-fields">
            <span className="all-columns quiet">{t('assembleSay', { limit: searchSeconds })}</span>
            {isTheory && (
              <Form.Item label={t('seed')} htmlFor="seed" extra={t('seedHint')}>
                <Input
                  id="seed"
                  value={seed}
                  maxLength={64}
                  onChange={({ target }) => setSeed(target.value)}
                />
              </Form.Item>
            )}
            <div className="all-columns">
              <Button type="primary" htmlType="submit">
                {t('assemble')}
              </Button>
            </div>
          </Form>
        )}
        {isCancelled && <Alert type="info" showIcon title={t('cancelled')} />}
        {act.isError && !isCancelled && !isInfeasible && <RefusalAlert error={act.error} />}
        {isInfeasible && <InfeasibleAlert row={row} error={act.error} />}
      </div>
    </Card>
  );
}

function useAssembly(blueprintId: string) {
  const t = useTexts(paperTexts);
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const abort = useRef<AbortController | null>(null);
  // One key until an answer is known: an answer lost on the way does not make a second paper.
  const sent = useRef<{ seed: string; key: string } | null>(null);
  const isHere = useRef(true);
  const [isCancelled, setCancelled] = useState(false);
  const act = useMutation({
    mutationFn: (seed: string) => {
      if (sent.current?.seed !== seed) sent.current = { seed, key: crypto.randomUUID() };
      abort.current = new AbortController();
      return api.papers.assemblePaper(
        { blueprintId, ...(seed === '' ? {} : { seed }) },
        { context: { key: sent.current.key }, signal: abort.current.signal },
      );
    },
    onSuccess: async (answer) => {
      sent.current = null;
      notification.success({
        title: t('assembled', { count: answer.checks.length }),
        description: <PlainLink href={`/ledger/${answer.factId}`}>{t('seeFact')}</PlainLink>,
      });
      await Promise.all(
        [['papers', 'listPapers'], ['reports']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
      // Whoever has gone on to something else is not pulled back.
      if (isHere.current) void navigate({ to: '/papers/$paperId', params: { paperId: answer.id } });
    },
    onError: (error) => {
      if (troubleOf(error).kind === 'refused') sent.current = null;
    },
  });
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return {
    act,
    isCancelled,
    seconds: useSeconds(act.isPending),
    start: (seed: string) => {
      setCancelled(false);
      act.mutate(seed);
    },
    cancel: () => {
      setCancelled(true);
      sent.current = null;
      abort.current?.abort();
    },
  };
}

/** Whole seconds since something began, 0 while it does not run. */
function useSeconds(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const began = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 250);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [isRunning]);
  return seconds;
}

function InfeasibleAlert({ row, error }: { row: StoredBlueprint; error: unknown }) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const may = useMay();
  const trouble = troubleOf(error);
  const { rules, ways } = readInfeasible(trouble.kind === 'refused' ? trouble.problem.facts : {});
  const { plan } = row;
  const mayRelax = (way: string) =>
    may('createBlueprint') && plan.part === 'theory' && relaxBlueprint(plan, way) !== null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('infeasible')}
      description={
        <>
          <div>{t('infeasibleSay')}</div>
          <ul className="conflict-lines">
            {rules.map((rule) => (
              <li key={rule}>{word(nameOfRule(rule, row.ranges))}</li>
            ))}
          </ul>
          <div>{t(ways.length === 0 ? 'noWays' : 'waysSay')}</div>
          <ul className="way-lines">
            {ways.map((way) => (
              <li key={way}>
                <span>{word(wordsOfRelaxation(way))}</span>
                {mayRelax(way) && (
                  <LinkButton
                    size="small"
                    href={`/blueprints/new?${new URLSearchParams({ from: row.id, relax: way }).toString()}`}
                  >
                    {t('relax')}
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
