import { useQuery } from '@tanstack/react-query';
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Form, Input, Radio, Result, Select } from 'antd';
import type { FormInstance } from 'antd';
import { levelNames } from '@jiangping/domain/standards/level';
import { actPosts } from '@jiangping/domain/people/post';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMe } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { todayInShanghai } from '../shell/times.ts';
import { batchTexts } from './texts.ts';

type Group = 'own_staff' | 'students' | 'public';

interface PlanValues {
  siteId: string;
  scopeLineId: string;
  eligibleGroup: Group;
  examOn: string;
}

/** Plans a batch inside one line of the scope of a site where the caller serves. */
export function PlanBatchButton() {
  const t = useTexts(batchTexts);
  const sites = useOwnSites();
  const only = sites.length === 1 ? sites[0] : undefined;
  return (
    <ActButton<PlanValues, { id: string; factId: string; code: string }>
      label={t('plan')}
      icon={<PlusOutlined />}
      say={t('planSay')}
      width={720}
      initial={only ? { siteId: only.id } : {}}
      refreshes={[['batches'], ['reports']]}
      run={({ siteId, scopeLineId, eligibleGroup, examOn }, options) =>
        api.batches.planBatch({ siteId, scopeLineId, eligibleGroup, examOn }, options)
      }
      show={({ id, code }) => (
        <Result
          status="success"
          title={t('planned', { code })}
          subTitle={t('plannedSay')}
          extra={<PlainLink href={`/batches/${id}`}>{t('openBatch')}</PlainLink>}
        />
      )}
      fields={(form) => <PlanFields form={form} sites={sites} />}
    />
  );
}

function useOwnSites() {
  const { posts } = useMe();
  const planners: readonly string[] = actPosts.planBatch.by;
  const own = posts.flatMap(({ post, site }) =>
    site && planners.includes(post) ? [[site.id, site] as const] : [],
  );
  return [...new Map(own).values()];
}

interface PlanFieldsProps {
  form: FormInstance<PlanValues>;
  sites: readonly { id: string; nameZh: string; nameEn: string }[];
}

function PlanFields({ form, sites }: PlanFieldsProps) {
  const t = useTexts(batchTexts);
  const word = useWord();
  // antd gives undefined until the field is there.
  const siteId = Form.useWatch('siteId', form) as string | undefined;
  return (
    <>
      <Form.Item
        name="siteId"
        label={t('site')}
        rules={[{ required: true, message: t('required', { label: t('site') }) }]}
      >
        <Select
          showSearch={sites.length > 8 ? { optionFilterProp: 'label' } : false}
          options={sites.map((site) => ({ value: site.id, label: word(site) }))}
          onChange={() => form.resetFields(['scopeLineId', 'eligibleGroup', 'examOn'])}
        />
      </Form.Item>
      {siteId !== undefined && <ScopeFields form={form} siteId={siteId} />}
    </>
  );
}

function ScopeFields({ form, siteId }: { form: FormInstance<PlanValues>; siteId: string }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const lineId = Form.useWatch('scopeLineId', form) as string | undefined;
  const query = useQuery({
    queryKey: ['sites', 'getSite', siteId],
    queryFn: ({ signal }) => api.sites.getSite({ siteId }, { signal }),
  });
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <Loaded query={query}>
      {({ scope }) => {
        if (scope.length === 0)
          return <Alert type="warning" showIcon title={t('noScope')} description={t('noScopeDo')} />;
        const line = scope.find(({ id }) => id === lineId);
        const today = todayInShanghai();
        const earliest = line && line.validFrom > today ? line.validFrom : today;
        return (
          <>
            <Form.Item
              name="scopeLineId"
              label={t('scopeLine')}
              rules={required(t('scopeLine'))}
              extra={t('scopeLineHint')}
            >
              <Select
                showSearch={{ optionFilterProp: 'text' }}
                options={scope.map(({ id, occupation, workType, level, validFrom, validTo }) => {
                  const name = [word(occupation), workType, word(levelNames[level])]
                    .filter((part) => part !== null)
                    .join(' · ');
                  return {
                    value: id,
                    label: `${name} (${validFrom} – ${validTo})`,
                    text: `${name} ${occupation.code}`,
                  };
                })}
                onChange={() => form.resetFields(['eligibleGroup'])}
              />
            </Form.Item>
            {line && (
              <>
                <p className="act-say">
                  {t('lineValid')} <Period from={line.validFrom} to={line.validTo} />
                  <br />
                  <span className="code">
                    {line.occupation.code} · {line.occupation.edition}
                  </span>
                </p>
                <Form.Item
                  name="eligibleGroup"
                  label={t('eligibleGroup')}
                  rules={required(t('eligibleGroup'))}
                >
                  <Radio.Group
                    options={line.eligibleGroups.map((value) => ({
                      value,
                      label: t(`eligibleGroups.${value}`),
                    }))}
                  />
                </Form.Item>
                <Form.Item
                  name="examOn"
                  label={t('examOn')}
                  rules={[
                    ...required(t('examOn')),
                    {
                      validator: (_, day: string | undefined) =>
                        !day || (day >= earliest && day <= line.validTo)
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('examOnRange', { from: earliest, to: line.validTo }))),
                    },
                  ]}
                  extra={t('examOnHint')}
                >
                  <Input type="date" min={earliest} max={line.validTo} />
                </Form.Item>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
