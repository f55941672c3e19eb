import type { ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { Problem } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import type { BankPlace } from '../items/bank.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import type { Words } from '../shell/language.ts';
import { useLanguage, useTexts } from '../shell/language.ts';
import { Page } from '../shell/Page.tsx';
import { paperTexts } from './texts.ts';

interface PlanFrameProps {
  plan: Blueprint | PracticalBlueprint;
  bank: BankPlace;
  /** Everything that keeps the plan from being saved, each as a sentence. */
  problems: readonly string[];
  /** What stands above the check. */
  notice?: ReactNode;
  /** Whether the bank has enough. */
  supply: ReactNode;
  children: ReactNode;
}

/** A plan while it is written: what is wrong with it, whether the bank can satisfy it, its fields, and its saving. */
export function PlanFrame({ plan, bank, problems, notice, supply, children }: PlanFrameProps) {
  const t = useTexts(paperTexts);
  const isSound = problems.length === 0;
  return (
    <Page
      heading={t('newHeading')}
      say={t('newSay')}
      acts={<SaveButton plan={plan} bank={bank} isSound={isSound} />}
    >
      {notice}
      <div className="plan-check" aria-live="polite">
        <Alert
          className="section"
          type={isSound ? 'success' : 'error'}
          showIcon
          title={isSound ? t('sound') : t('unsound', { count: problems.length })}
          description={!isSound && <SentenceList sentences={problems} />}
        />
        {supply}
      </div>
      {children}
    </Page>
  );
}

/** Sentences one a line. */
export function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="problem-lines">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Problems as sentences of the current language, none twice; `nameOf` tells the place of a fault in words. */
export function useSentences(problems: readonly Problem[], nameOf: (field: string) => Words): string[] {
  const language = useLanguage();
  const sentences = problems.map(({ code, facts }) => {
    const { field } = facts;
    const named = typeof field === 'string' ? { ...facts, field: nameOf(field)[language] } : facts;
    return describeRefusal(code, named, language).sentence;
  });
  return [...new Set(sentences)];
}

function SaveButton({ plan, bank, isSound }: Pick<PlanFrameProps, 'plan' | 'bank'> & { isSound: boolean }) {
  const t = useTexts(paperTexts);
  const navigate = useNavigate();
  return (
    <ActButton<object, { id: string; factId: string }>
      label={t('save')}
      say={t('saveSay')}
      disabled={!isSound}
      refreshes={[['papers'], ['reports']]}
      run={async (_, options) => {
        const answer = await api.papers.createBlueprint({ ...bank, body: { ...plan } }, options);
        void navigate({ to: '/blueprints/$blueprintId', params: { blueprintId: answer.id } });
        return answer;
      }}
      done={() => t('saved')}
    />
  );
}
