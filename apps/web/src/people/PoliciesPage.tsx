import { policies } from '@jiangping/domain/policies';
import { levelNames } from '@jiangping/domain/standards/level';
import { api } from '../shell/api.ts';
import { Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { PublishPolicyButton } from './PublishPolicyButton.tsx';
import { peopleTexts } from './texts.ts';
import { unitNames } from './unit-names.ts';

type Policy = Awaited<ReturnType<typeof api.people.listPolicies>>[number];

const tones = { confirmed: 'good', unconfirmed: 'warning', own: 'quiet' } as const;
const known: Readonly<Record<string, { zh: string; en: string; unit: string }>> = policies;

/** Every number of the trade: its value on a day, the document and the clause, and how well the source is known. */
export function PoliciesPage() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const may = useMay();
  const publish = may('publishPolicy') && <PublishPolicyButton />;
  const textOf = ({ key, sourceDocument, clause }: Policy) =>
    `${key} ${known[key]?.zh ?? ''} ${known[key]?.en ?? ''} ${sourceDocument} ${clause}`;
  return (
    <ListPage
      heading={t('policies')}
      say={t('policiesSay')}
      queryKey={['people', 'listPolicies']}
      load={async ({ q }, { on, confidence }, signal) => {
        const rows = await api.people.listPolicies({ on: on ?? todayInShanghai() }, { signal });
        const found = rows.filter(
          (row) =>
            (!q || textOf(row).toLowerCase().includes(q.toLowerCase())) &&
            (!confidence || row.confidence === confidence),
        );
        return { rows: found, total: found.length };
      }}
      isWhole
      rowKey={({ key, validFrom }) => `${key} ${validFrom}`}
      looksFor={t('looksForPolicy')}
      filters={[
        { name: 'on', label: t('onDay') },
        {
          name: 'confidence',
          label: t('confidence'),
          options: (Object.keys(tones) as (keyof typeof tones)[]).map((value) => ({
            value,
            label: t(`confidences.${value}`),
          })),
        },
      ]}
      toolbar={publish}
      columns={[
        {
          key: 'policy',
          title: t('policy'),
          width: 220,
          render: ({ key }) => (
            <span className="two-lines">
              <span>{word(known[key], key)}</span>
              <span className="quiet code">{key}</span>
            </span>
          ),
        },
        { key: 'value', title: t('value'), align: 'right', render: (row) => <PolicyValue policy={row} /> },
        {
          key: 'confidence',
          title: t('confidence'),
          render: ({ confidence }) => (
            <StateTag tone={tones[confidence]}>{t(`confidences.${confidence}`)}</StateTag>
          ),
        },
        {
          key: 'source',
          title: t('source'),
          render: ({ sourceDocument, clause }) => (
            <span className="two-lines source">
              <span>{sourceDocument}</span>
              <span className="quiet">{clause}</span>
            </span>
          ),
        },
        {
          key: 'period',
          title: t('period'),
          render: ({ validFrom, validTo }) => <Period from={validFrom} to={validTo} />,
        },
      ]}
      empty={{ say: t('policiesEmpty'), act: publish }}
    />
  );
}

function PolicyValue({ policy: { key, value } }: { policy: Policy }) {
  const word = useWord();
  const formats = useFormats();
  const unit = known[key]?.unit ?? '';
  if (typeof value === 'number') {
    const text =
      unit === 'share' ? `${formats.number(Math.round(value * 10_000) / 100)} %` : formats.number(value);
    return (
      <span className="nowrap">
        <strong>{text}</strong> {word(unitNames[unit], unit)}
      </span>
    );
  }
  const names: Readonly<Record<string, { zh: string; en: string }>> = levelNames;
  const values = typeof value === 'string' ? [value] : value;
  return (
    <ul className="lines">
      {values.map((each) => (
        <li key={each}>
          <strong>{word(names[each], each)}</strong>
        </li>
      ))}
    </ul>
  );
}
