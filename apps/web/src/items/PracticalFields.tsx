// The fields of the three documents of a practical item.
import { useState } from 'react';
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber } from 'antd';
import type { Supply } from '@jiangping/domain/items/item';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import {
  changeAt,
  emptyFatal,
  emptyRow,
  emptySupply,
  linesOf,
  moveUp,
  removeAt,
  sumOfPoints,
} from './practical-draft.ts';
import type { PracticalDraft } from './practical-draft.ts';
import { practicalTexts } from './practical-texts.ts';

interface FieldsProps {
  draft: PracticalDraft;
  onChange: (draft: PracticalDraft) => void;
}

/** The preparation notice: what the site and the candidate bring. */
export function PreparationFields({ draft, onChange }: FieldsProps) {
  const t = useTexts(practicalTexts);
  const { preparation } = draft;
  const set = (change: Partial<PracticalDraft['preparation']>) =>
    onChange({ ...draft, preparation: { ...preparation, ...change } });
  return (
    <>
      <Supplies
        name={t('venue')}
        say={t('venueSay')}
        supplies={preparation.venue}
        onChange={(venue) => set({ venue })}
      />
      <Supplies
        name={t('candidate')}
        say={t('candidateSay')}
        supplies={preparation.candidate}
        onChange={(candidate) => set({ candidate })}
      />
      <Form.Item label={t('notes')} htmlFor="practical-notes">
        <Input.TextArea
          id="practical-notes"
          lang="zh-CN"
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={4000}
          value={preparation.notes}
          onChange={({ target }) => set({ notes: target.value })}
        />
      </Form.Item>
    </>
  );
}

interface SuppliesProps {
  name: string;
  say: string;
  supplies: readonly Supply[];
  onChange: (supplies: Supply[]) => void;
}

function Supplies({ name, say, supplies, onChange }: SuppliesProps) {
  const t = useTexts(practicalTexts);
  const parts = [
    { part: 'name', limit: 200 },
    { part: 'spec', limit: 500 },
    { part: 'quantity', limit: 200 },
  ] as const;
  const titleOf = { name: t('supply'), spec: t('spec'), quantity: t('quantity') };
  return (
    <fieldset className="practical-lines">
      <legend>{name}</legend>
      <p className="quiet">{say}</p>
      {supplies.map((supply, i) => (
        <div key={i} className="supply-fields">
          {parts.map(({ part, limit }) => (
            <Input
              key={part}
              lang="zh-CN"
              maxLength={limit}
              placeholder={titleOf[part]}
              aria-label={`${name} ${String(i + 1)} · ${titleOf[part]}`}
              value={supply[part]}
              onChange={({ target }) => onChange(changeAt(supplies, i, { [part]: target.value }))}
            />
          ))}
          <Button
            icon={<DeleteOutlined />}
            aria-label={t('removeSupply', { name: supply.name === '' ? t('nameless') : supply.name })}
            onClick={() => onChange(removeAt(supplies, i))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...supplies, emptySupply])}>
        {t('addSupply')}
      </Button>
    </fieldset>
  );
}

/** The task: requirements, steps, safety. */
export function TaskFields({ draft, onChange }: FieldsProps) {
  const t = useTexts(practicalTexts);
  const lists = [
    { name: 'requirements', label: t('requirements') },
    { name: 'steps', label: t('taskSteps') },
    { name: 'safety', label: t('safety') },
  ] as const;
  return lists.map(({ name, label }) => (
    <Lines
      key={name}
      id={`practical-${name}`}
      label={label}
      lines={draft.task[name]}
      onChange={(lines) => onChange({ ...draft, task: { ...draft.task, [name]: lines } })}
    />
  ));
}

interface LinesProps {
  id: string;
  label: string;
  lines: readonly string[];
  onChange: (lines: string[]) => void;
}

function Lines({ id, label, lines, onChange }: LinesProps) {
  const t = useTexts(practicalTexts);
  // The text as typed: an empty line at its end is where the next one begins.
  const [text, setText] = useState(() => lines.join('\n'));
  return (
    <Form.Item label={label} htmlFor={id} extra={t('linesHint')}>
      <Input.TextArea
        id={id}
        lang="zh-CN"
        autoSize={{ minRows: 3, maxRows: 14 }}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          onChange(linesOf(target.value));
        }}
      />
    </Form.Item>
  );
}

