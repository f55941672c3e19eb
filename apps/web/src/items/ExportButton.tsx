import { useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal, Radio, Spin } from 'antd';
import type { CheckProblem } from '@jiangping/formats/check';
import type { ExportFormat } from '@jiangping/formats/question/bank-export';
import { partWords } from '@jiangping/formats/problem-parts';
import { api } from '../shell/api.ts';
import { saveFile } from '../shell/download.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { shellTexts } from '../shell/texts.ts';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { BankPlace } from './bank.ts';
import { callFormats, JobEnded } from './formats-call.ts';

import { importTexts } from './import-texts.ts';
import { fetchMedia } from './item-media.ts';

/** Items of one act of export: the server gives no more at once. */
const mostExported = 5000;

const formats = [
  'qti3',
  'moodle-xml',
  'gift',
  'aiken',
  'xlsx',
  'json',
] as const satisfies readonly ExportFormat[];

const endings: Readonly<Record<ExportFormat, { ending: string; type: string }>> = {
  qti3: { ending: '.qti.zip', type: 'application/zip' },
  'moodle-xml': { ending: '.moodle.xml', type: 'application/xml' },
  gift: { ending: '.gift.txt', type: 'text/plain;charset=utf-8' },
  aiken: { ending: '.aiken.txt', type: 'text/plain;charset=utf-8' },
  xlsx: { ending: '.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  json: { ending: '.json', type: 'application/json' },
};

type Scope = 'whole' | 'approved' | 'filtered';

interface ExportValues {
  scope: Scope;
  format: ExportFormat;
  reason: string;
}

interface ExportButtonProps {
  place: BankPlace;
  /** What the bank is called in the name of the file. */
  name: string;
  /** The ids of the items that the filters leave, asked for only when they are wanted; null where nothing is filtered. */
  filtered: ((most: number, signal: AbortSignal) => Promise<string[] | null>) | null;
}

interface Exported {
  name: string;
  type: string;
  content: Uint8Array;
  all: number;
  written: number;
  problems: readonly CheckProblem[];
  factId: string;
}

/** Takes items out of a bank as a file: an act on record, with a word beforehand on what the format cannot hold. */
export function ExportButton(props: ExportButtonProps) {
  const t = useTexts(importTexts);
  const ts = useTexts(shellTexts);
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<ExportValues>();
  const { run, step, cancel } = useExport(props);
  const close = () => {
    cancel();
    setOpen(false);
    run.reset();
  };
  const { filtered, place } = props;
  const scopes = (['whole', 'approved', 'filtered'] as const).filter(
    (scope) => scope !== 'filtered' || filtered !== null,
  );
  const offered = place.part === 'practical' ? (['json'] as const) : formats;
  const save = ({ name, content, type }: Exported) => {
    saveFile(name, content, type);
    close();
  };
  const { data } = run;
  return (
    <>
      <Button icon={<ExportOutlined />} onClick={() => setOpen(true)}>
        {t('export')}
      </Button>
      <Modal
        title={t('exportTitle')}
        open={isOpen}
        width={760}
        destroyOnHidden
        mask={{ closable: false }}
        okText={data ? t('saveFile') : t('exportRun')}
        okButtonProps={{
          disabled: data?.written === 0,
          ...(data ? { icon: <DownloadOutlined /> } : {}),
        }}
        cancelText={ts('cancel')}
        confirmLoading={run.isPending}
        onOk={() => (data ? save(data) : form.submit())}
        onCancel={close}
      >
        {data ? (
          <ExportOutcome exported={data} />
        ) : (
          <Form<ExportValues>
            form={form}
            layout="vertical"
            initialValues={{ scope: filtered ? 'filtered' : 'whole', format: offered[0] }}
            onFinish={(values) => run.mutate(values)}
          >
            <p className="act-say">{t('exportSay')}</p>
            <Form.Item name="scope" label={t('exportWhat')}>
              <Radio.Group
                className="radio-lines"
                options={scopes.map((value) => ({ value, label: t(`exportScopes.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="format" label={t('exportFormat')}>
              <Radio.Group
                className="radio-lines"
                options={offered.map((value) => ({ value, label: t(`exportFormats.${value}`) }))}
              />
            </Form.Item>
            <Form.Item
              name="reason"
              label={ts('reason')}
              extra={t('exportReason')}
              rules={[{ required: true, whitespace: true, message: ts('required', { label: ts('reason') }) }]}
            >
              <Input.TextArea rows={3} maxLength={2000} showCount />
            </Form.Item>
            <div aria-live="polite">
              {run.isPending && step !== null && (
                <Spin>
                  <Alert type="info" title={step} />
                </Spin>
              )}
              {run.isError && <ExportTrouble error={run.error} />}
            </div>
          </Form>
        )}
      </Modal>
    </>
  );
}

class TooMany extends Error {}

function useExport({ place, name, filtered }: ExportButtonProps) {
  const t = useTexts(importTexts);
  const [step, setStep] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const sent = useRef<{ body: string; key: string } | null>(null);
  const run = useMutation({
    mutationFn: async ({ scope, format, reason }: ExportValues): Promise<Exported> => {
      const { signal } = (running.current = new AbortController());
      setStep(null);
      const versionIds = scope === 'filtered' ? ((await filtered?.(mostExported, signal)) ?? null) : null;
      if (scope === 'filtered' && versionIds === null) throw new TooMany();
      const { occupationId, level, part } = place;
      const asked = {
        occupationId,
        level,
        part,
        reason,
        ...(versionIds ? { versionIds } : {}),
        ...(scope === 'approved' ? { states: ['approved' as const, 'in_use' as const] } : {}),
      };
      // One key as long as the same thing is asked: an answer lost on the way is no second export.
      const body = JSON.stringify(asked);
      if (sent.current?.body !== body) sent.current = { body, key: crypto.randomUUID() };
      const { items, points, media, factId } = await api.items.exportItems(asked, {
        context: { key: sent.current.key },
        signal,
      });
      const files = await fetchMedia(
        media,
        (done) => setStep(t('fetching', { done, all: media.length })),
        signal,
      );
      setStep(t('converting'));
      const { content, written, problems } = await callFormats(
        'export',
        { bank: { items, points, media: files }, format },
        signal,
      );
      const { ending, type } = endings[format];
      const date = shanghaiDateOf(Date.now());
      return {
        name: `${name}-${date}${ending}`,
        type,
        content,
        all: items.length,
        written,
        problems,
        factId,
      };
    },
  });
  return { run, step, cancel: () => running.current?.abort(new DOMException('', 'AbortError')) };
}

function ExportTrouble({ error }: { error: unknown }) {
  const t = useTexts(importTexts);
  if (error instanceof TooMany) return <Alert type="warning" showIcon title={t('exportTooMany')} />;
  if (error instanceof JobEnded)
    return <Alert type="error" showIcon title={t('exportFailed', { reason: error.message })} />;
  return <RefusalAlert error={error} />;
}

function ExportOutcome({ exported }: { exported: Exported }) {
  const t = useTexts(importTexts);
  const ts = useTexts(shellTexts);
  const word = useWord();
  const { all, written, problems, factId } = exported;
  return (
    <div aria-live="polite">
      <Alert
        className="section"
        type={problems.length === 0 ? 'success' : 'warning'}
        showIcon
        title={t('exported', { all, written })}
        description={
          <>
            {problems.length === 0 ? t('lossless') : t('losses')}{' '}
            <PlainLink href={`/ledger/${factId}`}>{ts('seeFact')}</PlainLink>
          </>
        }
      />
      {problems.length > 0 && (
        <LocalRows
          rows={problems.map((problem, row) => ({ ...problem, row }))}
          rowKey={({ row }) => String(row)}
          looksFor={t('looksForLoss')}
          textOf={({ where, message }) => `${where} ${message}`}
          columns={[
            {
              key: 'where',
              title: t('lossOf'),
              width: 180,
              render: ({ where }) => <span className="code">{where}</span>,
            },
            { key: 'loss', title: t('loss'), render: ({ message }) => word(partWords(message)) },
          ]}
          empty={{ say: t('lossless') }}
        />
      )}
    </div>
  );
}
