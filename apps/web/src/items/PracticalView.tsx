import { Card, Descriptions } from 'antd';
import type { PracticalItem, Supply } from '@jiangping/domain/items/item';
import { useTexts } from '../shell/language.ts';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { itemTexts } from './texts.ts';

/** A practical item as its three documents: preparation notice, task, scoring record. */
export function PracticalView({ item }: { item: PracticalItem }) {
  const t = useTexts(itemTexts);
  const { preparation, task } = item;
  return (
    <>
      <Card className="section item-card">
        <p className="item-text" lang="zh-CN">
          {item.title}
        </p>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 3 }}
          items={[
            { key: 'weight', label: t('weight'), children: t('weightOf', { weight: item.weight }) },
            { key: 'minutes', label: t('seconds'), children: t('minutesOf', { minutes: item.minutes }) },
            {
              key: 'required',
              label: t('choice'),
              children: t(item.required ? 'requiredItem' : 'optionalItem'),
            },
          ]}
        />
      </Card>
      <Card className="section" title={t('preparation')}>
        <Supplies name={t('venueSupplies')} supplies={preparation.venue} />
        <Supplies name={t('candidateSupplies')} supplies={preparation.candidate} />
        {preparation.notes !== '' && (
          <>
            <h3>{t('notes')}</h3>
            <p className="item-prose" lang="zh-CN">
              {preparation.notes}
            </p>
          </>
        )}
      </Card>
      <Card className="section" title={t('task')}>
        <Lines name={t('requirements')} lines={task.requirements} />
        <Lines name={t('steps')} lines={task.steps} />
        <Lines name={t('safety')} lines={task.safety} />
      </Card>
      <Scoring item={item} />
    </>
  );
}

function Supplies({ name, supplies }: { name: string; supplies: readonly Supply[] }) {
  const t = useTexts(itemTexts);
  if (supplies.length === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <Rows
        rows={supplies}
        rowKey={(supply) => `${supply.name} ${supply.spec}`}
        columns={[
          { key: 'name', title: t('supply'), width: 160, render: (supply) => supply.name },
          {
            key: 'spec',
            title: t('spec_'),
            render: (supply) => <span className="item-prose">{supply.spec}</span>,
          },
          {
            key: 'quantity',
            title: t('quantity'),
            width: 200,
            render: (supply) => <span className="item-prose">{supply.quantity}</span>,
          },
        ]}
        empty={null}
      />
    </>
  );
}

function Lines({ name, lines }: { name: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <ol className="item-lines" lang="zh-CN">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  );
}

function Scoring({ item }: { item: PracticalItem }) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  const { rows, fatal } = item.scoring;
  return (
    <Card className="section" title={t('scoring')}>
      <Rows
        rows={rows}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'element',
            title: t('element'),
            width: 180,
            render: ({ code, element }) => (
              <span>
                <span className="code quiet">{code}</span> {element}
              </span>
            ),
          },
          {
            key: 'points',
            title: t('points'),
            align: 'right',
            render: ({ points }) => formats.number(points),
          },
          {
            key: 'rule',
            title: t('rule'),
            render: ({ rule }) => <span className="item-prose">{rule}</span>,
          },
          { key: 'step', title: t('step'), align: 'right', render: ({ step }) => formats.number(step) },
        ]}
        empty={null}
      />
      <p>
        <strong>
          {t('sum')} {formats.number(rows.reduce((sum, { points }) => sum + points, 0))}
        </strong>
      </p>
      {fatal.length > 0 && (
        <>
          <h3>{t('fatal')}</h3>
          <p className="quiet">{t('fatalSay')}</p>
          <ul className="item-lines" lang="zh-CN">
            {fatal.map(({ code, text }) => (
              <li key={code}>
                <span className="code quiet">{code}</span> {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
