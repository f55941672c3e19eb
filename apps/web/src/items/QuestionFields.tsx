// The fields of questions beyond choice and judgement: gaps in the stem, pairs, things in order, written answers.
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, InputNumber } from 'antd';
import { useTexts } from '../shell/language.ts';
import type { DraftMedium, ItemDraft } from './item-draft.ts';
import { MediaButton } from './MediaButton.tsx';
import { questionTexts } from './question-texts.ts';
import { itemTexts } from './texts.ts';
import { insertAtCursor } from './typed-text.ts';

interface FieldProps {
  draft: ItemDraft;
  onChange: (draft: ItemDraft) => void;
}

/** How gaps and pictures are typed; the notation is the same in every language of the page. */
const notation = {
  text: '[[填：答案|另一答案]]',
  number: '[[数：40±0.5]]',
  list: '[[选：*正确项|错误项|错误项]]',
  mark: '![说明](pic.png)',
} as const;

/** A file of a text in the notation of texts. */
export function markOfMedium({ name }: DraftMedium, label: string): string {
  return `![${label}](${name})`;
}

/** The files of a draft with one more. */
export function withMedium(media: readonly DraftMedium[], medium: DraftMedium): readonly DraftMedium[] {
  return [...media.filter(({ name }) => name !== medium.name), medium];
}

/** The stem, with what can be inserted into it. */
export function StemField({ draft, onChange }: FieldProps) {
  const t = useTexts(questionTexts);
  const ti = useTexts(itemTexts);
  const { stem, media, interaction } = draft;
  const insert = (piece: string) => onChange({ ...draft, stem: insertAtCursor('draft-stem', stem, piece) });
  const { text, number, list, mark } = notation;
  const isBlank = interaction === 'blank';
  return (
    <Form.Item
      label={ti('stem')}
      htmlFor="draft-stem"
      extra={isBlank ? t('gapSay', { text, number, list }) : media.length > 0 && t('stemSay', { mark })}
    >
      <Input.TextArea
        id="draft-stem"
        lang="zh-CN"
        autoSize={{ minRows: 3, maxRows: 12 }}
        maxLength={4000}
        value={stem}
        onChange={({ target }) => onChange({ ...draft, stem: target.value })}
      />
      <Flex gap={8} wrap className="stem-tools">
        {isBlank && (
          <>
            <Button onClick={() => insert(text)}>{t('insertText')}</Button>
            <Button onClick={() => insert(number)}>{t('insertNumber')}</Button>
            <Button onClick={() => insert(list)}>{t('insertList')}</Button>
          </>
        )}
        <MediaButton
          label={t('insertMedium')}
          media={media}
          onStored={(medium) =>
            onChange({
              ...draft,
              media: withMedium(media, medium),
              stem: insertAtCursor('draft-stem', stem, markOfMedium(medium, t('mediumAlt'))),
            })
          }
        />
      </Flex>
    </Form.Item>
  );
}

/** Left and right sides that belong together. */
export function PairsField({ draft, onChange }: FieldProps) {
  const t = useTexts(questionTexts);
  const { pairs } = draft;
  const set = (row: number, change: Partial<ItemDraft['pairs'][number]>) =>
    onChange({ ...draft, pairs: pairs.map((pair, i) => (i === row ? { ...pair, ...change } : pair)) });
  return (
    <Form.Item label={t('pairs')} extra={t('leftSay')}>
      {pairs.map(({ left, right }, row) => (
        // Pairs have no id of their own; they are edited in place.
        <Flex key={row} gap={8} className="field-row">
          <Input
            lang="zh-CN"
            maxLength={500}
            aria-label={`${t('left')} ${String(row + 1)}`}
            placeholder={t('left')}
            value={left}
            onChange={({ target }) => set(row, { left: target.value })}
          />
          <Input
            lang="zh-CN"
            maxLength={500}
            aria-label={`${t('right')} ${String(row + 1)}`}
            placeholder={t('right')}
            value={right}
            onChange={({ target }) => set(row, { right: target.value })}
          />
          <Button
            icon={<DeleteOutlined />}
            aria-label={t('removePair', { row: row + 1 })}
            onClick={() => onChange({ ...draft, pairs: pairs.filter((_, i) => i !== row) })}
          />
        </Flex>
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={pairs.length >= 20}
        onClick={() => onChange({ ...draft, pairs: [...pairs, { left: '', right: '' }] })}
      >
        {t('addPair')}
      </Button>
    </Form.Item>
  );
}

/** Things in their right order. */
export function StepsField({ draft, onChange }: FieldProps) {
  const t = useTexts(questionTexts);
  const { steps } = draft;
  const swapped = (row: number) =>
    steps.map((step, i) => (i === row - 1 ? (steps[row] ?? '') : i === row ? (steps[row - 1] ?? '') : step));
  return (
    <Form.Item label={t('steps')} extra={t('stepsSay')}>
      {steps.map((step, row) => (
        <Flex key={row} gap={8} className="field-row">
          <Input
            lang="zh-CN"
            maxLength={500}
            aria-label={t('step', { row: row + 1 })}
            prefix={<span className="quiet">{row + 1}</span>}
            value={step}
            onChange={({ target }) =>
              onChange({ ...draft, steps: steps.map((each, i) => (i === row ? target.value : each)) })
            }
          />
          <Button
            icon={<ArrowUpOutlined />}
            disabled={row === 0}
            aria-label={t('moveUp', { row: row + 1 })}
            onClick={() => onChange({ ...draft, steps: swapped(row) })}
          />
          <Button
            icon={<DeleteOutlined />}
            aria-label={t('removeStep', { row: row + 1 })}
            onClick={() => onChange({ ...draft, steps: steps.filter((_, i) => i !== row) })}
          />
        </Flex>
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={steps.length >= 20}
        onClick={() => onChange({ ...draft, steps: [...steps, ''] })}
      >
        {t('addStep')}
      </Button>
    </Form.Item>
  );
}

/** What a written answer asks of candidate and marker. */
export function WrittenField({ draft, onChange }: FieldProps) {
  const t = useTexts(questionTexts);
  return (
    <>
      <Form.Item label={t('lines')} htmlFor="draft-lines">
        <InputNumber
          id="draft-lines"
          min={1}
          max={60}
          precision={0}
          value={draft.lines}
          onChange={(lines) => onChange({ ...draft, lines: lines ?? 8 })}
        />
      </Form.Item>
      <Form.Item label={t('guide')} htmlFor="draft-guide" extra={t('guideSay')}>
        <Input.TextArea
          id="draft-guide"
          lang="zh-CN"
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={2000}
          value={draft.guide}
          onChange={({ target }) => onChange({ ...draft, guide: target.value })}
        />
      </Form.Item>
    </>
  );
}
