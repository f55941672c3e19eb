import { useQuery } from '@tanstack/react-query';
import { Badge, Card, Result } from 'antd';
import { CheckCircleOutlined } from '@ant-design/icons';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMe } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { placeOfTask, taskNames } from './task-names.ts';
import { workbenchTexts } from './texts.ts';

type Task = Awaited<ReturnType<typeof api.reports.getWorkbench>>[number];

/** What waits for the caller today: counts, deadlines and the first rows, each a link to where it is done. */
export function WorkbenchPage() {
  const t = useTexts(workbenchTexts);
  const formats = useFormats();
  const { person } = useMe();
  const query = useQuery({
    queryKey: ['reports', 'getWorkbench'],
    queryFn: ({ signal }) => api.reports.getWorkbench(undefined, { signal }),
    refetchInterval: 60_000,
  });
  return (
    <Loaded query={query}>
      {(all) => {
        const tasks = all.filter(({ count }) => count > 0);
        const count = tasks.reduce((sum, task) => sum + task.count, 0);
        const date = formats.date(todayInShanghai());
        return (
          <Page
            heading={t('greeting', { name: person.name })}
            say={count > 0 ? t('say', { date, count }) : t('sayNone', { date })}
          >
            {count === 0 && (
              <Card className="section">
                <Result icon={<CheckCircleOutlined />} title={t('restful')} subTitle={t('restfulSay')} />
              </Card>
            )}
            <div className="tasks">
              {tasks.map((task) => (
                <TaskCard key={task.task} task={task} />
              ))}
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

function TaskCard({ task: { task, count, link, dueOn, rows } }: { task: Task }) {
  const t = useTexts(workbenchTexts);
  const word = useWord();
  const formats = useFormats();
  const isOverdue = dueOn !== null && dueOn < todayInShanghai();
  return (
    <Card
      className="task-card"
      title={
        <PlainLink href={link} className="task-title">
          {word(taskNames[task], task)}
        </PlainLink>
      }
      extra={<Badge count={count} overflowCount={9999} color="#1d3f72" title={String(count)} />}
    >
      {dueOn !== null && (
        <p>
          <StateTag tone={isOverdue ? 'bad' : 'waiting'}>
            {t(isOverdue ? 'overdue' : 'dueOn', { date: formats.date(dueOn) })}
          </StateTag>
        </p>
      )}
      <ul className="task-rows">
        {rows.map((row) => (
          <li key={row.link}>
            <PlainLink href={placeOfTask(task, row.link)}>{row.title}</PlainLink>
          </li>
        ))}
      </ul>
      {count > rows.length && <PlainLink href={link}>{t('seeAll', { count })}</PlainLink>}
    </Card>
  );
}
