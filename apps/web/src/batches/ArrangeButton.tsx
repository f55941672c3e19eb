import { useQuery } from '@tanstack/react-query';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Select } from 'antd';
import type { FormInstance } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { todayInShanghai } from '../shell/times.ts';
import { batchRefreshes } from './batch.ts';
import type { Batch } from './batch.ts';
import { examTexts } from './exam-texts.ts';
import { clockOf, countSeats, instantOn, minutesAfter } from './exam-clock.ts';

type Part = 'theory' | 'practical';
const parts = ['theory', 'practical'] as const;

interface SittingLine {
  roomId?: string;
  paperId?: string;
  time: string;
}

interface Supplies {
  rooms: readonly Room[];
  papers: readonly Paper[];
  /** Most seats that a theory room may fill, by policy. */
  roomSeats: number;
}

type ArrangeValues = Record<Part, SittingLine[]>;

interface Room {
  id: string;
  venue: string;
  name: string;
  purpose: string;
  seats: number;
}

interface Paper {
  id: string;
  part: string;
  minutes: number;
  forms: number;
}

/** Arranges all sittings of a batch at once: rooms of the site, sealed papers, start times; seats are drawn by the server. */
export function ArrangeButton({ batch }: { batch: Batch }) {
  const t = useTexts(examTexts);
  const supplies = useSupplies(batch);
  const linesOf = (lines: readonly SittingLine[]) =>
    lines.map(({ roomId = '', paperId = '', time }) => ({
      roomId,
      paperId,
      startsAt: instantOn(batch.examOn, time),
    }));
  return (
    <ActButton<ArrangeValues, Awaited<ReturnType<typeof api.batches.arrangeBatch>>>
      label={t('arrange')}
      say={t('arrangeSay', { count: batch.counts.eligible })}
      width={900}
      initial={{ theory: [{ time: '09:00' }], practical: [{ time: '14:00' }] }}
      refreshes={batchRefreshes}
      run={({ theory, practical }, options) =>
        api.batches.arrangeBatch(
          { batchId: batch.id, theory: linesOf(theory), practical: linesOf(practical) },
          options,
        )
      }
      done={({ sittings }) =>
        t('arranged', { count: sittings.length, seats: sittings.reduce((sum, { seats }) => sum + seats, 0) })
      }
      fields={(form) => (
        <Loaded query={supplies}>
          {({ rooms, papers, roomSeats }) => (
            <>
              {parts.map((part) => (
                <PartLines
                  key={part}
                  part={part}
                  form={form}
                  candidates={batch.counts.eligible}
                  mostSeats={part === 'theory' ? roomSeats : Infinity}
                  rooms={rooms.filter(({ purpose }) => purpose === part)}
                  papers={papers.filter((paper) => paper.part === part)}
                />
              ))}
            </>
          )}
        </Loaded>
      )}
    />
  );
}

function useSupplies({ site, occupation, level }: Batch) {
  return useQuery({
    queryKey: ['papers', 'listPapers', 'for-batch', site.id, occupation.id, level],
    queryFn: async ({ signal }): Promise<Supplies> => {
      const [{ rooms }, { rows }, policies] = await Promise.all([
        api.sites.getSite({ siteId: site.id }, { signal }),
        api.papers.listPapers({ occupationId: occupation.id, level, pageSize: 500 }, { signal }),
        api.people.listPolicies({ on: todayInShanghai() }, { signal }),
      ]);
      const most = Number(policies.find(({ key }) => key === 'sittings.room_seats')?.value);
      return {
        rooms,
        papers: rows.filter(({ state }) => state === 'sealed' || state === 'unsealed'),
        roomSeats: Number.isFinite(most) ? most : Infinity,
      };
    },
  });
}

interface PartLinesProps {
  part: Part;
  form: FormInstance<ArrangeValues>;
  candidates: number;
  rooms: readonly Room[];
  papers: readonly Paper[];
  mostSeats: number;
}

function PartLines({ part, form, candidates, rooms, papers, mostSeats }: PartLinesProps) {
  const t = useTexts(examTexts);
  // antd gives undefined until the fields are there.
  const lines = (Form.useWatch(part, form) as (SittingLine | undefined)[] | undefined) ?? [];
  const minutesOf = (line: SittingLine | undefined) =>
    papers.find(({ id }) => id === line?.paperId)?.minutes ?? 0;
  const spans = lines.map((line) => ({
    room: line?.roomId ?? '',
    from: clockOf(line?.time ?? '') ?? 0,
    minutes: minutesOf(line),
    seats: Math.min(rooms.find(({ id }) => id === line?.roomId)?.seats ?? 0, mostSeats),
  }));
  const seats = countSeats(spans);
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  const next = (): SittingLine => {
    const last = lines.at(-1);
    if (!last) return { time: part === 'theory' ? '09:00' : '14:00' };
    // Another group in the same room begins when the one before it has ended.
    const time = part === 'practical' ? minutesAfter(last.time, minutesOf(last)) : last.time;
    return {
      ...(part === 'practical' && last.roomId ? { roomId: last.roomId } : {}),
      ...(last.paperId ? { paperId: last.paperId } : {}),
      time,
    };
  };
  return (
    <fieldset className="arrange-part">
      <legend>{t(`parts.${part}`)}</legend>
      {papers.length === 0 && (
        <Alert type="warning" showIcon title={t('noPaper')} description={t('noPaperDo')} />
      )}
      {rooms.length === 0 && (
        <Alert type="warning" showIcon title={t('noRoom')} description={t('noRoomDo')} />
      )}
      <Form.List name={part}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, index) => {
              const minutes = minutesOf(lines[index]);
              const time = lines[index]?.time ?? '';
              return (
                <div key={key} className="arrange-line">
                  <Form.Item name={[name, 'roomId']} label={t('room')} rules={required(t('room'))}>
                    <Select
                      options={rooms.map(({ id, venue, name: room, seats: places }) => ({
                        value: id,
                        label: t('roomOption', { venue, room, seats: places }),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'paperId']} label={t('paper')} rules={required(t('paper'))}>
                    <Select
                      options={papers.map(({ id, minutes: length, forms }) => ({
                        value: id,
                        label: t('paperOption', {
                          minutes: length,
                          forms,
                          id: id.slice(-6),
                        }),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'time']}
                    label={t('time')}
                    rules={required(t('time'))}
                    extra={
                      minutes > 0 && clockOf(time) !== null
                        ? t('endsAt', { time: minutesAfter(time, minutes) })
                        : undefined
                    }
                  >
                    <Input type="time" />
                  </Form.Item>
                  <Button
                    icon={<DeleteOutlined />}
                    aria-label={t('removeSitting')}
                    disabled={rows.length === 1}
                    onClick={() => remove(name)}
                  />
                </div>
              );
            })}
            <div className="arrange-foot">
              <Button
                type="dashed"
                icon={<PlusOutlined />}
                disabled={rows.length >= 50}
                onClick={() => add(next())}
              >
                {t(part === 'practical' ? 'addGroup' : 'addRoom')}
              </Button>
              <span className={seats < candidates ? 'seats-short' : 'quiet'} role="status">
                {t(seats < candidates ? 'seatsShort' : 'seatsEnough', { seats, candidates })}
              </span>
            </div>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
