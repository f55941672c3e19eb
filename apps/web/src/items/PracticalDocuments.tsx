// The three documents of a practical item as they are handed out: A4, each beginning on a page of its own.
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { PracticalItem, Supply } from '@jiangping/domain/items/item';
import { levelNames } from '@jiangping/domain/standards/level';
import './items.css';
import './practical.css';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { useFormats } from '../shell/times.ts';
import type { Item } from './item.ts';
import { itemQuery } from './item-query.ts';
import { practicalTexts } from './practical-texts.ts';
import { documentsRoute } from './routes.ts';
import { itemTexts } from './texts.ts';

/** Preparation notice, task and scoring record of a version, to look at and to print; seeing them is an act on record. */
export function PracticalDocuments() {
  const { versionId } = documentsRoute.useParams();
  const query = useQuery(itemQuery(versionId));
  return <Loaded query={query}>{(item) => <Documents item={item} />}</Loaded>;
}

function Documents({ item }: { item: Item }) {
  const t = useTexts(practicalTexts);
  const items = useTexts(itemTexts);
  const back = (
    <LinkButton href={`/items/${item.versionId}`} type="default">
      {t('back')}
    </LinkButton>
  );
  return (
    <ItemScreen>
      <Page
        heading={t('printHeading', { code: item.code })}
        say={t('printSay')}
        acts={
          <>
            {back}
            {item.part === 'practical' && (
              <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
                {t('doPrint')}
              </Button>
            )}
          </>
        }
      >
        {item.part === 'practical' ? (
          // The table holds nothing that is not of the shape of its part.
          <Sheets item={item} body={item.body as unknown as PracticalItem} />
        ) : (
          <Alert type="info" showIcon title={items('noPlace')} />
        )}
      </Page>
    </ItemScreen>
  );
}

function Sheets({ item, body }: { item: Item; body: PracticalItem }) {
  const t = useTexts(practicalTexts);
  const { preparation, task } = body;
  return (
    <div className="documents" lang="zh-CN">
      <Sheet item={item} body={body} heading={t('preparationDoc')}>
        <SupplyTable name={t('venue')} supplies={preparation.venue} />
        <SupplyTable name={t('candidate')} supplies={preparation.candidate} />
        {preparation.notes !== '' && (
          <>
            <h3>{t('notes')}</h3>
            <p className="document-prose">{preparation.notes}</p>
          </>
        )}
      </Sheet>
      <Sheet item={item} body={body} heading={t('taskDoc')}>
        <Blanks names={[t('candidateName'), t('ticket'), t('seat'), t('date')]} />
        <LineList name={t('requirements')} lines={task.requirements} />
        <LineList name={t('taskSteps')} lines={task.steps} />
        <LineList name={t('safety')} lines={task.safety} />
      </Sheet>
      <Sheet item={item} body={body} heading={t('scoringDoc')}>
        <Blanks names={[t('candidateName'), t('ticket'), t('seat'), t('date')]} />
        <ScoringTable body={body} />
        <Blanks names={[t('judge'), t('chief'), t('date')]} />
      </Sheet>
    </div>
  );
}

interface SheetProps {
  item: Item;
  body: PracticalItem;
  heading: string;
  children: ReactNode;
}

function Sheet({ item, body, heading, children }: SheetProps) {
  const t = useTexts(practicalTexts);
  const items = useTexts(itemTexts);
  const word = useWord();
  const formats = useFormats();
  const facts = [
    [t('occupation'), word(item.occupation)],
    [t('level'), word(levelNames[item.level])],
    [t('itemTitle'), body.title],
    [t('itemCode'), `${item.code} · ${items('versionOf', { version: item.version })}`],
    [t('time'), items('minutesOf', { minutes: formats.number(body.minutes) })],
    [t('fullMarks'), t('hundred')],
  ] as const;
  return (
    <section className="document">
      <h2>{heading}</h2>
      <dl className="document-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

function Blanks({ names }: { names: readonly string[] }) {
  return (
    <div className="document-blanks">
      {names.map((name) => (
        <span key={name}>
          {name}
          <span className="document-blank" />
        </span>
      ))}
    </div>
  );
}

function SupplyTable({ name, supplies }: { name: string; supplies: readonly Supply[] }) {
  const t = useTexts(practicalTexts);
  if (supplies.length === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <table>
        <thead>
          <tr>
            <th className="narrow">{t('number')}</th>
            <th>{t('supply')}</th>
            <th>{t('spec')}</th>
            <th>{t('quantity')}</th>
          </tr>
        </thead>
        <tbody>
          {supplies.map((supply, i) => (
            <tr key={i}>
              <td className="narrow">{i + 1}</td>
              <td>{supply.name}</td>
              <td>{supply.spec}</td>
              <td>{supply.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function LineList({ name, lines }: { name: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <ol>
        {lines.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ol>
    </>
  );
}

function ScoringTable({ body }: { body: PracticalItem }) {
  const t = useTexts(practicalTexts);
  const formats = useFormats();
  const { rows, fatal } = body.scoring;
  return (
    <table>
      <thead>
        <tr>
          <th className="narrow">{t('number')}</th>
          <th>{t('element')}</th>
          <th className="narrow">{t('points')}</th>
          <th className="wide">{t('rule')}</th>
          <th className="narrow">{t('step')}</th>
          <th className="narrow">{t('minus')}</th>
          <th className="narrow">{t('score')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, element, points, rule, step }) => (
          <tr key={code}>
            <td className="narrow">{code}</td>
            <td>{element}</td>
            <td className="narrow">{formats.number(points)}</td>
            <td>{rule}</td>
            <td className="narrow">{formats.number(step)}</td>
            <td />
            <td />
          </tr>
        ))}
        <tr className="document-total">
          <td colSpan={2}>{t('total')}</td>
          <td className="narrow">{formats.number(rows.reduce((sum, { points }) => sum + points, 0))}</td>
          <td colSpan={2} />
          <td />
          <td />
        </tr>
        {fatal.map(({ code, text }, i) => (
          <tr key={code}>
            <td className="narrow">{code}</td>
            {i === 0 && <td rowSpan={fatal.length}>{t('fatal')}</td>}
            <td colSpan={3}>{text}</td>
            <td colSpan={2} className="narrow">
              {t('yes')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
