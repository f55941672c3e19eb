import { Form, Input, Select } from 'antd';
import { posts as postNames, sitePosts } from '@jiangping/domain/people/post';
import type { Post } from '@jiangping/domain/people/post';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { todayInShanghai } from '../shell/times.ts';
import { SiteSelect } from '../shell/SiteSelect.tsx';
import { PersonSelect } from './PersonSelect.tsx';
import { peopleTexts } from './texts.ts';

interface GrantValues {
  personId: string;
  post: Post;
  siteId?: string;
  validFrom: string;
  validTo: string;
}

/** Proposes a post; it counts once a second person confirms. Posts of a site ask for the site. */
export function ProposeGrantButton() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const today = todayInShanghai();
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <ActButton<GrantValues, { factId: string }>
      label={t('propose')}
      initial={{ validFrom: today, validTo: `${Number(today.slice(0, 4)) + 3}-12-31` }}
      refreshes={[['people', 'listGrants'], ['reports']]}
      done={() => t('proposed')}
      run={({ personId, post, siteId, validFrom, validTo }, options) =>
        api.people.proposeGrant(
          { personId, post, validFrom, validTo, ...(siteId ? { siteId } : {}) },
          options,
        )
      }
      fields={
        <>
          <Form.Item name="personId" label={t('person')} rules={required(t('person'))}>
            <PersonSelect />
          </Form.Item>
          <Form.Item name="post" label={t('post')} rules={required(t('post'))}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(Object.keys(postNames) as Post[]).map((value) => ({
                value,
                label: word(postNames[value]),
              }))}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['post']}>
            {({ getFieldValue }) => {
              const isOfSite = sitePosts.includes(getFieldValue('post') as Post);
              return (
                <Form.Item
                  name="siteId"
                  label={t('site')}
                  extra={t('siteHint')}
                  rules={isOfSite ? required(t('site')) : []}
                >
                  <SiteSelect />
                </Form.Item>
              );
            }}
          </Form.Item>
          <Form.Item name="validFrom" label={t('validFrom')} rules={required(t('validFrom'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="validTo" label={t('validTo')} rules={required(t('validTo'))}>
            <Input type="date" />
          </Form.Item>
        </>
      }
    />
  );
}
