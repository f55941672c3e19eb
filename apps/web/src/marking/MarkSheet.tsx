import type { ReactNode } from 'react';
import { CheckCircleOutlined, CloudSyncOutlined, SaveOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox, Flex, Form, Input } from 'antd';
import { totalMarkSheet } from '@jiangping/domain/marking/mark-sheet';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { RowMark } from './RowMark.tsx';
import { withMark } from './sheet.ts';
import type { Draft, PracticalItem, Task } from './sheet.ts';
import { markingTexts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import type { SaveState } from './use-draft.ts';

interface MarkSheetProps {
  sittingId: string;
  item: PracticalItem;
  task: Task;
  /** The way to the next sheet. */
  next: ReactNode;
}

/** One mark sheet: signed ones can only be read. */
export function MarkSheet(props: MarkSheetProps) {
  return props.task.state === 'signed' ? <SignedSheet {...props} /> : <OpenSheet {...props} />;
}

function SheetHead({ item, seat, beside }: { item: PracticalItem; seat: number; beside?: ReactNode }) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  const full = item.rows.reduce((sum, { points }) => sum + points, 0);
  return (
    <header className="sheet-head">
      <span className="sheet-seat">{t('seatNumber', { seat })}</span>
      <div>
        <h2>{item.title}</h2>
        <p className="quiet">
          {t('itemSay', {
            full: formats.number(full),
            weight: formats.number(item.weight),
            minutes: item.minutes,
          })}
        </p>
      </div>
      {beside}
    </header>
  );
}

function SignedSheet({ item, task, next }: MarkSheetProps) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  return (
    <section className="sheet">
      <SheetHead
        item={item}
        seat={task.seat}
        beside={<StateTag tone="good">{t('states.signed')}</StateTag>}
      />
      <ul className="sheet-rows">
        {item.rows.map((row) => {
          const mark = task.marks.find(({ code }) => code === row.code);
          return (
            <li key={row.code} className="sheet-row">
              <div className="sheet-row-words">
                <strong>{row.element}</strong>
                {mark?.note ? <p className="sheet-note">{mark.note}</p> : null}
              </div>
              <span className="sheet-given">
                {t('pointsOf', { points: formats.number(mark?.points ?? 0), of: formats.number(row.points) })}
              </span>
            </li>
          );
        })}
      </ul>
      {task.fatal.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('fatalFound')}
          description={
            <ul className="lacks">
              {item.fatal
                .filter(({ code }) => task.fatal.includes(code))
                .map(({ code, text }) => (
                  <li key={code}>{text}</li>
                ))}
            </ul>
          }
        />
      )}
      <footer className="sheet-foot">
        <Total
          total={task.total ?? 0}
          full={item.rows.reduce((sum, { points }) => sum + points, 0)}
          isFatal={task.fatal.length > 0}
        />
        <span className="quiet">
          {task.signedAt !== null && t('signedAt', { at: formats.instant(task.signedAt, true) })}
        </span>
        <span className="sheet-foot-acts">{next}</span>
      </footer>
    </section>
  );
}

