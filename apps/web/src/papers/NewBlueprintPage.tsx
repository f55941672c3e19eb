import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { ContentSpec } from '@jiangping/domain/standards/content-spec';
import { problemsOfBlueprint } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { wordsOfRelaxation } from '@jiangping/domain/papers/rule-words';
import { parseBank, wordOfBank } from '../items/bank.ts';
import type { BankPlace } from '../items/bank.ts';
import { api } from '../shell/api.ts';
import { Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { blueprintQuery } from './blueprint-query.ts';
import { SupplyAlert, useBankCounts } from './BlueprintPage.tsx';
import './papers.css';
import { draftPlan } from './plan.ts';
import { nameOfFault } from './plan-words.ts';
import { PlanFrame, useSentences } from './PlanFrame.tsx';
import { BandsCard, OtherCard, SectionsCard } from './PlanCards.tsx';
import { PracticalPlanEditor } from './PracticalPlanEditor.tsx';
import { relaxBlueprint } from './relaxation.ts';
import { newBlueprintRoute } from './routes.ts';
import { paperTexts } from './texts.ts';
import { TwoWayTable } from './TwoWayTable.tsx';

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
        {(banks) => {
          return (
            <Card title={t('chooseBank')}>
              {banks.length === 0 && <Alert type="info" showIcon title={t('noBank')} />}
              <ul className="bank-choice">
                {banks.map(({ occupation, level, part }) => {
                  const bank = wordOfBank({ occupationId: occupation.id, level, part });
                  return (
                    <li key={bank}>
                      <Occupation of={occupation} />
                      <LinkButton href={`/blueprints/new?bank=${bank}`}>
                        {word(levelNames[level])} · {word(partNames[part])}
                      </LinkButton>
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
        const bank = { occupationId: occupation.id, level, part: plan.part };
        if (plan.part === 'practical')
          return <PracticalPlanEditor bank={bank} occupation={plan.occupation} start={plan} />;
        if (!contentSpec) return <ChooseBank />;
        const relaxed = relax === undefined ? plan : relaxBlueprint(plan, relax);
        return (
          <Editor
            key={relax}
            start={relaxed ?? plan}
            spec={contentSpec}
            bank={bank}
            {...(relax === undefined ? {} : { relaxed: { way: relax, isDone: relaxed !== null } })}
          />
        );
      }}
    </Loaded>
  );
}

function FromBank({ place }: { place: BankPlace }) {
  const t = useTexts(paperTexts);
  const query = useQuery({
    queryKey: ['items', 'getBank', wordOfBank(place)],
    queryFn: ({ signal }) => api.items.getBank(place, { signal }),
  });
  return (
    <Loaded query={query}>
      {({ occupation, spec }) => {
        if (place.part === 'practical') return <PracticalPlanEditor bank={place} occupation={occupation} />;
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
  bank: BankPlace;
  relaxed?: { way: string; isDone: boolean };
}

function Editor({ start, spec, bank, relaxed }: EditorProps) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const [plan, setPlan] = useState(start);
  const counts = useBankCounts(bank);
  const problems = useSentences(problemsOfBlueprint(plan, spec), (field) =>
    nameOfFault(field, plan, spec.ranges),
  );
  return (
    <PlanFrame
      plan={plan}
      bank={bank}
      problems={problems}
      notice={
        relaxed && (
          <Alert
            className="section"
            type={relaxed.isDone ? 'info' : 'warning'}
            showIcon
            title={t(relaxed.isDone ? 'fromRelaxed' : 'cannotRelax', {
              way: word(wordsOfRelaxation(relaxed.way)),
            })}
          />
        )
      }
      supply={<SupplyAlert plan={plan} counts={counts} ranges={spec.ranges} />}
    >
      <div className="blueprint-cards">
        <SectionsCard plan={plan} counts={counts} onChange={setPlan} />
        <BandsCard plan={plan} counts={counts} onChange={setPlan} />
        <OtherCard plan={plan} onChange={setPlan} />
      </div>
      <Card className="section" title={t('twoWay')}>
        <TwoWayTable plan={plan} ranges={spec.ranges} counts={counts} onChange={setPlan} />
      </Card>
    </PlanFrame>
  );
}
