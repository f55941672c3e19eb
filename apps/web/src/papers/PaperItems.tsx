import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { EyeOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented } from 'antd';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import { isItemKind, kindNames } from '../items/bank.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import { comparisonTexts } from './comparison-texts.ts';
import type { Cover } from './cover.ts';
import { FormComparison } from './FormComparison.tsx';
import { paperQuery } from './paper-query.ts';
import type { Paper } from './paper-query.ts';
import { nameOfRule, recountForms } from './rule-table.ts';
import { paperTexts } from './texts.ts';

type PaperItem = Paper['formItems'][number]['items'][number];

interface PaperItemsProps {
  cover: Cover;
  plan: Blueprint | PracticalBlueprint | null;
  ranges: readonly ContentRange[];
}

/** The items of a paper, shown after the person has asked for them: reading them is an act on record. */
export function PaperItems({ cover, plan, ranges }: PaperItemsProps) {
  const t = useTexts(paperTexts);
  const compared = useTexts(comparisonTexts);
  const may = useMay();
  const [isWanted, setWanted] = useState(false);
  const query = useQuery({ ...paperQuery(cover.id), enabled: isWanted });
  if (!may('readPaper')) return <Alert type="info" showIcon title={t('readForbidden')} />;
  if (cover.state === 'sealed' || cover.state === 'withdrawn')
    return <Alert type="info" showIcon title={t(`hidden.${cover.state}`)} />;
  if (!isWanted) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('readAsk')}
        description={t('readAskSay', { forms: cover.forms, items: cover.forms * cover.itemsPerForm })}
        action={
          <Button type="primary" icon={<EyeOutlined />} onClick={() => setWanted(true)}>
            {t('read')}
          </Button>
        }
      />
    );
  }
  return (
    <Loaded query={query}>
      {(paper) => (
        <ItemScreen>
          <Alert
            className="section"
            type="info"
            showIcon
            title={t('readRecorded')}
            action={
              paper.readFactId !== null && (
                <PlainLink href={`/ledger/${paper.readFactId}`}>{t('seeReading')}</PlainLink>
              )
            }
          />
          {plan?.part === 'theory' && <RecountAlert paper={paper} plan={plan} />}
          {paper.formItems.length > 1 && (
            <details className="section comparison">
              <summary>{compared('comparison')}</summary>
              <FormComparison forms={paper.formItems} ranges={ranges} />
            </details>
          )}
          <FormItems paper={paper} />
        </ItemScreen>
      )}
    </Loaded>
  );
}

function RecountAlert({ paper, plan }: { paper: Paper; plan: Blueprint }) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const join = useJoin();
  const { counted, broken, differing } = recountForms(plan, paper.formItems, paper.checks);
  const wrong = [...broken, ...differing];
  return wrong.length === 0 ? (
    <Alert
      className="section recount"
      type="success"
      showIcon
      title={t('recountGood', { count: counted })}
      description={t('recountSay')}
    />
  ) : (
    <Alert
      className="section recount"
      type="error"
      showIcon
      title={t('recountBad', {
        rules: join([...new Set(wrong.map(({ name }) => word(nameOfRule(name, []))))]),
      })}
    />
  );
}

function FormItems({ paper }: { paper: Paper }) {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const [label, setLabel] = useState(paper.formItems[0]?.label ?? 'A');
  const form = paper.formItems.find((each) => each.label === label);
  const figure = (value: number | null) => (value === null ? '—' : formats.number(value));
  return (
    <>
      <div className="scroll-x">
        <Segmented
          value={label}
          onChange={setLabel}
          options={paper.formItems.map((each) => ({
            value: each.label,
            label: t('formOf', { label: each.label }),
          }))}
        />
      </div>
      <LocalRows<PaperItem>
        key={label}
        rows={form?.items ?? []}
        rowKey={({ versionId }) => versionId}
        looksFor={t('looksForItem')}
        textOf={({ title, code, point }) => `${title} ${code} ${point ?? ''}`}
        columns={[
          {
            key: 'item',
            title: t('item'),
            width: 420,
            render: ({ position, versionId, title, code }) => (
              <span className="paper-item">
                <span className="paper-item-number">{position}</span>
                <span className="two-lines">
                  {may('readItem') ? (
                    <Link to="/items/$versionId" params={{ versionId }}>
                      {title}
                    </Link>
                  ) : (
                    <span>{title}</span>
                  )}
                  <span className="quiet code">{code}</span>
                </span>
              </span>
            ),
          },
          {
            key: 'kind',
            title: t('kind'),
            render: ({ interaction }) => (
              <span className="nowrap">{isItemKind(interaction) ? word(kindNames[interaction]) : ''}</span>
            ),
          },
          {
            key: 'point',
            title: t('point'),
            render: ({ point }) => <span className="code">{point ?? '—'}</span>,
          },
          { key: 'points', title: t('points'), align: 'right', render: ({ points }) => figure(points) },
          {
            key: 'difficulty',
            title: t('difficulty'),
            align: 'right',
            render: ({ difficulty }) => figure(difficulty),
          },
          { key: 'angoff', title: t('angoff'), align: 'right', render: ({ angoff }) => figure(angoff) },
          { key: 'seconds', title: t('seconds'), align: 'right', render: ({ seconds }) => figure(seconds) },
        ]}
        empty={{ say: t('papersOfEmpty') }}
      />
    </>
  );
}
