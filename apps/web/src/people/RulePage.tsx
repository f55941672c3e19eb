import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Typography } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { ruleRoute } from './routes.ts';
import { readBlocks } from './rule-text.ts';
import type { Block, Span } from './rule-text.ts';
import { stateOfRule } from './RulesPage.tsx';
import { peopleTexts } from './texts.ts';

type Rule = Awaited<ReturnType<typeof api.people.getRule>>;

const tones = { inForce: 'good', upcoming: 'waiting', superseded: 'quiet' } as const;

/** One version of a rule document: its text, the digest that the ledger has of it, and its other versions. */
export function RulePage() {
  const { ruleId } = ruleRoute.useParams();
  const query = useQuery({
    queryKey: ['people', 'getRule', ruleId],
    queryFn: ({ signal }) => api.people.getRule({ ruleId }, { signal }),
  });
  return <Loaded query={query}>{(rule) => <RuleView rule={rule} />}</Loaded>;
}

function RuleView({ rule }: { rule: Rule }) {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const formats = useFormats();
  const versions = rule.versions.map((each) => ({ ...each, slug: rule.slug }));
  const state = stateOfRule(rule, versions, todayInShanghai());
  return (
    <Page
      heading={word({ zh: rule.titleZh, en: rule.titleEn })}
      beside={<StateTag tone={tones[state]}>{t(state)}</StateTag>}
      say={`${t('version')} ${rule.version} · ${t('effectiveOn')} ${formats.date(rule.effectiveOn)}`}
    >
      <Card className="section rule-text" lang="zh-CN">
        {readBlocks(rule.body).map((block, index) => (
          <BlockView key={index} block={block} />
        ))}
      </Card>
      <Card className="section">
        <Descriptions
          column={1}
          className="record"
          items={[
            { key: 'publishedAt', label: t('publishedAt'), children: formats.instant(rule.publishedAt) },
            {
              key: 'sha256',
              label: t('textDigest'),
              children: (
                <Typography.Text code copyable className="digest">
                  {rule.sha256}
                </Typography.Text>
              ),
            },
            ...(rule.factId === null
              ? []
              : [
                  {
                    key: 'fact',
                    label: t('ledgerFact'),
                    children: <PlainLink href={`/ledger/${rule.factId}`}>{t('seeRuleFact')}</PlainLink>,
                  },
                ]),
            {
              key: 'versions',
              label: t('versions'),
              children: (
                <ul className="lines">
                  {rule.versions.map(({ id, version, effectiveOn }) => (
                    <li key={id}>
                      {id === rule.id ? (
                        version
                      ) : (
                        <Link to="/rule-documents/$ruleId" params={{ ruleId: id }}>
                          {version}
                        </Link>
                      )}{' '}
                      <span className="quiet">{formats.date(effectiveOn)}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === 'list') {
    const items = block.items.map((spans, index) => (
      <li key={index}>
        <Spans spans={spans} />
      </li>
    ));
    return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  const spans = <Spans spans={block.spans} />;
  if (block.kind === 'paragraph') return <p>{spans}</p>;
  // The page has its own first heading.
  return block.level === 3 ? <h3>{spans}</h3> : <h2 className={`rule-heading-${block.level}`}>{spans}</h2>;
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ text, look }, index) =>
    look === 'bold' ? (
      <strong key={index}>{text}</strong>
    ) : look === 'emphasis' ? (
      <em key={index}>{text}</em>
    ) : (
      text
    ),
  );
}
