import { Form, Select } from 'antd';
import { levelNames, levelOfCode, partNames } from '@jiangping/domain/standards/level';
import type { Level, LevelCode } from '@jiangping/domain/standards/level';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { JsonFileField } from './JsonFileField.tsx';
import { standardTexts } from './texts.ts';

interface SpecValues {
  level: Level;
  part: 'theory' | 'practical';
  body: Record<string, unknown>;
}

/** Publishes a content specification under a standard. */
export function PublishSpecButton({
  standardId,
  levels,
}: {
  standardId: string;
  levels: readonly LevelCode[];
}) {
  const t = useTexts(standardTexts);
  const word = useWord();
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  const named = levels.flatMap((code) => levelOfCode(code) ?? []);
  return (
    <ActButton<SpecValues, { factId: string }>
      label={t('publishSpec')}
      type="default"
      say={t('publishSpecSay')}
      initial={{ part: 'theory' }}
      refreshes={[['standards', 'getStandard', standardId]]}
      run={({ level, part, body }, options) =>
        api.standards.publishContentSpec({ standardId, level, part, body }, options)
      }
      fields={
        <>
          <Form.Item name="level" label={t('level')} rules={required(t('level'))}>
            <Select options={named.map((value) => ({ value, label: word(levelNames[value]) }))} />
          </Form.Item>
          <Form.Item name="part" label={t('part')} rules={required(t('part'))}>
            <Select
              options={(['theory', 'practical'] as const).map((value) => ({
                value,
                label: word(partNames[value]),
              }))}
            />
          </Form.Item>
          <Form.Item name="body" label={t('file')} rules={required(t('file'))}>
            <JsonFileField />
          </Form.Item>
        </>
      }
    />
  );
}
