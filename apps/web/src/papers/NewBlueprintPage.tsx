import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import { levelNames } from '@jiangping/domain/standards/level';
import type { ContentSpec } from '@jiangping/domain/standards/content-spec';
import { problemsOfBlueprint } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { wordsOfRelaxation } from '@jiangping/domain/papers/rule-words';
import { describeRefusal } from '@jiangping/domain/refusals';
import { parseBank, wordOfBank } from '../items/bank.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Occupation } from '../shell/cells.tsx';
import { useLanguage, useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { blueprintQuery } from './blueprint-query.ts';
import { SupplyAlert, useBankCounts } from './BlueprintPage.tsx';
import './papers.css';
import { draftPlan } from './plan.ts';
import { nameOfFault } from './plan-words.ts';
import { BandsCard, OtherCard, SectionsCard } from './PlanCards.tsx';
import { relaxBlueprint } from './relaxation.ts';
import { newBlueprintRoute } from './routes.ts';
import { paperTexts } from './texts.ts';
import { TwoWayTable } from './TwoWayTable.tsx';

type Bank = NonNullable<ReturnType<typeof parseBank>>;

/** A new blueprint, from an earlier one, from the specification of a bank, or after a choice of bank. */
export function NewBlueprintPage() {
  const { from, bank } = newBlueprintRoute.useSearch();
  const place = parseBank(bank);
  if (from !== undefined) return <FromBlueprint key={from} blueprintId={from} />;
  return place ? <FromBank key={bank} place={place} /> : <ChooseBank />;
}

function ChooseBank() {
  const t = useTexts(paperTexts);
  const word = useWord();
  const query = useQuery({
    queryKey: ['items', 'listBanks'],
    queryFn: ({ signal }) => api.items.listBanks(undefined, { signal }),
  });
  return (
    <Page heading={t('newHeading')} say={t('chooseBankSay')}>
      <Loaded query={query}>
        {(all) => {
          const banks = all.filter(({ part }) => part === 'theory');
          return (
            <Card title={t('chooseBank')}>
              {banks.length === 0 && <Alert type="info" showIcon title={t('noBank')} />}
              <ul className="bank-choice">
                {banks.map(({ occupation, level, part }) => {
                  const bank = wordOfBank({ occupationId: occupation.id, level, part });
                  return (
                    <li key={bank}>
                      <Occupation of={occupation} />
                      <LinkButton href={`/blueprints/new?bank=${bank}`}>{word(levelNames[level])}</LinkButton>
                    </li>
                  );
                })}
              </ul>
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

function FromBlueprint({ blueprintId }: { blueprintId: string }) {
  const { relax } = newBlueprintRoute.useSearch();
  const query = useQuery(blueprintQuery(blueprintId));
  return (
    <Loaded query={query}>
      {({ plan, contentSpec, occupation, level }) => {
        if (plan.part !== 'theory' || !contentSpec) return <ChooseBank />;
        const relaxed = relax === undefined ? plan : relaxBlueprint(plan, relax);
        return (
          <Editor
            key={relax}
            start={relaxed ?? plan}
            spec={contentSpec}
            bank={{ occupationId: occupation.id, level, part: 'theory' }}
            {...(relax === undefined ? {} : { relaxed: { way: relax, isDone: relaxed !== null } })}
          />
        );
      }}
    </Loaded>
  );
}

function FromBank({ place }: { place: Bank }) {
  const t = useTexts(paperTexts);
  const query = useQuery({
    queryKey: ['items', 'getBank', wordOfBank(place)],
    queryFn: ({ signal }) => api.items.getBank(place, { signal }),
  });
  return (
    <Loaded query={query}>
      {({ spec }) => {
        if (!spec)
          return (
            <Page heading={t('newHeading')}>
              <Alert type="warning" showIcon title={t('noSpec')} />
            </Page>
          );
        // The server publishes nothing that problemsOfContentSpec objects to.
        const contentSpec = spec.body as unknown as ContentSpec;
        return <Editor start={draftPlan(contentSpec)} spec={contentSpec} bank={place} />;
      }}
    </Loaded>
  );
}

interface EditorProps {
  start: Blueprint;
  spec: ContentSpec;
  bank: Bank;
  relaxed?: { way: string; isDone: boolean };
}

function Editor({ start, spec, bank, relaxed }: EditorProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const [plan, setPlan] = useState(start);
  const counts = useBankCounts(bank);
  const problems = useProblems(plan, spec);
  return (
    <Page
      heading={t('newHeading')}
      say={t('newSay')}
      acts={<SaveButton plan={plan} bank={bank} isSound={problems.length === 0} />}
    >
      {relaxed && (
        <Alert
          className="section"
          type={relaxed.isDone ? 'info' : 'warning'}
          showIcon
          title={t(relaxed.isDone ? 'fromRelaxed' : 'cannotRelax', {
            way: word(wordsOfRelaxation(relaxed.way)),
          })}
        />
      )}
      <div className="plan-check" aria-live="polite">
        <Alert
          className="section"
          type={problems.length === 0 ? 'success' : 'error'}
          showIcon
          title={problems.length === 0 ? t('sound') : t('unsound', { count: problems.length })}
          description={
            problems.length > 0 && (
              <ul className="problem-lines">
                {problems.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )
          }
        />
        <SupplyAlert plan={plan} counts={counts} ranges={spec.ranges} />
      </div>
      <div className="blueprint-cards">
        <SectionsCard plan={plan} counts={counts} onChange={setPlan} />
        <BandsCard plan={plan} counts={counts} onChange={setPlan} />
        <OtherCard plan={plan} onChange={setPlan} />
      </div>
      <Card className="section" title={t('twoWay')}>
        <TwoWayTable plan={plan} ranges={spec.ranges} counts={counts} onChange={setPlan} />
      </Card>
    </Page>
  );
}

/** Everything wrong with a plan, each as a sentence of the current language, none twice. */
function useProblems(plan: Blueprint, spec: ContentSpec): readonly string[] {
  const language = useLanguage();
  const sentences = problemsOfBlueprint(plan, spec).map(({ code, facts }) => {
    const { field } = facts;
    const named =
      typeof field === 'string'
        ? { ...facts, field: nameOfFault(field, plan, spec.ranges)[language] }
        : facts;
    return describeRefusal(code, named, language).sentence;
  });
  return [...new Set(sentences)];
}

function SaveButton({ plan, bank, isSound }: { plan: Blueprint; bank: Bank; isSound: boolean }) {
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
