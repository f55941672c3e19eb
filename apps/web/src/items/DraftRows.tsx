import { useState } from 'react';
import { Alert, Button, Card, Modal } from 'antd';
import type { BankDraft } from '@jiangping/formats/question/bank-draft';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { kindNames } from './bank.ts';
import { FactsFields } from './FactsFields.tsx';
import { factsOf, missingFacts } from './import-facts.ts';
import type { FactName, SomeFacts } from './import-facts.ts';
import { importTexts } from './import-texts.ts';
import type { SpecBody } from './PointSelect.tsx';
import { itemTexts } from './texts.ts';

/** What a clerk says of the items of a file. */
export interface GivenFacts {
  readonly defaults: SomeFacts;
  /** By the place of the item in the file. */
  readonly own: ReadonlyMap<number, SomeFacts>;
}

export const nothingGiven: GivenFacts = { defaults: {}, own: new Map() };

interface DraftRowsProps {
  drafts: readonly BankDraft[];
  given: GivenFacts;
  onGive: (given: GivenFacts) => void;
  spec: SpecBody | null;
  points: ReadonlyMap<string, string>;
}

/** The items of a file, and what is asked of the clerk about them before they are checked. */
export function DraftRows({ drafts, given, onGive, spec, points }: DraftRowsProps) {
  const t = useTexts(importTexts);
  const ti = useTexts(itemTexts);
  const join = useJoin();
  const word = useWord();
  const [edited, setEdited] = useState<number | null>(null);
  const rows = drafts.map((draft, place) => {
    const facts = factsOf(draft, given.own.get(place), given.defaults, points);
    return { ...draft, place, given: facts, missing: missingFacts(facts) };
  });
  const lacking = drafts.filter(
    (draft, place) => missingFacts(factsOf(draft, given.own.get(place), {}, points)).length > 0,
  ).length;
  const open = rows.filter(({ missing }) => missing.length > 0);
  const nameOf = (fact: FactName) => ti(fact);
  const stillMissing = [...new Set(open.flatMap(({ missing }) => missing))];
  const row = edited === null ? undefined : rows[edited];
  return (
    <>
      <Card className="section" title={t('defaults')}>
        {lacking === 0 ? (
          <p className="quiet">{t('defaultsNone')}</p>
        ) : (
          <>
            <p className="quiet">{t('defaultsSay', { count: lacking })}</p>
            <FactsFields
              name="default"
              facts={given.defaults}
              onChange={(defaults) => onGive({ ...given, defaults })}
              spec={spec}
            />
          </>
        )}
        {open.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('stillMissing', { count: open.length, facts: join(stillMissing.map(nameOf)) })}
          />
        )}
      </Card>
      <Card className="section" title={t('drafts')}>
        <LocalRows
          rows={rows}
          rowKey={({ place }) => String(place)}
          looksFor={t('looksForDraft')}
          textOf={({ id, content }) => `${id} ${content.stem}`}
          columns={[
            {
              key: 'stem',
              title: ti('title'),
              width: 340,
              render: ({ id, content }) => (
                <span className="item-cell">
                  <span className="item-stem" lang="zh-CN">
                    {content.stem}
                  </span>
                  <span className="quiet code">{id}</span>
                </span>
              ),
            },
            {
              key: 'kind',
              title: ti('kind'),
              render: ({ content }) => <span className="nowrap">{word(kindNames[content.interaction])}</span>,
            },
            {
              key: 'point',
              title: ti('point'),
              render: (each) => <span className="code">{each.given.point ?? '—'}</span>,
            },
            {
              key: 'figures',
              title: ti('difficulty'),
              align: 'right',
              render: (each) => each.given.difficulty ?? '—',
            },
            {
              key: 'missing',
              title: t('missing'),
              render: ({ missing }) =>
                missing.length === 0 ? (
                  <StateTag tone="good">{t('complete')}</StateTag>
                ) : (
                  <span className="facts-missing">{join(missing.map(nameOf))}</span>
                ),
            },
          ]}
          rowActs={({ place }) => (
            <Button size="small" onClick={() => setEdited(place)}>
              {t('edit')}
            </Button>
          )}
          empty={{ say: t('noDrafts') }}
        />
      </Card>
      <Modal
        title={row && t('editOf', { id: row.id })}
        open={row !== undefined}
        onCancel={() => setEdited(null)}
        onOk={() => setEdited(null)}
        okText={t('done')}
        cancelButtonProps={{ style: { display: 'none' } }}
        width={680}
        destroyOnHidden
      >
        {row && (
          <>
            <p lang="zh-CN">{row.content.stem}</p>
            <FactsFields
              name={`own-${String(row.place)}`}
              facts={row.given}
              onChange={(facts) => onGive({ ...given, own: new Map([...given.own, [row.place, facts]]) })}
              spec={spec}
            />
          </>
        )}
      </Modal>
    </>
  );
}
