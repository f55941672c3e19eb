import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Form, Input, InputNumber, Radio } from 'antd';
import type { Interaction } from '@jiangping/domain/items/interactions';
import { interactions } from '@jiangping/domain/items/interactions';
import { useTexts, useWord } from '../shell/language.ts';
import {
  mostOptions,
  withInteraction,
  withKey,
  withMoreOptions,
  withOption,
  withoutOption,
} from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';
import { PointSelect } from './PointSelect.tsx';
import type { SpecBody } from './PointSelect.tsx';
import { itemTexts } from './texts.ts';

interface DraftFieldsProps {
  draft: ItemDraft;
  onChange: (draft: ItemDraft) => void;
  spec: SpecBody;
  /** The id a writer may choose, of a new item only. */
  code?: string;
  onCode?: (code: string) => void;
}

/** Every field of a theory item. */
export function DraftFields({ draft, onChange, spec, code, onCode }: DraftFieldsProps) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const set = (change: Partial<ItemDraft>) => onChange({ ...draft, ...change });
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('kind')}>
        <Radio.Group
          value={draft.interaction}
          onChange={({ target }) => onChange(withInteraction(draft, target.value as Interaction))}
          options={(Object.keys(interactions) as Interaction[]).map((value) => ({
            value,
            label: word(interactions[value]),
          }))}
          optionType="button"
        />
      </Form.Item>
      <Form.Item label={t('point')} htmlFor="draft-point">
        <PointSelect id="draft-point" value={draft.point} onChange={(point) => set({ point })} spec={spec} />
      </Form.Item>
      {onCode && (
        <Form.Item
          label={t('code_')}
          htmlFor="draft-code"
          extra={t('codeHint')}
          {...(isCode(code ?? '') ? {} : { validateStatus: 'error' as const, help: t('codeWrong') })}
        >
          <Input
            id="draft-code"
            className="code"
            value={code}
            maxLength={64}
            onChange={({ target }) => onCode(target.value)}
          />
        </Form.Item>
      )}
      <Form.Item label={t('stem')} htmlFor="draft-stem">
        <Input.TextArea
          id="draft-stem"
          lang="zh-CN"
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={4000}
          value={draft.stem}
          onChange={({ target }) => set({ stem: target.value })}
        />
      </Form.Item>
      {draft.interaction === 'judgement' ? null : <Options draft={draft} onChange={onChange} />}
      <Key draft={draft} onChange={onChange} />
      <Figures draft={draft} set={set} />
      <Form.Item label={t('source')} htmlFor="draft-source" extra={t('sourceHint')}>
        <Input
          id="draft-source"
          lang="zh-CN"
          maxLength={500}
          value={draft.source}
          onChange={({ target }) => set({ source: target.value })}
        />
      </Form.Item>
      <Form.Item label={t('rationale')} htmlFor="draft-rationale">
        <Input.TextArea
          id="draft-rationale"
          lang="zh-CN"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={draft.rationale}
          onChange={({ target }) => set({ rationale: target.value })}
        />
      </Form.Item>
    </Form>
  );
}

type PartProps = Pick<DraftFieldsProps, 'draft' | 'onChange'>;

function Options({ draft, onChange }: PartProps) {
  const t = useTexts(itemTexts);
  const isMultiple = draft.interaction === 'multiple';
  return (
    <>
      {draft.options.map(({ id, text }) => (
        <Form.Item key={id} label={t('optionOf', { letter: id })} htmlFor={`draft-option-${id}`}>
          <Flex gap={8}>
            <Input
              id={`draft-option-${id}`}
              lang="zh-CN"
              maxLength={1000}
              value={text}
              onChange={({ target }) => onChange(withOption(draft, id, target.value))}
            />
            {isMultiple && (
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('removeOption', { letter: id })}
                onClick={() => onChange(withoutOption(draft, id))}
              />
            )}
          </Flex>
        </Form.Item>
      ))}
      {isMultiple && draft.options.length < mostOptions && (
        <Form.Item>
          <Button icon={<PlusOutlined />} onClick={() => onChange(withMoreOptions(draft))}>
            {t('addOption')}
          </Button>
        </Form.Item>
      )}
    </>
  );
}

function Key({ draft, onChange }: PartProps) {
  const t = useTexts(itemTexts);
  const letters = draft.options.map(({ id }) => ({ value: id, label: id }));
  const truths = [
    { value: 'true', label: t('judgementTrue') },
    { value: 'false', label: t('judgementFalse') },
  ];
  return (
    <Form.Item label={t('key')}>
      {draft.interaction === 'multiple' ? (
        <Checkbox.Group
          value={[...draft.correct]}
          options={letters}
          onChange={(keys) => onChange(withKey(draft, keys))}
        />
      ) : (
        <Radio.Group
          value={draft.correct[0]}
          options={draft.interaction === 'judgement' ? truths : letters}
          onChange={({ target }) => onChange(withKey(draft, [String(target.value)]))}
        />
      )}
    </Form.Item>
  );
}

function Figures({ draft, set }: { draft: ItemDraft; set: (change: Partial<ItemDraft>) => void }) {
  const t = useTexts(itemTexts);
  const fields = [
    { name: 'difficulty', hint: t('difficultyHint'), min: 1, max: 5, step: 1 },
    { name: 'angoff', hint: t('angoffHint'), min: 0.05, max: 0.95, step: 0.05 },
    { name: 'seconds', hint: '', min: 1, max: 3600, step: 5 },
  ] as const;
  return (
    <Flex gap={24} wrap>
      {fields.map(({ name, hint, ...bounds }) => (
        <Form.Item key={name} label={t(name)} htmlFor={`draft-${name}`} extra={hint}>
          <InputNumber
            id={`draft-${name}`}
            {...bounds}
            value={draft[name]}
            onChange={(value) => set({ [name]: value ?? 0 })}
          />
        </Form.Item>
      ))}
    </Flex>
  );
}

/** True for an id the bank takes, and for none. */
function isCode(code: string): boolean {
  return code === '' || /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(code);
}
