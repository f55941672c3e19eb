import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ArrowUpOutlined } from '@ant-design/icons';
import { Alert, Button, Card, InputNumber, Select } from 'antd';
import {
  practicalWeightOf,
  problemsOfPracticalBlueprint,
  problemsOfPracticalSupply,
} from '@jiangping/domain/papers/practical-blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import type { BankPlace } from '../items/bank.ts';
import { moveUp } from '../items/practical-draft.ts';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useJoin, useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { nameOfPracticalFault } from './plan-words.ts';
import { PlanFrame, SentenceList, useSentences } from './PlanFrame.tsx';
import { draftPracticalPlan, groupsOf, missingRequired, setSlot, setUse, useOf } from './practical-plan.ts';
import type { PlannedItem, Use } from './practical-plan.ts';
import { paperTexts } from './texts.ts';

interface PracticalPlanEditorProps {
  bank: BankPlace;
  occupation: PracticalBlueprint['occupation'];
  /** An earlier blueprint to begin from; without it a first draft from the bank. */
  start?: PracticalBlueprint;
}

/** A practical blueprint over the usable items of its bank; showing them is a reading on record. */
export function PracticalPlanEditor({ bank, occupation, start }: PracticalPlanEditorProps) {
  const t = useTexts(paperTexts);
  const { occupationId, level } = bank;
  const code = codeOfLevel(level);
  const query = useQuery({
    queryKey: ['papers', 'listPracticalItems', occupationId, level],
    queryFn: ({ signal }) => api.papers.listPracticalItems({ occupationId, level }, { signal }),
    // Asking again would be another reading, on record.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={query}>
      {({ rows, readFactId }) =>
        rows.length === 0 || code === null ? (
          <Page heading={t('newHeading')}>
            <Alert
              type="warning"
              showIcon
              title={t('noPractical')}
              action={<LinkButton href="/blueprints/new">{t('chooseBank')}</LinkButton>}
            />
          </Page>
        ) : (
          <ItemScreen>
            <Editor
              bank={bank}
              items={rows}
              readFactId={readFactId}
              start={start ?? draftPracticalPlan({ occupation, level: code }, rows)}
            />
          </ItemScreen>
        )
      }
    </Loaded>
  );
}

interface EditorProps {
  bank: BankPlace;
  items: readonly PlannedItem[];
  readFactId: string | null;
  start: PracticalBlueprint;
}

function Editor({ bank, items, readFactId, start }: EditorProps) {
  const t = useTexts(paperTexts);
  const [plan, setPlan] = useState(start);
  const problems = useSentences(problemsOfPracticalBlueprint(plan), nameOfPracticalFault);
  return (
    <PlanFrame
      plan={plan}
      bank={bank}
      problems={problems}
      notice={
        readFactId !== null && (
          <Alert
            className="section"
            type="info"
            showIcon
            title={t('practicalRead')}
            action={<PlainLink href={`/ledger/${readFactId}`}>{t('seeReading')}</PlainLink>}
          />
        )
      }
      supply={<SupplyAlert plan={plan} items={items} />}
    >
      <ItemsCard plan={plan} items={items} onChange={setPlan} />
      <SlotsCard plan={plan} items={items} onChange={setPlan} />
    </PlanFrame>
  );
}

function SupplyAlert({ plan, items }: { plan: PracticalBlueprint; items: readonly PlannedItem[] }) {
  const t = useTexts(paperTexts);
  const join = useJoin();
  const usable = new Map(items.map(({ code, minutes }) => [code, minutes]));
  const short = useSentences(problemsOfPracticalSupply(plan, usable), nameOfPracticalFault);
  const missing = missingRequired(plan, items);
  return (
    <>
      <Alert
        className="section"
        type={short.length === 0 ? 'success' : 'warning'}
        showIcon
        title={t(short.length === 0 ? 'practicalGood' : 'practicalShort')}
        description={short.length > 0 && <SentenceList sentences={short} />}
      />
      {missing.length > 0 && (
        <Alert
          className="section"
          type="info"
          showIcon
          title={t('practicalMissing', { items: join(missing.map(({ code }) => code)) })}
        />
      )}
    </>
  );
}

interface CardProps {
  plan: PracticalBlueprint;
  items: readonly PlannedItem[];
  onChange: (plan: PracticalBlueprint) => void;
}

/** The items of the bank, each with its use. */
function ItemsCard({ plan, items, onChange }: CardProps) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const groups = groupsOf(plan).length;
  const uses: { value: Use; label: string }[] = [
    { value: 'none', label: t('uses.none') },
    { value: 'required', label: t('uses.required') },
    ...Array.from({ length: groups }, (_, i) => ({ value: i + 1, label: t('groupOf', { number: i + 1 }) })),
    { value: groups + 1, label: t('newGroup') },
  ];
  return (
    <Card className="section" title={t('practicalItems')}>
      <Rows<PlannedItem>
        rows={items}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'item',
            title: t('item'),
            render: ({ code, title }) => (
              <span className="two-lines">
                <span lang="zh-CN">{title}</span>
                <span className="quiet code">{code}</span>
              </span>
            ),
          },
          {
            key: 'minutes',
            title: t('practicalMinutes'),
            align: 'right',
            render: ({ minutes }) => formats.number(minutes),
          },
          {
            key: 'written',
            title: t('asWritten'),
            render: ({ required, weight }) =>
              `${t(required ? 'uses.required' : 'uses.optional')} · ${formats.number(weight)}%`,
          },
          {
            key: 'use',
            title: t('use'),
            render: (item) => (
              <Select<Use>
                className="plan-use"
                value={useOf(plan, item.code)}
                options={uses}
                aria-label={`${item.code} · ${t('use')}`}
                onChange={(use) => onChange(setUse(plan, item, use))}
              />
            ),
          },
        ]}
        empty={null}
      />
    </Card>
  );
}

