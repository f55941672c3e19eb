// The QTI source of a question, for types that have no form: a template to begin from, the files it names, and the document.
import { App, Button, Flex, Form, Input, Select } from 'antd';
import { useTexts } from '../shell/language.ts';
import type { ItemDraft } from './item-draft.ts';
import { MediaButton } from './MediaButton.tsx';
import { MediaList } from './MediaList.tsx';
import { withMedium } from './QuestionFields.tsx';
import { questionTexts } from './question-texts.ts';
import { sourceTemplates } from './source-templates.ts';
import type { TemplateName } from './source-templates.ts';
import { insertAtCursor } from './typed-text.ts';

const FIELD = 'draft-document';

export function SourceField({
  draft,
  onChange,
}: {
  draft: ItemDraft & { readonly document: string };
  onChange: (draft: ItemDraft) => void;
}) {
  const t = useTexts(questionTexts);
  const { modal } = App.useApp();
  const { document, media } = draft;
  const set = (text: string) => onChange({ ...draft, document: text });
  const isTemplate = document.trim() === '' || Object.values(sourceTemplates).includes(document);
  const begin = (name: TemplateName) => {
    const text = sourceTemplates[name];
    if (isTemplate) set(text);
    else void modal.confirm({ title: t('templateReplace'), onOk: () => set(text) });
  };
  const tagOf = (name: string, type: string) =>
    type.startsWith('audio/')
      ? `<audio controls="true" src="${name}"></audio>`
      : type.startsWith('video/')
        ? `<video controls="true" src="${name}"></video>`
        : `<img src="${name}" alt="${t('mediumAlt')}"/>`;
  return (
    <>
      <Form.Item label={t('template')} htmlFor="draft-template">
        <Select<TemplateName>
          id="draft-template"
          value={null}
          placeholder={t('template')}
          onChange={begin}
          options={(Object.keys(sourceTemplates) as TemplateName[]).map((value) => ({
            value,
            label: t(`templates.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('source')} htmlFor={FIELD} extra={t('sourceSay')}>
        <Input.TextArea
          id={FIELD}
          lang="zh-CN"
          spellCheck={false}
          className="code source-field"
          autoSize={{ minRows: 14, maxRows: 40 }}
          maxLength={200_000}
          value={document}
          onChange={({ target }) => set(target.value)}
        />
      </Form.Item>
      <Form.Item label={t('files')}>
        <MediaList
          media={media}
          used={new Set(media.filter(({ name }) => document.includes(name)).map(({ name }) => name))}
          acts={({ name, type }) => (
            <Flex gap={8}>
              <Button size="small" onClick={() => set(insertAtCursor(FIELD, document, tagOf(name, type)))}>
                {t('insert')}
              </Button>
              <Button
                size="small"
                aria-label={t('removeFile', { name })}
                onClick={() => onChange({ ...draft, media: media.filter((each) => each.name !== name) })}
              >
                ×
              </Button>
            </Flex>
          )}
        />
        <MediaButton
          label={t('insertMedium')}
          media={media}
          onStored={(medium) => onChange({ ...draft, media: withMedium(media, medium) })}
        />
      </Form.Item>
    </>
  );
}
