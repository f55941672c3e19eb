import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Progress, Spin, Upload } from 'antd';
import './items.css';
import { partWords } from '@jiangping/formats/problem-parts';
import { api } from '../shell/api.ts';
import { saveFile } from '../shell/download.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { useFormats } from '../shell/times.ts';
import { mostItems } from './bank-file.ts';
import { parseBank, wordOfBank } from './bank.ts';
import type { BankPlace } from './bank.ts';
import { BankTarget } from './BankTarget.tsx';
import type { Target } from './BankTarget.tsx';
import { DraftRows, nothingGiven } from './DraftRows.tsx';
import type { GivenFacts } from './DraftRows.tsx';
import { callFormats, JobEnded } from './formats-call.ts';
import type { JobAnswer } from './formats-call.ts';
import { useImportCheck } from './import-check.ts';
import type { CheckProgress, FileItems } from './import-check.ts';
import { factsOf, indexPoints, missingFacts, prefixOf } from './import-facts.ts';
import { rowOfProblem } from './import-problems.ts';
import { importTexts } from './import-texts.ts';
import { ImportReport } from './ImportReport.tsx';
import type { SpecBody } from './PointSelect.tsx';
import { ProblemRows } from './ProblemRows.tsx';
import { importRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** A file of this size holds some fifty thousand items; they go to the server in portions. */
const mostMegabytes = 60;

type Drafts = Extract<JobAnswer<'read'>, { kind: 'drafts' }>;

interface TakenFile {
  readonly name: string;
  readonly content: FileItems;
  readonly format: NonNullable<Drafts['format']>;
  readonly problems: Drafts['problems'];
}

/** The import door: choose, see what the file says and add what it does not, check row by row, import what is acceptable. */
export function ImportPage() {
  const t = useTexts(itemTexts);
  const ti = useTexts(importTexts);
  const may = useMay();
  const { bank } = importRoute.useSearch();
  const [target, setTarget] = useState<Target>(() => ({ part: 'theory', ...parseBank(bank) }));
  const reader = useReader();
  const { file } = reader;
  const [given, setGiven] = useState<GivenFacts>(nothingGiven);
  const place = placeOf(target);
  const spec = useSpec(place);
  const points = useMemo(() => indexPoints(spec?.points ?? []), [spec]);
  const { check, progress, cancel } = useImportCheck();
  const { mutate, reset } = check;
  const { occupationId, level, part } = target;
  const drafts = file?.content.kind === 'drafts' ? file.content.drafts : null;
  const isWrongPart = drafts !== null && part === 'practical';
  const isWhole = useMemo(
    () =>
      drafts === null ||
      drafts.every((draft) => missingFacts(factsOf(draft, undefined, {}, points)).length === 0),
    [drafts, points],
  );
  // A change of file or target checks anew: a report always belongs to what is chosen above it. Where a person must add
  // something first, they start the check.
  const isReady =
    file !== null && place !== null && !isWrongPart && (place.part === 'practical' || spec !== undefined);
  useEffect(() => {
    reset();
    if (file && isReady && isWhole && occupationId && level && part)
      mutate({
        place: { occupationId, level, part },
        fileName: file.name,
        content: file.content,
        ...nothingGiven,
        points,
      });
  }, [file, isReady, isWhole, occupationId, level, part, points, mutate, reset]);

  if (!may('importItems'))
    return (
      <Page heading={t('importHeading')}>
        <Alert type="warning" showIcon title={t('importForbidden')} />
      </Page>
    );
  const start = () =>
    file && place && mutate({ place, fileName: file.name, content: file.content, ...given, points });
  return (
    <Page heading={t('importHeading')} say={ti('say')} acts={<TemplateButton points={spec?.points ?? []} />}>
      <Card className="section">
        <BankTarget target={target} onChange={setTarget} />
        <Upload.Dragger
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            setGiven(nothingGiven);
            void reader.take(chosen);
            return false;
          }}
          disabled={check.isPending || reader.reading !== null}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p className="ant-upload-text">{file?.name ?? ti('drop')}</p>
          <p className="ant-upload-hint">{ti('dropSay', { limit: mostMegabytes })}</p>
        </Upload.Dragger>
        <div aria-live="polite" className="import-state">
          {reader.reading !== null && (
            <Spin>
              <Alert
                type="info"
                title={ti('reading', { name: reader.reading })}
                action={<Button onClick={reader.cancel}>{ti('cancel')}</Button>}
              />
            </Spin>
          )}
          {reader.trouble !== null && <Alert type="error" showIcon title={reader.trouble} />}
          {file && <Recognised file={file} />}
          {file && !place && <Alert type="info" showIcon title={t('chooseFirst')} />}
          {isWrongPart && <Alert type="warning" showIcon title={ti('practicalJson')} />}
          {check.isPending && (
            <Checking name={check.variables.fileName} progress={progress} onCancel={cancel} />
          )}
          {check.isError && !isAbort(check.error) && (
            <RefusalAlert error={check.error} onRetry={() => check.mutate(check.variables)} />
          )}
        </div>
      </Card>
      {file && !check.isSuccess && file.problems.length > 0 && (
        <>
          <h2 className="section-name">{ti('fileProblems')}</h2>
          <ProblemRows problems={file.problems.map((problem) => rowOfProblem(problem, file.name))} />
        </>
      )}
      {file && drafts && drafts.length > 0 && isReady && !isWhole && (
        <div hidden={check.isSuccess}>
          <DraftRows drafts={drafts} given={given} onGive={setGiven} spec={spec ?? null} points={points} />
          <Button type="primary" className="section" loading={check.isPending} onClick={start}>
            {ti('checkNow', { count: drafts.length })}
          </Button>
        </div>
      )}
      <div>
        {file && check.isSuccess && (
          <>
            {!isWhole && (
              <Button className="section" onClick={reset}>
                {ti('change')}
              </Button>
            )}
            <ImportReport
              key={check.submittedAt}
              file={check.data.file}
              report={check.data.report}
              found={[
                ...file.problems.map((problem) => rowOfProblem(problem, file.name)),
                ...check.data.held,
              ]}
              held={new Set(check.data.held.map(({ where }) => where)).size}
              onAnother={() => {
                setGiven(nothingGiven);
                reader.forget();
              }}
            />
          </>
        )}
      </div>
    </Page>
  );
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

