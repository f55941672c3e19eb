import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQueries, useQuery } from '@tanstack/react-query';
import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Pagination, QRCode } from 'antd';
import './batches.css';
import { levelNames } from '@jiangping/domain/standards/level';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import { batchQuery } from './batch.ts';
import type { Batch } from './batch.ts';
import { examTexts } from './exam-texts.ts';
import { ticketSheetsRoute } from './routes.ts';
import { addressOf, ticketsQuery } from './tickets.ts';

type Ticket = Awaited<ReturnType<typeof api.batches.listTickets>>[number];

const onePrint = 40;

/** The tickets as sheets to print and cut, forty at a time. */
export function TicketSheetsPage() {
  const { batchId } = ticketSheetsRoute.useParams();
  const t = useTexts(examTexts);
  const navigate = useNavigate();
  const { page: pageText = '1' } = useSearch({ strict: false });
  const page = Math.max(1, Number.parseInt(pageText, 10) || 1);
  const batch = useQuery(batchQuery(batchId));
  const tickets = useQuery(ticketsQuery(batchId));
  return (
    <Loaded query={batch}>
      {(known) => (
        <Loaded query={tickets}>
          {(all) => (
            <Page
              heading={t('ticketSheets')}
              say={
                <span className="no-print">
                  <PlainLink href={`/batches/${batchId}/tickets`}>{known.code}</PlainLink> ·{' '}
                  {t('ticketSheetsSay', { count: all.length, each: onePrint })}
                </span>
              }
              acts={
                <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
                  {t('print')}
                </Button>
              }
            >
              {all.length === 0 ? (
                <Alert type="info" showIcon title={t('ticketsEmpty')} />
              ) : (
                <Sheets batch={known} tickets={all.slice((page - 1) * onePrint, page * onePrint)} />
              )}
              {all.length > onePrint && (
                <Flex justify="center" className="no-print">
                  <Pagination
                    current={page}
                    pageSize={onePrint}
                    total={all.length}
                    showSizeChanger={false}
                    onChange={(next) =>
                      void navigate({
                        to: '.',
                        search: { page: next === 1 ? undefined : String(next) } as never,
                      })
                    }
                  />
                </Flex>
              )}
            </Page>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function Sheets({ batch, tickets }: { batch: Batch; tickets: readonly Ticket[] }) {
  // Rooms and seats stand on the ticket itself, as its candidate sees it.
  const details = useQueries({
    queries: tickets.map(({ token }) => ({
      queryKey: ['batches', 'getTicket', token],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.batches.getTicket({ token }, { signal }),
      staleTime: 60_000,
    })),
  });
  return (
    <div className="ticket-sheets">
      {tickets.map((ticket, index) => (
        <TicketSheet
          key={ticket.entryId}
          batch={batch}
          ticket={ticket}
          detail={details[index]?.data ?? null}
        />
      ))}
    </div>
  );
}

interface TicketSheetProps {
  batch: Batch;
  ticket: Ticket;
  detail: Awaited<ReturnType<typeof api.batches.getTicket>> | null;
}

function TicketSheet({ batch, ticket, detail }: TicketSheetProps) {
  const t = useTexts(examTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <article className="ticket-sheet">
      <header>
        <h2>{t('ticketTitle')}</h2>
        <span>{word(batch.site)}</span>
      </header>
      <div className="ticket-sheet-body">
        <dl>
          <Line name={t('candidate')} text={ticket.name} />
          <Line name={t('ticketNumber')} text={ticket.number} isCode />
          {detail && <Line name={t('idNumber')} text={detail.idNumberMasked} isCode />}
          <Line
            name={t('occupation')}
            text={`${word(batch.occupation)} · ${word(levelNames[batch.level])}`}
          />
          {detail ? (
            detail.sittings.map(({ part, roomName, seat, startsAt, minutes }) => (
              <Line
                key={part}
                name={t(`parts.${part}`)}
                text={t('sittingLine', { at: formats.instant(startsAt), minutes, room: roomName, seat })}
              />
            ))
          ) : (
            <Line name={t('examOn')} text={formats.date(batch.examOn)} />
          )}
        </dl>
        <span aria-hidden="true">
          <QRCode value={addressOf(ticket.link)} type="svg" size={116} bordered={false} errorLevel="M" />
        </span>
      </div>
      <p>{t('ticketRules')}</p>
    </article>
  );
}

function Line({ name, text, isCode = false }: { name: string; text: string; isCode?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isCode ? 'code' : ''}>{text}</dd>
    </div>
  );
}
