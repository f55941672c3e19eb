import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Form, Input, InputNumber, Radio } from 'antd';
import { interactions } from '@jiangping/domain/items/interactions';
import { formInteractions } from '@jiangping/formats/question/form';
import { useTexts, useWord } from '../shell/language.ts';
import {
  mostOptions,
  withDocument,
  withInteraction,
  withKey,
  withMoreOptions,
  withOption,
  withoutOption,
} from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';
import { MediaButton } from './MediaButton.tsx';
import { PointSelect } from './PointSelect.tsx';
import type { SpecBody } from './PointSelect.tsx';
import {
  markOfMedium,
  PairsField,
  StemField,
  StepsField,
  withMedium,
  WrittenField,
} from './QuestionFields.tsx';
import { questionTexts } from './question-texts.ts';
import { SourceField } from './SourceField.tsx';
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
  const tq = useTexts(questionTexts);
  const word = useWord();
  const set = (change: Partial<ItemDraft>) => onChange({ ...draft, ...change });
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('kind')} extra={tq('formSay')}>
        <Radio.Group
          className="kind-choice"
          value={draft.document === null ? draft.interaction : SOURCE}
          onChange={({ target }) => onChange(withKind(draft, String(target.value)))}
          options={[
            ...formInteractions.map((value) => ({ value, label: word(interactions[value]) })),
            { value: SOURCE, label: tq('asDocument') },
          ]}
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
      {draft.document === null ? (
        <FormFields draft={draft} onChange={onChange} />
      ) : (
        <SourceField draft={{ ...draft, document: draft.document }} onChange={onChange} />
      )}
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

/** The word of the radio for a question that is written as its document. */
const SOURCE = 'document';

function withKind(draft: ItemDraft, kind: string): ItemDraft {
  if (kind === SOURCE) return withDocument(draft, draft.document ?? '');
  const interaction = formInteractions.find((each) => each === kind);
  return interaction ? withInteraction({ ...draft, document: null }, interaction) : draft;
}

type PartProps = Pick<DraftFieldsProps, 'draft' | 'onChange'>;

/** What the form of the draft's type asks for. */
function FormFields({ draft, onChange }: PartProps) {
  const { interaction } = draft;
  const isChoice = interaction === 'single' || interaction === 'multiple';
  return (
    <>
      <StemField draft={draft} onChange={onChange} />
      {isChoice && <Options draft={draft} onChange={onChange} />}
      {(isChoice || interaction === 'judgement') && <Key draft={draft} onChange={onChange} />}
      {interaction === 'matching' && <PairsField draft={draft} onChange={onChange} />}
      {interaction === 'ordering' && <StepsField draft={draft} onChange={onChange} />}
      {interaction === 'written' && <WrittenField draft={draft} onChange={onChange} />}
    </>
  );
}

function Options({ draft, onChange }: PartProps) {
  const t = useTexts(itemTexts);
  const tq = useTexts(questionTexts);
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
            <MediaButton
              isIcon
              label={tq('insertInto', { place: t('optionOf', { letter: id }) })}
              media={draft.media}
              onStored={(medium) =>
                onChange({
                  ...withOption(draft, id, `${text}${markOfMedium(medium, tq('mediumAlt'))}`),
                  media: withMedium(draft.media, medium),
                })
              }
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