function placeOf({ occupationId, level, part }: Target): BankPlace | null {
  return occupationId && level && part ? { occupationId, level, part } : null;
}

/** The specification of the bank; null where it has none, undefined while it is not known. */
function useSpec(place: BankPlace | null): SpecBody | null | undefined {
  const query = useQuery({
    queryKey: ['items', 'getBank', place ? wordOfBank(place) : ''],
    queryFn: async ({ signal }) => (place ? await api.items.getBank(place, { signal }) : null),
    enabled: place !== null,
  });
  // The server publishes nothing that problemsOfContentSpec objects to. Where it cannot be had, the check says why.
  if (query.isError) return null;
  return query.data && ((query.data.spec?.body ?? null) as SpecBody | null);
}

/** Reads a chosen file in a thread of its own; a choice made meanwhile wins. */
function useReader() {
  const t = useTexts(itemTexts);
  const ti = useTexts(importTexts);
  const word = useWord();
  const [file, setFile] = useState<TakenFile | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const take = async (chosen: File) => {
    const name = chosen.name.slice(-200);
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setFile(null);
    setTrouble(null);
    if (chosen.size > mostMegabytes * 1024 * 1024) {
      setTrouble(t('faults.tooLarge', { name, limit: mostMegabytes }));
      return;
    }
    setReading(name);
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      const mark = new Date().toISOString().slice(5, 16).replace(/\D/g, '');
      const read = await callFormats('read', { bytes, name, prefix: prefixOf(name, mark) }, signal);
      if (signal.aborted) return;
      if (read.kind === 'records') {
        if ('fault' in read) setTrouble(t(`faults.${read.fault}`, { name }));
        else setFile({ name, content: read, format: 'json-bank', problems: [] });
        return;
      }
      const { format, drafts, problems } = read;
      if (format === null) {
        const [first] = problems;
        setTrouble(ti('unreadable', { name, reason: word(partWords(first?.message ?? '')) }));
      } else if (drafts.length > mostItems) setTrouble(t('faults.tooMany', { name }));
      else {
        setFile({ name, content: read, format, problems });
        if (drafts.length === 0) setTrouble(ti('nothing', { name }));
      }
    } catch (error) {
      if (isAbort(error)) return;
      if (error instanceof JobEnded && error.reason === 'time') setTrouble(ti('tooSlow', { name }));
      else setTrouble(ti('unreadable', { name, reason: error instanceof Error ? error.message : '' }));
    } finally {
      if (!signal.aborted) setReading(null);
    }
  };
  return {
    file,
    reading,
    trouble,
    take,
    cancel: () => {
      running.current?.abort();
      setReading(null);
    },
    forget: () => setFile(null),
  };
}

function Recognised({ file }: { file: TakenFile }) {
  const ti = useTexts(importTexts);
  const formats = useFormats();
  const { content, format } = file;
  const items = content.kind === 'drafts' ? content.drafts.length : content.items.length;
  return (
    <Alert
      type="info"
      title={ti('recognised', { format: ti(`formats.${format}`) })}
      description={ti('counted', {
        items: formats.number(items),
        files: formats.number(content.files.length),
      })}
    />
  );
}

function Checking({
  name,
  progress,
  onCancel,
}: {
  name: string;
  progress: CheckProgress | null;
  onCancel: () => void;
}) {
  const t = useTexts(itemTexts);
  const ti = useTexts(importTexts);
  const formats = useFormats();
  const { step = 'checking', done = 0, all = 0 } = progress ?? {};
  const counts = { done: formats.number(done), all: formats.number(all) };
  return (
    <Spin>
      <Alert
        type="info"
        title={t('checking', { name })}
        description={
          <div role="status">
            <Progress percent={all === 0 ? 0 : Math.floor((100 * done) / all)} />
            <span>
              {step === 'storing'
                ? ti('storing', counts)
                : t('progress', { seen: counts.done, all: counts.all })}
            </span>
          </div>
        }
        action={<Button onClick={onCancel}>{ti('cancel')}</Button>}
      />
    </Spin>
  );
}

function TemplateButton({ points }: { points: NonNullable<SpecBody['points']> }) {
  const ti = useTexts(importTexts);
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const bytes = await callFormats('template', { points });
      saveFile(
        ti('templateName'),
        bytes,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      );
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={isBusy}
      title={ti('templateSay')}
      onClick={() => void save()}
    >
      {ti('template')}
    </Button>
  );
}
