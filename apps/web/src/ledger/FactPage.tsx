import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions } from 'antd';
import { api, statusOf } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { factNames } from './fact-names.ts';
import { checkProof, readFact } from './fact.ts';
import type { CheckedProof } from './fact.ts';
import { useActor } from './LedgerPage.tsx';
import { factRoute } from './routes.ts';
import { ledgerTexts } from './texts.ts';

/** One fact, and its proof computed in this browser. */
export function FactPage() {
  const { factId } = factRoute.useParams();
  const t = useTexts(ledgerTexts);
  const word = useWord();
  const formats = useFormats();
  const actor = useActor();
  const query = useQuery({
    queryKey: ['ledger', 'getFactProof', factId],
    queryFn: async ({ signal }) => {
      const [proof, { logKey }] = await Promise.all([
        api.ledger.getFactProof({ factId }, { signal }),
        api.ledger.getCheckpoint(undefined, { signal }),
      ]);
      return { proof, fact: readFact(proof.fact), checked: checkProof(proof, logKey) };
    },
    // A fact gets its place in the log a moment after its act.
    retry: (failures, error) => statusOf(error) !== 401 && failures < 4,
    retryDelay: 500,
  });
  return (
    <Loaded query={query}>
      {({ proof, fact, checked }) => (
        <Page
          heading={fact ? word(factNames[fact.kind], fact.kind) : t('unreadable')}
          beside={
            checked.isSigned && checked.isIncluded ? (
              <StateTag tone="good">{t('holds')}</StateTag>
            ) : (
              <StateTag tone="bad">{t('fails')}</StateTag>
            )
          }
          say={t('position', { index: formats.number(proof.index + 1), size: formats.number(proof.size) })}
        >
          {fact && (
            <Card className="section" title={t('fact')}>
              <Descriptions
                column={{ xs: 1, md: 2 }}
                items={[
                  { key: 'at', label: t('at'), children: formats.instant(fact.at, true) },
                  { key: 'by', label: t('by'), children: actor(fact.actor) },
                  { key: 'kind', label: t('kind'), children: <span className="code">{fact.kind}</span> },
                  {
                    key: 'subject',
                    label: t('subject'),
                    children: <span className="code">{`${fact.subject.type} ${fact.subject.id}`}</span>,
                  },
                ]}
              />
              <h2>{t('factData')}</h2>
              <pre className="raw">{JSON.stringify(fact.data, null, 2)}</pre>
            </Card>
          )}
          <ProofCard checked={checked} count={proof.inclusion.length} />
          <Card className="section" title={t('rawText')}>
            <pre className="raw">{proof.fact}</pre>
            <pre className="raw">{proof.checkpoint}</pre>
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

function ProofCard({ checked, count }: { checked: CheckedProof; count: number }) {
  const t = useTexts(ledgerTexts);
  const steps = [
    { name: t('stepLeaf'), detail: checked.leaf, holds: checked.leaf !== '' },
    { name: t('stepRoot', { count }), detail: checked.root, holds: checked.isIncluded },
    { name: t('stepSigned'), detail: '', holds: checked.isSigned },
  ];
  return (
    <Card className="section" title={t('proof')}>
      <p className="quiet">{t('proofSay')}</p>
      <ol className="steps">
        {steps.map(({ name, detail, holds }) => (
          <li key={name}>
            <div>
              {name} <StateTag tone={holds ? 'good' : 'bad'}>{holds ? t('holds') : t('fails')}</StateTag>
            </div>
            {detail !== '' && <div className="code quiet">{detail}</div>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
