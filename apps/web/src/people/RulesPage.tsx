import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { peopleTexts } from './texts.ts';

type Rule = Awaited<ReturnType<typeof api.people.listRules>>[number];

/** Which version of a rule document counts today: the last that has begun. */
export function stateOfRule(
  rule: Pick<Rule, 'slug' | 'effectiveOn'>,
  all: readonly Pick<Rule, 'slug' | 'effectiveOn'>[],
  today: string,
): 'inForce' | 'upcoming' | 'superseded' {
  if (rule.effectiveOn > today) return 'upcoming';
  const isLatest = all.every(
    (other) => other.slug !== rule.slug || other.effectiveOn > today || other.effectiveOn <= rule.effectiveOn,
  );
  return isLatest ? 'inForce' : 'superseded';
}

const tones = { inForce: 'good', upcoming: 'waiting', superseded: 'quiet' } as const;

/** The scheme and the rule documents with all their versions. */
export function RulesPage() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const publish = may('publishRule') && <PublishRuleButton />;
  return (
    <ListPage
      heading={t('rules')}
      say={t('rulesSay')}
      queryKey={['people', 'listRules']}
      load={async ({ q }, _, signal) => {
        const rules = await api.people.listRules(undefined, { signal });
        const rows = rules
          .filter((rule) => !q || `${rule.titleZh} ${rule.titleEn} ${rule.version} ${rule.slug}`.includes(q))
          .map((rule) => ({ ...rule, state: stateOfRule(rule, rules, todayInShanghai()) }));
        return { rows, total: rows.length };
      }}
      isWhole
      rowKey={({ id }) => id}
      looksFor={t('looksForRule')}
      toolbar={publish}
      columns={[
        {
          key: 'title',
          title: t('ruleTitle'),
          render: ({ id, titleZh, titleEn }) => (
            <Link to="/rule-documents/$ruleId" params={{ ruleId: id }}>
              {word({ zh: titleZh, en: titleEn })}
            </Link>
          ),
        },
        { key: 'version', title: t('version'), render: ({ version }) => version },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => <StateTag tone={tones[state]}>{t(state)}</StateTag>,
        },
        {
          key: 'effectiveOn',
          title: t('effectiveOn'),
          render: ({ effectiveOn }) => formats.date(effectiveOn),
        },
        { key: 'slug', title: t('slug'), render: ({ slug }) => <span className="code quiet">{slug}</span> },
      ]}
      empty={{ say: t('rulesEmpty'), act: publish }}
    />
  );
}

interface RuleValues {
  slug: string;
  version: string;
  titleZh: string;
  titleEn: string;
  effectiveOn: string;
  body: string;
}

function PublishRuleButton() {
  const t = useTexts(peopleTexts);
  const required = (label: string) => ({
    required: true,
    whitespace: true,
    message: t('required', { label }),
  });
  return (
    <ActButton<RuleValues, { factId: string }>
      label={t('publishRule')}
      say={t('publishRuleSay')}
      width={720}
      initial={{ effectiveOn: todayInShanghai() }}
      refreshes={[['people', 'listRules']]}
      run={({ slug, version, titleZh, titleEn, effectiveOn, body }, options) =>
        api.people.publishRule({ slug, version, titleZh, titleEn, effectiveOn, body }, options)
      }
      fields={
        <>
          <Form.Item name="titleZh" label={t('ruleTitleZh')} rules={[required(t('ruleTitleZh'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="titleEn" label={t('ruleTitleEn')} rules={[required(t('ruleTitleEn'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="slug"
            label={t('slug')}
            extra={t('slugHint')}
            rules={[required(t('slug')), { pattern: /^[a-z][a-z0-9-]{1,60}$/, message: t('slugRule') }]}
          >
            <Input maxLength={61} className="code" />
          </Form.Item>
          <Form.Item name="version" label={t('version')} rules={[required(t('version'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="effectiveOn" label={t('effectiveOn')} rules={[required(t('effectiveOn'))]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="body" label={t('body')} rules={[required(t('body'))]}>
            <Input.TextArea rows={10} maxLength={200_000} />
          </Form.Item>
        </>
      }
    />
  );
}
