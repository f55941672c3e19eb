import { useEffect, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { InboxOutlined } from '@ant-design/icons';
import { Alert, Card, Spin, Upload } from 'antd';
import './items.css';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { readBankFile } from './bank-file.ts';
import type { ReadFile } from './bank-file.ts';
import { parseBank } from './bank.ts';
import { BankTarget } from './BankTarget.tsx';
import type { Target } from './BankTarget.tsx';
import { cutPortions, joinReports, sendPortions } from './import-portions.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportReport } from './ImportReport.tsx';
import { importRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** A file of this size holds some fifty thousand items; it goes to the server in portions. */
const mostMegabytes = 60;

/** The import door: choose, check row by row, then import what is acceptable. */
export function ImportPage() {
  const t = useTexts(itemTexts);
  const may = useMay();
  const { bank } = importRoute.useSearch();
  const [target, setTarget] = useState<Target>(() => ({ part: 'theory', ...parseBank(bank) }));
  const [file, setFile] = useState<Pick<ReadFile, 'fileName' | 'items'> | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [seen, setSeen] = useState(0);
  const check = useMutation({
    mutationFn: async (read: ReadFile) => {
      setSeen(0);
      return joinReports(
        await sendPortions(
          cutPortions(read.items),
          (items) => api.items.checkItems({ ...read, items }),
          setSeen,
        ),
      );
    },
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
        <BankTarget target={target} onChange={setTarget} />
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
              <Alert
                type="info"
                title={t('checking', { name: check.variables.fileName })}
                description={<ImportProgress seen={seen} all={check.variables.items.length} />}
              />
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