function OpenSheet({ sittingId, item, task, next }: MarkSheetProps) {
  const t = useTexts(markingTexts);
  const { draft, state, change, other, decide, finish } = useDraft(sittingId, task);
  const full = item.rows.reduce((sum, { points }) => sum + points, 0);
  const { total, isFatal } = totalMarkSheet(item.rows, draft.marks, draft.fatal);
  const missing = item.rows.filter(({ code }) => !draft.marks.some((mark) => mark.code === code));
  return (
    <section className="sheet">
      <SheetHead item={item} seat={task.seat} beside={<Saving state={state} />} />
      {other !== null && (
        <Alert
          className="sheet-alert"
          type="warning"
          showIcon
          title={t('twoDrafts')}
          description={t('twoDraftsSay')}
          action={
            <Flex vertical gap={8}>
              <Button onClick={() => decide(false)}>{t('useServer')}</Button>
              <Button onClick={() => decide(true)}>{t('useHere')}</Button>
            </Flex>
          }
        />
      )}
      {state.kind === 'refused' && <RefusalAlert error={state.error} />}
      <ul className="sheet-rows">
        {item.rows.map((row) => (
          <RowMark
            key={row.code}
            row={row}
            mark={draft.marks.find(({ code }) => code === row.code)}
            onChange={(mark) => change(withMark(draft, row.code, mark))}
          />
        ))}
      </ul>
      {item.fatal.length > 0 && <FatalItems item={item} draft={draft} onChange={change} />}
      <footer className="sheet-foot">
        <Total total={total} full={full} isFatal={isFatal} />
        <span className={missing.length > 0 ? 'sheet-missing' : 'quiet'} role="status">
          {missing.length > 0 ? t('rowsMissing', { count: missing.length }) : t('rowsComplete')}
        </span>
        <span className="sheet-foot-acts">
          {next}
          <ActButton<{ remark?: string }, { factId: string; total: number }>
            label={t('sign')}
            title={t('signTitle', { seat: task.seat, item: item.title })}
            disabled={missing.length > 0}
            say={
              <>
                {t(isFatal ? 'signFatal' : 'signSay', { total, full })}
                <br />
                {t('signForever')}
              </>
            }
            refreshes={[['marking'], ['reports']]}
            run={async ({ remark }, options) => {
              const { candidateId, itemVersionId } = task;
              const answer = await api.marking.submitMarks(
                {
                  sittingId,
                  candidateId,
                  itemVersionId,
                  marks: [...draft.marks],
                  fatal: [...draft.fatal],
                  ...(remark ? { remark } : {}),
                },
                options,
              );
              finish();
              return answer;
            }}
            done={(answer) => t('signed', { seat: task.seat, total: answer.total })}
            fields={
              <Form.Item name="remark" label={t('remark')}>
                <Input.TextArea rows={2} maxLength={500} showCount />
              </Form.Item>
            }
          />
        </span>
      </footer>
    </section>
  );
}

function Total({ total, full, isFatal }: { total: number; full: number; isFatal: boolean }) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  return (
    <span className={isFatal ? 'sheet-total sheet-total-fatal' : 'sheet-total'}>
      {t('total')} <output aria-live="polite">{formats.number(total)}</output>{' '}
      <span className="quiet">/ {formats.number(full)}</span>
      {isFatal && (
        <>
          {' '}
          <WarningOutlined aria-hidden /> {t('isFatal')}
        </>
      )}
    </span>
  );
}

function Saving({ state }: { state: SaveState }) {
  const t = useTexts(markingTexts);
  const time = (instant: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(
      new Date(instant),
    );
  return (
    <span className={`sheet-saving sheet-saving-${state.kind}`} role="status">
      {state.kind === 'saved' && (
        <>
          <CheckCircleOutlined aria-hidden /> {t('savedAt', { time: time(state.at) })}
        </>
      )}
      {state.kind === 'saving' && (
        <>
          <CloudSyncOutlined aria-hidden /> {t('saving')}
        </>
      )}
      {state.kind === 'kept' && (
        <>
          <SaveOutlined aria-hidden /> {t('kept')}
        </>
      )}
      {state.kind === 'refused' && (
        <>
          <WarningOutlined aria-hidden /> {t('notSaved')}
        </>
      )}
    </span>
  );
}

function FatalItems({
  item,
  draft,
  onChange,
}: {
  item: PracticalItem;
  draft: Draft;
  onChange: (draft: Draft) => void;
}) {
  const t = useTexts(markingTexts);
  const { modal } = App.useApp();
  const set = (code: string, text: string, isFound: boolean) => {
    const others = draft.fatal.filter((each) => each !== code);
    if (!isFound) {
      onChange({ ...draft, fatal: others });
      return;
    }
    modal.confirm({
      title: t('fatalConfirm'),
      content: (
        <>
          <p>
            <strong>{text}</strong>
          </p>
          {t('fatalSay')}
        </>
      ),
      okText: t('fatalYes'),
      cancelText: t('fatalNo'),
      okButtonProps: { danger: true },
      onOk: () => onChange({ ...draft, fatal: [...others, code] }),
    });
  };
  return (
    <fieldset className="sheet-fatal">
      <legend>{t('fatalItems')}</legend>
      {item.fatal.map(({ code, text }) => (
        <Checkbox
          key={code}
          checked={draft.fatal.includes(code)}
          onChange={({ target }) => set(code, text, target.checked)}
        >
          {text}
        </Checkbox>
      ))}
    </fieldset>
  );
}
