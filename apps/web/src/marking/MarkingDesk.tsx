// The marking desk: seat, item, rows. Blind: an assessor sees seats, never names, and never the marks of others.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { CheckCircleFilled, EditOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { Button, Card, Progress, Result } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { MarkSheet } from './MarkSheet.tsx';
import { nextTask, progressOf } from './sheet.ts';
import type { Desk, Task } from './sheet.ts';
import { markingTexts } from './texts.ts';

export const deskQuery = (sittingId: string) =>
  queryOptions({
    queryKey: ['marking', 'getMarkingDesk', sittingId],
    queryFn: ({ signal }) => api.marking.getMarkingDesk({ sittingId }, { signal }),
  });

/** An assessor's own sheets of a sitting. */
export function MarkingDesk({ sittingId }: { sittingId: string }) {
  const t = useTexts(markingTexts);
  const query = useQuery(deskQuery(sittingId));
  return (
    <Loaded query={query}>
      {(desk) => (
        <>
          <p className="page-say">{t('deskSay')}</p>
          {desk.tasks.length === 0 ? (
            <Card>
              <ListEmpty isFiltered={false} say={t('deskEmpty')} />
            </Card>
          ) : (
            <DeskOf desk={desk} />
          )}
        </>
      )}
    </Loaded>
  );
}

function DeskOf({ desk }: { desk: Desk }) {
  const t = useTexts(markingTexts);
  const navigate = useNavigate();
  const { seat: seatText, item: itemId } = useSearch({ strict: false });
  const tasks = [...desk.tasks].sort((a, b) => a.seat - b.seat || placeOf(desk, a) - placeOf(desk, b));
  const bySeat = Map.groupBy(tasks, ({ seat }) => seat);
  const go = ({ seat, itemVersionId }: Task) =>
    void navigate({
      to: '.',
      search: { tab: 'sheets', seat: String(seat), item: itemVersionId } as never,
      replace: true,
      resetScroll: false,
    });
  const first = nextTask(tasks, undefined) ?? tasks[0];
  const ofSeat = bySeat.get(Number(seatText)) ?? bySeat.get(first?.seat ?? 0) ?? [];
  const task =
    ofSeat.find(({ itemVersionId }) => itemVersionId === itemId) ??
    ofSeat.find(({ state }) => state !== 'signed') ??
    ofSeat[0];
  const item = desk.items.find(({ itemVersionId }) => itemVersionId === task?.itemVersionId);
  const signed = tasks.filter(({ state }) => state === 'signed').length;
  if (!task || !item) return null;
  const next = nextTask(tasks, task);
  return (
    <>
      {signed === tasks.length && (
        <Card className="section">
          <Result status="success" title={t('allSigned')} subTitle={t('allSignedSay')} />
        </Card>
      )}
      <section className="desk-seats section" aria-label={t('seats')}>
        <div className="desk-progress">
          <span>{t('signedOf', { signed, of: tasks.length })}</span>
          <Progress percent={(signed / tasks.length) * 100} showInfo={false} aria-hidden />
        </div>
        <ul>
          {[...bySeat].map(([seat, sheets]) => (
            <li key={seat}>
              <SeatButton
                seat={seat}
                progress={progressOf(sheets)}
                isCurrent={seat === task.seat}
                onClick={() => {
                  const wanted = sheets.find(({ state }) => state !== 'signed') ?? sheets[0];
                  if (wanted) go(wanted);
                }}
              />
            </li>
          ))}
        </ul>
      </section>
      {ofSeat.length > 1 && (
        <nav className="desk-items section" aria-label={t('items')}>
          {ofSeat.map((each) => (
            <button
              key={each.itemVersionId}
              type="button"
              className="desk-item"
              aria-current={each === task ? 'true' : undefined}
              onClick={() => go(each)}
            >
              <ProgressIcon progress={each.state} />
              <span>
                {desk.items.find(({ itemVersionId }) => itemVersionId === each.itemVersionId)?.title}
              </span>
              <span className="visually-hidden">{t(`states.${each.state}`)}</span>
            </button>
          ))}
        </nav>
      )}
      <MarkSheet
        key={`${task.candidateId} ${task.itemVersionId} ${task.state === 'signed' ? 'signed' : 'open'}`}
        sittingId={desk.sittingId}
        item={item}
        task={task}
        next={
          next && next !== task ? (
            <Button
              size="large"
              type={task.state === 'signed' ? 'primary' : 'default'}
              onClick={() => go(next)}
            >
              {t('nextSheet', { seat: next.seat })}
            </Button>
          ) : null
        }
      />
    </>
  );
}

function placeOf({ items }: Desk, { itemVersionId }: Task): number {
  return items.findIndex((item) => item.itemVersionId === itemVersionId);
}

interface SeatButtonProps {
  seat: number;
  progress: Task['state'];
  isCurrent: boolean;
  onClick: () => void;
}

function SeatButton({ seat, progress, isCurrent, onClick }: SeatButtonProps) {
  const t = useTexts(markingTexts);
  return (
    <button
      type="button"
      className={`desk-seat desk-seat-${progress}`}
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={t('seatState', { seat, state: t(`states.${progress}`) })}
      onClick={onClick}
    >
      <span className="desk-seat-number">{seat}</span>
      <ProgressIcon progress={progress} />
    </button>
  );
}

function ProgressIcon({ progress }: { progress: Task['state'] }) {
  if (progress === 'signed') return <CheckCircleFilled className="icon-signed" aria-hidden />;
  return progress === 'draft' ? (
    <EditOutlined aria-hidden />
  ) : (
    <MinusCircleOutlined className="icon-open" aria-hidden />
  );
}