/** What a paper consists of, in the order of the assessment. */
function SlotsCard({ plan, items, onChange }: CardProps) {
  const t = useTexts(paperTexts);
  const join = useJoin();
  const formats = useFormats();
  const titleOf = new Map(items.map(({ code, title }) => [code, title]));
  const groups = groupsOf(plan);
  const sum = practicalWeightOf(plan);
  return (
    <Card
      className="section"
      title={t('composition')}
      extra={
        <span className={Math.abs(sum - 100) < 1e-6 ? '' : 'supply-short'} role="status">
          {t('weightSum', { sum: formats.number(Math.round(sum * 100) / 100) })}
        </span>
      }
    >
      <label className="plan-minutes">
        <span className="quiet">{t('practicalTime')}</span>
        <InputNumber
          min={1}
          max={600}
          precision={0}
          value={plan.minutes}
          onChange={(value) => onChange({ ...plan, minutes: value ?? 0 })}
        />
      </label>
      <ol className="plan-slots">
        {plan.items.map((slot, i) => {
          const isGroup = 'from' in slot;
          const name = isGroup ? t('groupOf', { number: groups.indexOf(slot) + 1 }) : slot.id;
          return (
            <li key={isGroup ? slot.from.join(' ') : slot.id}>
              <span className="two-lines plan-slot-name">
                <span lang="zh-CN">{isGroup ? name : (titleOf.get(slot.id) ?? slot.id)}</span>
                <span className="quiet code">{isGroup ? join(slot.from) : slot.id}</span>
              </span>
              {isGroup && (
                <label>
                  <span className="quiet">{t('takeOf', { count: slot.from.length })}</span>
                  <InputNumber
                    className="plan-number"
                    min={1}
                    max={slot.from.length}
                    precision={0}
                    value={slot.take}
                    aria-label={`${name} · ${t('takeOf', { count: slot.from.length })}`}
                    onChange={(value) => onChange(setSlot(plan, i, { take: value ?? 1 }))}
                  />
                </label>
              )}
              <label>
                <span className="quiet">{t(isGroup ? 'weightEach' : 'weightOfItem')}</span>
                <InputNumber
                  className="plan-number"
                  min={0}
                  max={100}
                  value={slot.weight}
                  aria-label={`${name} · ${t('weight')}`}
                  onChange={(value) => onChange(setSlot(plan, i, { weight: value ?? 0 }))}
                />
              </label>
              <Button
                icon={<ArrowUpOutlined />}
                disabled={i === 0}
                aria-label={t('slotUp', { name })}
                onClick={() => onChange({ ...plan, items: moveUp(plan.items, i) })}
              />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
