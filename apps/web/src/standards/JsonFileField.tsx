import { useState } from 'react';
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Upload } from 'antd';
import { useTexts } from '../shell/language.ts';
import { standardTexts } from './texts.ts';

type JsonObject = Record<string, unknown>;

interface JsonFileFieldProps {
  id?: string;
  value?: JsonObject;
  onChange?: (value: JsonObject | undefined) => void;
}

/** A JSON object read from a file in the browser; its rules are checked by the server. */
export function JsonFileField({ id, onChange }: JsonFileFieldProps) {
  const t = useTexts(standardTexts);
  const [file, setFile] = useState<{ name: string; isSound: boolean } | null>(null);
  const read = async (chosen: File) => {
    let value: JsonObject | undefined;
    try {
      const parsed: unknown = JSON.parse(await chosen.text());
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        value = parsed as JsonObject;
    } catch {
      // Not JSON: said below.
    }
    setFile({ name: chosen.name, isSound: value !== undefined });
    onChange?.(value);
  };
  return (
    <>
      <Upload
        {...(id === undefined ? {} : { id })}
        accept=".json,application/json"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(chosen) => {
          void read(chosen);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />}>{file?.name ?? t('fileChoose')}</Button>
      </Upload>
      {file && !file.isSound && <Alert type="error" showIcon title={t('fileUnreadable')} />}
    </>
  );
}
