import { useQuery } from '@tanstack/react-query';
import { CopyOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { useBatch } from './batch.ts';
import { PlainAct } from './BatchActs.tsx';
import { examTexts } from './exam-texts.ts';
import { addressOf, ticketsQuery } from './tickets.ts';

/** The tickets of a batch with the links that candidates open; who holds a link can enter with the end of the ID number. */
export function TicketsTab() {
  const t = useTexts(examTexts);
  const batch = useBatch();
  const { message } = App.useApp();
  const query = useQuery(ticketsQuery(batch.id));
  const copy = (link: string) =>
    navigator.clipboard.writeText(link).then(
      () => void message.success(t('linkCopied')),
      () => void message.error(t('linkNotCopied')),
    );
  return (
    <Loaded query={query}>
      {(tickets) => (
        <LocalRows
          rows={tickets}
          rowKey={({ entryId }) => entryId}
          looksFor={t('looksForTicket')}
          textOf={({ name, number }) => `${name} ${number}`}
          toolbar={
            tickets.length > 0 && (
              <LinkButton href={`/batches/${batch.id}/ticket-sheets`} icon={<PrinterOutlined />}>
                {t('printTickets')}
              </LinkButton>
            )
          }
          columns={[
            { key: 'name', title: t('candidate'), render: ({ name }) => name },
            {
              key: 'number',
              title: t('ticketNumber'),
              render: ({ number }) => <span className="code nowrap">{number}</span>,
            },
            {
              key: 'link',
              title: t('ticketLink'),
              render: ({ link }) => (
                <a href={addressOf(link)} target="_blank" rel="noreferrer" className="ticket-link code">
                  {link}
                </a>
              ),
            },
          ]}
          rowActs={({ link }) => (
            <Button type="link" icon={<CopyOutlined />} onClick={() => void copy(addressOf(link))}>
              {t('copyLink')}
            </Button>
          )}
          empty={{
            say: t(batch.acts.includes('issueTickets') ? 'ticketsEmptyIssue' : 'ticketsEmpty'),
            ...(batch.acts.includes('issueTickets')
              ? { act: <PlainAct act="issueTickets" batch={batch} /> }
              : {}),
          }}
        />
      )}
    </Loaded>
  );
}
