import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { todayInShanghai } from '../shell/times.ts';
import { JsonFileField } from './JsonFileField.tsx';
import { OccupationSelect } from './OccupationSelect.tsx';
import { standardTexts } from './texts.ts';

/** Published standards. */
export function StandardsPage() {
  const t = useTexts(standardTexts);
  const word = useWord();
  const may = useMay();
  const publish = may('publishStandard') && <PublishStandardButton />;
  return (
    <ListPage
      heading={t('standards')}
      say={t('standardsSay')}
      queryKey={['standards', 'listStandards']}
      load={(query, _, signal) => api.standards.listStandards(query, { signal })}
      rowKey={({ id }) => id}
      looksFor={t('looksForStandard')}
      toolbar={publish}
      columns={[
        {
          key: 'occupation',
          title: t('occupation'),
          render: ({ id, occupation }) => (
            <span className="two-lines">
              <Link to="/standards/$standardId" params={{ standardId: id }}>
                {word(occupation)}
              </Link>
              <span className="quiet code">
                {occupation.code} · {occupation.edition}
              </span>
            </span>
          ),
        },
        { key: 'edition', title: t('edition'), render: ({ edition }) => t('editionOf', { edition }) },
        {
          key: 'inForce',
          title: t('inForce'),
          render: ({ inForceFrom, inForceTo }) => <Period from={inForceFrom} to={inForceTo} />,
        },
      ]}
      empty={{ say: t('standardsEmpty'), act: publish }}
    />
  );
}

interface StandardValues {
  occupationId: string;
  inForceFrom: string;
  body: Record<string, unknown>;
}

function PublishStandardButton() {
  const t = useTexts(standardTexts);
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <ActButton<StandardValues, { factId: string }>
      label={t('publish')}
      say={t('publishSay')}
      initial={{ inForceFrom: todayInShanghai() }}
      refreshes={[['standards']]}
      run={({ occupationId, inForceFrom, body }, options) =>
        api.standards.publishStandard({ occupationId, inForceFrom, body }, options)
      }
      fields={
        <>
          <Form.Item name="occupationId" label={t('occupation')} rules={required(t('occupation'))}>
            <OccupationSelect />
          </Form.Item>
          <Form.Item name="inForceFrom" label={t('inForceFrom')} rules={required(t('inForceFrom'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="body" label={t('file')} rules={required(t('file'))}>
            <JsonFileField />
          </Form.Item>
        </>
      }
    />
  );
}
