import { Form, Input, Select } from 'antd';
import { policies } from '@jiangping/domain/policies';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { todayInShanghai } from '../shell/times.ts';
import { peopleTexts } from './texts.ts';

interface PolicyValues {
  key: string;
  value: string;
  validFrom: string;
  sourceDocument: string;
  clause: string;
  confidence: 'confirmed' | 'unconfirmed' | 'own';
}

const known: Readonly<Record<string, { zh: string; en: string; value: unknown }>> = policies;

/** A typed value as the key wants it: a number, a text, or several texts. The server refuses what does not fit. */
export function readPolicyValue(key: string, text: string): number | string | string[] {
  const example = known[key]?.value;
  if (Array.isArray(example))
    return text
      .split(/[,,、]/)
      .map((each) => each.trim())
      .filter((each) => each !== '');
  return typeof example === 'number' && text.trim() !== '' && Number.isFinite(Number(text))
    ? Number(text)
    : text.trim();
}

/** Publishes a dated value with its source; it supersedes the earlier one from its first day on. */
export function PublishPolicyButton() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <ActButton<PolicyValues, { factId: string }>
      label={t('publishPolicy')}
      say={t('publishPolicySay')}
      initial={{ validFrom: todayInShanghai(), confidence: 'confirmed' }}
      refreshes={[['people', 'listPolicies']]}
      run={({ key, value, validFrom, sourceDocument, clause, confidence }, options) =>
        api.people.publishPolicy(
          { key, value: readPolicyValue(key, value), validFrom, sourceDocument, clause, confidence },
          options,
        )
      }
      fields={
        <>
          <Form.Item name="key" label={t('policy')} rules={required(t('policy'))}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(known).map(([value, words]) => ({
                value,
                label: `${word(words)} · ${value}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="value" label={t('value')} extra={t('valueHint')} rules={required(t('value'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="validFrom" label={t('validFrom')} rules={required(t('validFrom'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="sourceDocument" label={t('source')} rules={required(t('source'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="clause" label={t('clause')} rules={required(t('clause'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="confidence" label={t('confidence')} rules={required(t('confidence'))}>
            <Select
              options={(['confirmed', 'unconfirmed', 'own'] as const).map((value) => ({
                value,
                label: t(`confidences.${value}`),
              }))}
            />
          </Form.Item>
        </>
      }
    />
  );
}
