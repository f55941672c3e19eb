import { useEffect, useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input } from 'antd';
import { describeRefusal } from '@jiangping/domain/refusals';
import type { Facts, RefusalCode } from '@jiangping/domain/refusals';
import { wordsOfRelaxation } from '@jiangping/domain/papers/rule-words';
import { api, codeOf, troubleOf } from '../shell/api.ts';
import { useLanguage, useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useMay } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { AssemblyProgress } from './AssemblyProgress.tsx';
import type { Assembly } from './AssemblyProgress.tsx';
import type { StoredBlueprint } from './blueprint-query.ts';
import { relaxBlueprint, readInfeasible } from './relaxation.ts';
import { nameOfRule } from './rule-table.ts';
import { paperTexts } from './texts.ts';

/** How often a page asks about an assembly: while one runs, and whether another maker has begun one, in milliseconds. */
const askRunning = 1000;
const askIdle = 5000;

/**
 * Assembles a paper of a blueprint. An assembly that is under way is shown to every maker who opens the page, whoever began
 * it; where there is no paper, why and what would help.
 */
export function AssembleCard({ row }: { row: StoredBlueprint }) {
  const t = useTexts(paperTexts);
  const may = useMay();
  const [seed, setSeed] = useState('');
  const act = useAssembly(row.id);
  const query = useQuery({
    queryKey: ['papers', 'findAssembly', row.id],
    queryFn: ({ signal }) => api.papers.findAssembly({ blueprintId: row.id }, { signal }),
    refetchInterval: ({ state }) => {
      const assembly = state.data?.assembly;
      return act.isPending || (assembly && !assembly.end) ? askRunning : askIdle;
    },
    refetchIntervalInBackground: false,
  });
  const { limitSeconds, assembly = null } = query.data ?? {};
  const isRunning = assembly !== null && assembly.end === null;
  const isTheory = row.plan.part === 'theory';
  if (!assembly && !may('assemblePaper')) return null;
  return (
    <Card className="section" title={t('assemble')}>
      <div className="assembly-state">
        {isRunning && <AssemblyProgress assembly={assembly} limitSeconds={limitSeconds ?? 0} />}
        {!isRunning && may('assemblePaper') && (
          <Form layout="vertical" onFinish={() => act.mutate(seed.trim())} className="plan-fields">
            <span className="all-columns quiet">
              {isTheory ? t('assembleSay', { limit: limitSeconds ?? 0 }) : t('assemblePracticalSay')}
            </span>
            <Form.Item
              className="all-columns seed-field"
              label={t('seed')}
              htmlFor="seed"
              extra={t(isTheory ? 'seedHint' : 'seedPractical')}
            >
              <Input id="seed" value={seed} maxLength={64} onChange={({ target }) => setSeed(target.value)} />
            </Form.Item>
            <div className="all-columns">
              <Button type="primary" htmlType="submit" loading={act.isPending}>
                {t('assemble')}
              </Button>
            </div>
          </Form>
        )}
        {assembly?.end && !act.isPending && <EndAlert row={row} assembly={assembly} end={assembly.end} />}
        {act.isError && !isTold(act.error, assembly) && <RefusalAlert error={act.error} />}
      </div>
    </Card>
  );
}

/** True for an error that the assembly shown tells already, or that only lost the answer of one that goes on. */
function isTold(error: unknown, assembly: Assembly | null): boolean {
  if (!assembly) return false;
  if (troubleOf(error).kind === 'unreachable') return true;
  const { end } = assembly;
  const code = codeOf(error);
  return (
    (end?.kind === 'refused' && end.code === code) ||
    (end?.kind === 'cancelled' && code === 'assembly_cancelled') ||
    (end === null && code === 'assembly_running')
  );
}

function EndAlert({
  row,
  assembly: { startedBy, seconds },
  end,
}: {
  row: StoredBlueprint;
  assembly: Assembly;
  end: NonNullable<Assembly['end']>;
}) {
  const t = useTexts(paperTexts);
  const language = useLanguage();
  switch (end.kind) {
    case 'assembled':
      return (
        <Alert
          type="success"
          showIcon
          title={t('endAssembled', { name: startedBy.name, seconds: Math.ceil(seconds) })}
          action={<PlainLink href={`/papers/${end.paperId}`}>{t('endSee')}</PlainLink>}
        />
      );
    case 'cancelled':
      return <Alert type="info" showIcon title={t('endCancelled', { name: end.by.name })} />;
    case 'failed':
      return <Alert type="error" showIcon title={t('endFailed')} />;
    case 'refused': {
      if (end.code === 'paper_infeasible') return <InfeasibleAlert row={row} facts={end.facts} />;
      // The server tells no code that the table of refusals does not have.
      const told = describeRefusal(end.code as RefusalCode, end.facts, language);
      return <Alert type="error" showIcon title={told.sentence} description={told.do} />;
    }
  }
}

function useAssembly(blueprintId: string) {
  const t = useTexts(paperTexts);
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // One key until an answer is known: an answer lost on the way does not make a second paper.
  const sent = useRef<{ seed: string; key: string } | null>(null);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useMutation({
    mutationFn: (seed: string) => {
      if (sent.current?.seed !== seed) sent.current = { seed, key: crypto.randomUUID() };
      return api.papers.assemblePaper(
        { blueprintId, ...(seed === '' ? {} : { seed }) },
        { context: { key: sent.current.key } },
      );
    },
    onSuccess: async (answer) => {
      sent.current = null;
      notification.success({
        title: t('assembled', { count: answer.checks.length }),
        description: <PlainLink href={`/ledger/${answer.factId}`}>{t('seeFact')}</PlainLink>,
      });
      await Promise.all(
        [['papers'], ['reports']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
      // Whoever has gone on to something else is not pulled back.
      if (isHere.current) void navigate({ to: '/papers/$paperId', params: { paperId: answer.id } });
    },
    onError: async (error) => {
      if (troubleOf(error).kind === 'refused') sent.current = null;
      await queryClient.invalidateQueries({ queryKey: ['papers', 'findAssembly', blueprintId] });
    },
  });
}

function InfeasibleAlert({ row, facts }: { row: StoredBlueprint; facts: Facts }) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const may = useMay();
  const { rules, ways } = readInfeasible(facts);
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
