import { Form, Input, Select } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Period } from '../shell/cells.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai } from '../shell/times.ts';
import { OccupationsSelect } from '../standards/OccupationsSelect.tsx';
import { PersonSelect } from '../people/PersonSelect.tsx';
import { cardTexts } from './texts.ts';

const kinds = ['assessor', 'senior_assessor', 'supervisor', 'administrator', 'reviewer'] as const;
type CardKind = (typeof kinds)[number];

const tones = { in_force: 'good', suspended: 'bad', revoked: 'quiet' } as const;

/** The card register. */
export function CardsPage() {
  const t = useTexts(cardTexts);
  const join = useJoin();
  const word = useWord();
  const may = useMay();
  const issue = may('issueCard') && <IssueCardButton />;
  return (
    <ListPage
      heading={t('cards')}
      say={t('cardsSay')}
      queryKey={['cards', 'listCards']}
      load={(query, { kind, on }, signal) => {
        const chosen = kinds.find((each) => each === kind);
        return api.cards.listCards(
          { ...query, ...(chosen ? { kind: chosen } : {}), ...(on ? { on } : {}) },
          { signal },
        );
      }}
      rowKey={({ id }) => id}
      looksFor={t('looksForCard')}
      filters={[
        {
          name: 'kind',
          label: t('kind'),
          options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
        },
        { name: 'on', label: t('validOn') },
      ]}
      toolbar={issue}
      columns={[
        { key: 'person', title: t('person'), width: 180, render: ({ person }) => person.name },
        { key: 'number', title: t('number'), render: ({ number }) => <span className="code">{number}</span> },
        { key: 'kind', title: t('kind'), render: ({ kind }) => t(`kinds.${kind}`) },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => <StateTag tone={tones[state]}>{t(`states.${state}`)}</StateTag>,
        },
        {
          key: 'occupations',
          title: t('occupations'),
          render: ({ occupations }) =>
            occupations.length === 0 ? (
              <span className="quiet">{t('anyOccupation')}</span>
            ) : (
              <span className="source">{join(occupations.map((occupation) => word(occupation)))}</span>
            ),
        },
        {
          key: 'period',
          title: t('period'),
          render: ({ validFrom, validTo }) => <Period from={validFrom} to={validTo} />,
        },
      ]}
      empty={{ say: t('cardsEmpty'), act: issue }}
    />
  );
}

interface CardValues {
  personId: string;
  kind: CardKind;
  number: string;
  occupationIds?: string[];
  validFrom: string;
  validTo: string;
}

function IssueCardButton() {
  const t = useTexts(cardTexts);
  const today = todayInShanghai();
  const required = (label: string) => ({ required: true, message: t('required', { label }) });
  return (
    <ActButton<CardValues, { factId: string }>
      label={t('issue')}
      say={t('issueSay')}
      initial={{
        kind: 'assessor',
        validFrom: today,
        validTo: `${Number(today.slice(0, 4)) + 3}${today.slice(4)}`,
      }}
      refreshes={[['cards']]}
      run={({ personId, kind, number, occupationIds = [], validFrom, validTo }, options) =>
        api.cards.issueCard({ personId, kind, number, occupationIds, validFrom, validTo }, options)
      }
      fields={
        <>
          <Form.Item name="personId" label={t('person')} rules={[required(t('person'))]}>
            <PersonSelect />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={[required(t('kind'))]}>
            <Select options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="number"
            label={t('number')}
            rules={[required(t('number')), { pattern: /^[A-Z0-9-]{4,30}$/, message: t('numberRule') }]}
          >
            <Input maxLength={30} className="code" autoComplete="off" />
          </Form.Item>
          <Form.Item name="occupationIds" label={t('occupations')} extra={t('occupationsHint')}>
            <OccupationsSelect />
          </Form.Item>
          <div className="two-columns">
            <Form.Item name="validFrom" label={t('validFrom')} rules={[required(t('validFrom'))]}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="validTo" label={t('validTo')} rules={[required(t('validTo'))]}>
              <Input type="date" />
            </Form.Item>
          </div>
        </>
      }
    />
  );
}
