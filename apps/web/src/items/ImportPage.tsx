import { useEffect, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { InboxOutlined } from '@ant-design/icons';
import { Alert, Card, Form, Select, Spin, Upload } from 'antd';
import { certifiableLevels, levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import './items.css';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { OccupationSelect } from '../standards/OccupationSelect.tsx';
import { readBankFile } from './bank-file.ts';
import type { ReadFile } from './bank-file.ts';
import { parseBank } from './bank.ts';
import { ImportReport } from './ImportReport.tsx';
import { importRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** What the server takes at once is 8 MB; the rest is the envelope. */
const mostMegabytes = 7;

type Part = 'theory' | 'practical';

interface Target {
  occupationId?: string;
  level?: Level;
  part?: Part;
}

/** The import door: choose, check row by row, then import what is acceptable. */
export function ImportPage() {
  const t = useTexts(itemTexts);
  const may = useMay();
  const { bank } = importRoute.useSearch();
  const [target, setTarget] = useState<Target>(() => ({ part: 'theory', ...parseBank(bank) }));
  const [file, setFile] = useState<Pick<ReadFile, 'fileName' | 'items'> | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: (read: ReadFile) => api.items.checkItems({ ...read, items: [...read.items] }),
  });
  const { mutate, reset } = check;
  const { occupationId, level, part } = target;
  // A change of file or target checks anew: a report always belongs to what is chosen above it.
  useEffect(() => {
    if (file && occupationId && level && part) mutate({ ...file, occupationId, level, part });
    else reset();
  }, [file, occupationId, level, part, mutate, reset]);

  if (!may('importItems'))
    return (
      <Page heading={t('importHeading')}>
        <Alert type="warning" showIcon title={t('importForbidden')} />
      </Page>
    );
  const take = async (chosen: File) => {
    const facts = { name: chosen.name, limit: mostMegabytes };
    setFile(null);
    setTrouble(null);
    if (chosen.size > mostMegabytes * 1024 * 1024) {
      setTrouble(t('faults.tooLarge', facts));
      return;
    }
    const read = readBankFile(await chosen.text());
    if ('fault' in read) setTrouble(t(`faults.${read.fault}`, facts));
    else setFile({ fileName: chosen.name.slice(-200), items: read.items });
  };
  return (
    <Page heading={t('importHeading')} say={t('importSay')}>
      <Card className="section">
        <TargetForm target={target} onChange={setTarget} />
        <Upload.Dragger
          accept=".json,application/json"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            void take(chosen);
            return false;
          }}
          disabled={check.isPending}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p className="ant-upload-text">{file?.fileName ?? t('drop')}</p>
          <p className="ant-upload-hint">{t('dropSay', { limit: mostMegabytes })}</p>
        </Upload.Dragger>
        <div aria-live="polite" className="import-state">
          {trouble !== null && <Alert type="error" showIcon title={trouble} />}
          {file && !(occupationId && level) && <Alert type="info" showIcon title={t('chooseFirst')} />}
          {check.isPending && (
            <Spin>
              <Alert type="info" title={t('checking', { name: check.variables.fileName })} />
            </Spin>
          )}
          {check.isError && (
            <RefusalAlert error={check.error} onRetry={() => check.mutate(check.variables)} />
          )}
        </div>
      </Card>
      <div>
        {check.isSuccess && (
          <ImportReport
            key={check.submittedAt}
            file={check.variables}
            report={check.data}
            onAnother={() => setFile(null)}
          />
        )}
      </div>
    </Page>
  );
}

function TargetForm({ target, onChange }: { target: Target; onChange: (target: Target) => void }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const { occupationId, level, part } = target;
  return (
    <Form layout="vertical" className="import-target">
      <Form.Item label={t('occupation')} htmlFor="import-occupation">
        <OccupationSelect
          id="import-occupation"
          {...(occupationId === undefined ? {} : { value: occupationId })}
          onChange={(next) =>
            onChange({ ...omit(target, 'occupationId'), ...(next ? { occupationId: next } : {}) })
          }
        />
      </Form.Item>
      <Form.Item label={t('level')} htmlFor="import-level">
        <Select<Level>
          id="import-level"
          value={level ?? null}
          onChange={(next) => onChange({ ...target, level: next })}
          options={certifiableLevels.map((value) => ({ value, label: word(levelNames[value]) }))}
        />
      </Form.Item>
      <Form.Item label={t('part')} htmlFor="import-part">
        <Select<Part>
          id="import-part"
          value={part ?? null}
          onChange={(next) => onChange({ ...target, part: next })}
          options={(['theory', 'practical'] as const).map((value) => ({
            value,
            label: word(partNames[value]),
          }))}
        />
      </Form.Item>
    </Form>
  );
}

function omit(target: Target, name: keyof Target): Target {
  return Object.fromEntries(Object.entries(target).filter(([key]) => key !== name));
}