/** What the points add up to, and what is missing or too much. */
export function PointSum({ draft }: { draft: PracticalDraft }) {
  const t = useTexts(practicalTexts);
  const formats = useFormats();
  const sum = sumOfPoints(draft);
  const left = Math.round((100 - sum) * 1e6) / 1e6;
  return (
    <span className="practical-sum">
      <strong>{t('sumOf', { sum: formats.number(sum) })}</strong>{' '}
      <span className={left === 0 ? '' : 'practical-sum-wrong'}>
        {left === 0
          ? t('sumGood')
          : left > 0
            ? t('sumShort', { left: formats.number(left) })
            : t('sumOver', { over: formats.number(-left) })}
      </span>
    </span>
  );
}

/** The scoring record: its rows and the fatal items. */
export function ScoringFields({ draft, onChange }: FieldsProps) {
  const t = useTexts(practicalTexts);
  const { rows, fatal } = draft.scoring;
  const set = (change: Partial<PracticalDraft['scoring']>) =>
    onChange({ ...draft, scoring: { ...draft.scoring, ...change } });
  return (
    <>
      {rows.map(({ code, element, points, rule, step }, i) => {
        const label = (of: string) => `${t('row', { code })} · ${of}`;
        const change = (part: Partial<(typeof rows)[number]>) => set({ rows: changeAt(rows, i, part) });
        return (
          <div key={i} className="scoring-row">
            <label className="scoring-code">
              <span className="quiet">{t('code')}</span>
              <Input
                className="code"
                maxLength={20}
                value={code}
                onChange={({ target }) => change({ code: target.value })}
              />
            </label>
            <label className="scoring-element">
              <span className="quiet">{t('element')}</span>
              <Input
                lang="zh-CN"
                maxLength={200}
                value={element}
                onChange={({ target }) => change({ element: target.value })}
              />
            </label>
            <label>
              <span className="quiet">{t('points')}</span>
              <InputNumber
                min={0}
                max={100}
                value={points}
                aria-label={label(t('points'))}
                onChange={(value) => change({ points: value ?? 0 })}
              />
            </label>
            <label title={t('stepHint')}>
              <span className="quiet">{t('step')}</span>
              <InputNumber
                min={0}
                max={100}
                value={step}
                aria-label={label(t('step'))}
                onChange={(value) => change({ step: value ?? 0 })}
              />
            </label>
            <span className="scoring-acts">
              <Button
                icon={<ArrowUpOutlined />}
                disabled={i === 0}
                aria-label={t('rowUp', { code })}
                onClick={() => set({ rows: moveUp(rows, i) })}
              />
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('removeRow', { code })}
                onClick={() => set({ rows: removeAt(rows, i) })}
              />
            </span>
            <Input.TextArea
              className="scoring-rule"
              lang="zh-CN"
              autoSize={{ minRows: 1, maxRows: 8 }}
              maxLength={2000}
              placeholder={t('rule')}
              aria-label={label(t('rule'))}
              value={rule}
              onChange={({ target }) => change({ rule: target.value })}
            />
          </div>
        );
      })}
      <div className="scoring-foot">
        <Button icon={<PlusOutlined />} onClick={() => set({ rows: [...rows, emptyRow(rows)] })}>
          {t('addRow')}
        </Button>
        <PointSum draft={draft} />
      </div>
      <fieldset className="practical-lines">
        <legend>{t('fatal')}</legend>
        <p className="quiet">{t('fatalSay')}</p>
        {fatal.map(({ code, text }, i) => (
          <div key={i} className="fatal-fields">
            <Input
              className="code"
              maxLength={20}
              aria-label={`${t('fatal')} ${String(i + 1)} · ${t('code')}`}
              value={code}
              onChange={({ target }) => set({ fatal: changeAt(fatal, i, { code: target.value }) })}
            />
            <Input.TextArea
              lang="zh-CN"
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              aria-label={t('fatalText', { code })}
              value={text}
              onChange={({ target }) => set({ fatal: changeAt(fatal, i, { text: target.value }) })}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('removeSupply', { name: code })}
              onClick={() => set({ fatal: removeAt(fatal, i) })}
            />
          </div>
        ))}
        <Button icon={<PlusOutlined />} onClick={() => set({ fatal: [...fatal, emptyFatal(fatal)] })}>
          {t('addFatal')}
        </Button>
      </fieldset>
    </>
  );
}
