import { Form, Select } from 'antd';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { useTexts, useWord } from '../shell/language.ts';
import { JsonFileField } from './JsonFileField.tsx';
import { standardTexts } from './texts.ts';

/** What a form that takes a document of a level and part gives. */
export interface BodyValues {
  level: Level;
  part: 'theory' | 'practical';
  body: Record<string, unknown>;
}

interface BodyFieldsProps {
  levels: readonly Level[];
  /** What the file is called. */
  file: string;
}

/** The fields of {@link BodyValues}: level, part and the file. */
export function BodyFields({ levels, file }: BodyFieldsProps) {
  const t = useTexts(standardTexts);
  const word = useWord();
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <>
      <Form.Item name="level" label={t('level')} rules={required(t('level'))}>
        <Select options={levels.map((value) => ({ value, label: word(levelNames[value]) }))} />
      </Form.Item>
      <Form.Item name="part" label={t('part')} rules={required(t('part'))}>
        <Select
          options={(['theory', 'practical'] as const).map((value) => ({
            value,
            label: word(partNames[value]),
          }))}
        />
      </Form.Item>
      <Form.Item name="body" label={file} rules={required(file)}>
        <JsonFileField />
      </Form.Item>
    </>
  );
}
