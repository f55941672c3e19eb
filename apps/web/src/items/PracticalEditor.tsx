// The editor of a practical item: its three documents in steps, and beside them the sum of the points and what the rules say.
import { useState } from 'react';
import { Button, Card, Flex, Form, Input, InputNumber, Progress, Radio, Steps } from 'antd';
import { useTexts } from '../shell/language.ts';
import type { BankPlace } from './bank.ts';
import { DraftFrame } from './DraftFrame.tsx';
import type { Item } from './item.ts';
import { useKeptDraft } from './kept-draft.ts';
import {
  practicalSteps,
  problemsOfPracticalDraft,
  readKeptPractical,
  stepOf,
  sumOfPoints,
} from './practical-draft.ts';
import type { PracticalDraft } from './practical-draft.ts';
import { practicalTexts } from './practical-texts.ts';
import { PointSum, PreparationFields, ScoringFields, TaskFields } from './PracticalFields.tsx';
import { useSave } from './save-item.tsx';
import { itemTexts } from './texts.ts';

interface PracticalEditorProps {
  place: BankPlace;
  begin: PracticalDraft;
  /** The version that is revised, or null for a new item. */
  revised: Item | null;
}

export function PracticalEditor({ place, begin, revised }: PracticalEditorProps) {
  const items = useTexts(itemTexts);
  const t = useTexts(practicalTexts);
  const { draft, code, setDraft, setCode, wasKept, forget } = useKeptDraft(
    place,
    begin,
    revised,
    readKeptPractical,
  );
  const [current, setCurrent] = useState(0);
  // Fields that hold what is being typed begin anew when a draft is thrown away.
  const [begun, setBegun] = useState(0);
  const problems = problemsOfPracticalDraft(draft, revised?.code ?? (code === '' ? items('newItem') : code));
  const save = useSave({
    place,
    item: structuredClone(draft) as Mutable<PracticalDraft>,
    code,
    revised,
    forget,
  });
  const step = practicalSteps[current] ?? 'basics';
  const fields = { draft, onChange: setDraft };
  return (
    <DraftFrame
      wasKept={wasKept}
      forget={() => {
        forget();
        setBegun(begun + 1);
      }}
      problems={problems}
      save={save}
      beside={<SumCard draft={draft} />}
    >
      <Steps
        className="section practical-steps"
        size="small"
        current={current}
        onChange={setCurrent}
        items={practicalSteps.map((each) => {
          const count = problems.filter((one) => stepOf(one) === each).length;
          return {
            title: t(`steps.${each}`),
            ...(count > 0 ? { content: t('stepFaults', { count }) } : {}),
            status:
              each === step ? ('process' as const) : count > 0 ? ('wait' as const) : ('finish' as const),
          };
        })}
      />
      <Form layout="vertical" component="div" key={begun}>
        {step === 'basics' && <Basics {...fields} code={revised ? null : code} onCode={setCode} />}
        {step === 'preparation' && <PreparationFields {...fields} />}
        {step === 'task' && <TaskFields {...fields} />}
        {step === 'scoring' && <ScoringFields {...fields} />}
      </Form>
      <Flex gap={8} className="section">
        <Button disabled={current === 0} onClick={() => setCurrent(current - 1)}>
          {t('previousStep')}
        </Button>
        <Button disabled={current === practicalSteps.length - 1} onClick={() => setCurrent(current + 1)}>
          {t('nextStep')}
        </Button>
      </Flex>
    </DraftFrame>
  );
}

/** The contract takes lists that may change, the draft is read only. */
type Mutable<Value> = Value extends object
  ? { -readonly [Name in keyof Value]: Mutable<Value[Name]> }
  : Value;

interface FieldsProps {
  draft: PracticalDraft;
  onChange: (draft: PracticalDraft) => void;
}

function Basics({
  draft,
  onChange,
  code,
  onCode,
}: FieldsProps & { code: string | null; onCode: (code: string) => void }) {
  const items = useTexts(itemTexts);
  const t = useTexts(practicalTexts);
  const set = (change: Partial<PracticalDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Form.Item label={t('title')} htmlFor="practical-title" extra={t('titleHint')}>
        <Input
          id="practical-title"
          lang="zh-CN"
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Form.Item>
      {code !== null && (
        <Form.Item label={items('code_')} htmlFor="draft-code" extra={t('codeHint')}>
          <Input
            id="draft-code"
            className="code"
            value={code}
            maxLength={64}
            onChange={({ target }) => onCode(target.value)}
          />
        </Form.Item>
      )}
      <Flex gap={24} wrap>
        <Form.Item label={t('minutes')} htmlFor="practical-minutes" extra={t('minutesHint')}>
          <InputNumber
            id="practical-minutes"
            min={0}
            max={600}
            value={draft.minutes}
            onChange={(value) => set({ minutes: value ?? 0 })}
          />
        </Form.Item>
        <Form.Item label={t('weight')} htmlFor="practical-weight" extra={t('weightHint')}>
          <InputNumber
            id="practical-weight"
            min={0}
            max={100}
            value={draft.weight}
            onChange={(value) => set({ weight: value ?? 0 })}
          />
        </Form.Item>
      </Flex>
      <Form.Item label={t('choice')} extra={t('choiceHint')}>
        <Radio.Group
          value={draft.required}
          onChange={({ target }) => set({ required: target.value === true })}
          optionType="button"
          options={[
            { value: true, label: items('requiredItem') },
            { value: false, label: items('optionalItem') },
          ]}
        />
      </Form.Item>
    </>
  );
}

function SumCard({ draft }: { draft: PracticalDraft }) {
  const t = useTexts(practicalTexts);
  const sum = sumOfPoints(draft);
  return (
    <Card className="section" title={t('sum')}>
      <div role="status">
        <PointSum draft={draft} />
      </div>
      <Progress
        percent={Math.min(100, sum)}
        showInfo={false}
        status={sum === 100 ? 'success' : sum > 100 ? 'exception' : 'normal'}
        aria-label={t('sum')}
      />
    </Card>
  );
}
