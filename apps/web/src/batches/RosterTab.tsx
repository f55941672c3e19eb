import { useRef, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DownloadOutlined, FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Progress, Upload } from 'antd';
import { api } from '../shell/api.ts';
import { useLanguage, useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { useFormats } from '../shell/times.ts';
import { batchRefreshes, useBatch } from './batch.ts';
import { saveFile } from '../shell/download.ts';
import { RosterReport } from './RosterReport.tsx';
import { buildRosterTemplate } from './roster-template.ts';
import { rosterTexts } from './roster-texts.ts';

/** The contract takes at most so many characters of base64. */
const mostBytes = Math.floor((7_000_000 / 4) * 3);

/** Import of a roster and what became of every row of it; earlier imports below. */
export function RosterTab() {
  const t = useTexts(rosterTexts);
  const formats = useFormats();
  const batch = useBatch();
  const navigate = useNavigate();
  const { import: importId } = useSearch({ strict: false });
  const open = (id: string | undefined) =>
    void navigate({
      to: `/batches/${batch.id}/roster` as never,
      search: { import: id } as never,
      resetScroll: false,
    });
  const mayImport = batch.acts.includes('importRoster');
  return (
    <>
      {mayImport ? (
        <ImportCard onImported={open} />
      ) : (
        <Alert
          className="section"
          type="info"
          showIcon
          title={t('importClosed')}
          description={t('importClosedSay')}
        />
      )}
      {importId !== undefined && (
        <ReportOf key={importId} importId={importId} onClose={() => open(undefined)} />
      )}
      <h2>{t('imports')}</h2>
      <LocalRows
        rows={[...batch.rosterImports].reverse()}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'fileName',
            title: t('fileName'),
            render: ({ id, fileName }) => (
              <Button type="link" className="link-text" onClick={() => open(id)}>
                {fileName}
              </Button>
            ),
          },
          {
            key: 'rowsAccepted',
            title: t('accepted'),
            align: 'right',
            render: ({ rowsAccepted }) => formats.number(rowsAccepted),
          },
          {
            key: 'rowsRefused',
            title: t('refused'),
            align: 'right',
            render: ({ rowsRefused }) => formats.number(rowsRefused),
          },
          {
            key: 'importedAt',
            title: t('importedAt'),
            render: ({ importedAt }) => formats.instant(importedAt),
          },
        ]}
        empty={{ say: t(mayImport ? 'importsEmptyDo' : 'importsEmpty') }}
      />
    </>
  );
}

function ReportOf({ importId, onClose }: { importId: string; onClose: () => void }) {
  const { id: batchId } = useBatch();
  const query = useQuery({
    queryKey: ['batches', 'getRosterReport', batchId, importId],
    queryFn: ({ signal }) => api.batches.getRosterReport({ batchId, importId }, { signal }),
    // A report never changes.
    staleTime: Infinity,
  });
  return <Loaded query={query}>{(report) => <RosterReport report={report} onClose={onClose} />}</Loaded>;
}

function ImportCard({ onImported }: { onImported: (importId: string) => void }) {
  const t = useTexts(rosterTexts);
  const language = useLanguage();
  const batch = useBatch();
  const [trouble, setTrouble] = useState<string | null>(null);
  const act = useImport(batch.id, onImported);
  const take = (file: File) => {
    const isSheet = file.name.toLowerCase().endsWith('.xlsx');
    setTrouble(
      !isSheet
        ? t('notXlsx', { name: file.name })
        : file.size > mostBytes
          ? t('tooLarge', { name: file.name })
          : null,
    );
    if (isSheet && file.size <= mostBytes) act.mutate(file);
    return false;
  };
  return (
    <Card className="section">
      <Upload.Dragger
        accept=".xlsx"
        maxCount={1}
        showUploadList={false}
        beforeUpload={take}
        disabled={act.isPending}
      >
        <p className="ant-upload-drag-icon">
          <FileExcelOutlined />
        </p>
        <p className="ant-upload-text">{t('drop')}</p>
        <p className="ant-upload-hint">{t('dropSay')}</p>
      </Upload.Dragger>
      <Flex className="import-foot" justify="space-between" gap={12} wrap>
        <span className="quiet">{t('rowsStandAlone')}</span>
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            saveFile(
              t('templateName'),
              buildRosterTemplate(language),
              'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            )
          }
        >
          {t('template')}
        </Button>
      </Flex>
      <div aria-live="polite">
        {act.isPending && (
          <div className="import-progress">
            <Progress percent={act.share * 100} status="active" showInfo={false} aria-hidden />
            {t(act.share < 1 ? 'reading' : 'checking', { name: act.variables.name })}
          </div>
        )}
        {trouble !== null && !act.isPending && (
          <Alert type="error" showIcon title={trouble} description={t('fileDo')} />
        )}
        {act.isError && <RefusalAlert error={act.error} onRetry={() => act.mutate(act.variables)} />}
      </div>
    </Card>
  );
}

/** Sends a file; `share` is how much of it has been read. The server then checks row by row. */
function useImport(batchId: string, onImported: (importId: string) => void) {
  const queryClient = useQueryClient();
  const [share, setShare] = useState(0);
  // The same file sent again after a lost answer is the same act.
  const sent = useRef<{ file: File; key: string } | null>(null);
  const act = useMutation({
    mutationFn: async (file: File) => {
      setShare(0);
      if (sent.current?.file !== file) sent.current = { file, key: crypto.randomUUID() };
      const content = await readBase64(file, setShare);
      setShare(1);
      return api.batches.importRoster(
        { batchId, fileName: file.name.slice(-200), content },
        { context: { key: sent.current.key } },
      );
    },
    onSuccess: async ({ factId: _, ...report }, file) => {
      sent.current = null;
      queryClient.setQueryData(['batches', 'getRosterReport', batchId, report.importId], {
        ...report,
        fileName: file.name,
      });
      onImported(report.importId);
      await Promise.all(
        batchRefreshes.map((queryKey) => queryClient.invalidateQueries({ queryKey: [...queryKey] })),
      );
    },
  });
  return { ...act, share };
}

function readBase64(file: File, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : (loaded / total) * 0.99);
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.onload = () => {
      const url = reader.result as string;
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}
