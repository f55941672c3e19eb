import { Link } from '@tanstack/react-router';
import { PlusOutlined } from '@ant-design/icons';
import { Form } from 'antd';
import { certifiableLevels, partNames } from '@jiangping/domain/standards/level';
import { itemCountOf, totalPointsOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { practicalCountOf } from '@jiangping/domain/papers/practical-blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { useFormats } from '../shell/times.ts';
import { BodyFields } from '../standards/BodyFields.tsx';
import type { BodyValues } from '../standards/BodyFields.tsx';
import { OccupationSelect } from '../standards/OccupationSelect.tsx';
import { paperTexts } from './texts.ts';

type BlueprintRow = Awaited<ReturnType<typeof api.papers.listBlueprints>>['rows'][number];

/** The plans that papers are assembled from. */
export function BlueprintsPage() {
  const t = useTexts(paperTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const mayCreate = may('createBlueprint');
  const create = mayCreate && (
    <>
      <LinkButton href="/blueprints/new" type="primary" icon={<PlusOutlined />}>
        {t('newBlueprint')}
      </LinkButton>
      <ImportBlueprintButton />
    </>
  );
  const planOf = ({ body }: BlueprintRow) => {
    // The server keeps no blueprint that its own rules object to.
    const plan = body as unknown as Blueprint | PracticalBlueprint;
    return plan.part === 'theory'
      ? t('planOf', { forms: plan.forms, items: itemCountOf(plan), points: totalPointsOf(plan) })
      : t('planPractical', { items: practicalCountOf(plan), minutes: plan.minutes });
  };
  return (
    <ListPage<BlueprintRow>
      heading={t('blueprints')}
      say={t('blueprintsSay')}
      queryKey={['papers', 'listBlueprints']}
      load={(query, _, signal) => api.papers.listBlueprints(query, { signal })}
      rowKey={({ id }) => id}
      looksFor={t('looksForPaper')}
      toolbar={create}
      columns={[
        {
          key: 'plan',
          title: t('plan'),
          render: (row) => (
            <Link to="/blueprints/$blueprintId" params={{ blueprintId: row.id }}>
              {planOf(row)}
            </Link>
          ),
        },
        {
          key: 'occupation',
          title: t('occupation'),
          render: ({ occupation }) => <Occupation of={occupation} />,
        },
        { key: 'level', title: t('level'), render: ({ level }) => <LevelName of={level} /> },
        { key: 'part', title: t('part'), render: ({ part }) => word(partNames[part]) },
        {
          key: 'createdBy',
          title: t('createdBy'),
          render: ({ createdBy, createdAt }) => (
            <span className="two-lines">
              <span>{createdBy.name}</span>
              <span className="quiet nowrap">{formats.instant(createdAt)}</span>
            </span>
          ),
        },
      ]}
      empty={{ say: t(mayCreate ? 'blueprintsEmptyDo' : 'blueprintsEmpty') }}
    />
  );
}

interface ImportValues extends BodyValues {
  occupationId: string;
}

function ImportBlueprintButton() {
  const t = useTexts(paperTexts);
  return (
    <ActButton<ImportValues, { factId: string }>
      label={t('importBlueprint')}
      type="default"
      say={t('importBlueprintSay')}
      initial={{ part: 'practical' }}
      refreshes={[['papers'], ['reports']]}
      run={({ occupationId, level, part, body }, options) =>
        api.papers.createBlueprint({ occupationId, level, part, body }, options)
      }
      done={() => t('saved')}
      fields={
        <>
          <Form.Item
            name="occupationId"
            label={t('occupation')}
            rules={[{ required: true, message: t('required', { label: t('occupation') }) }]}
          >
            <OccupationSelect />
          </Form.Item>
          <BodyFields levels={certifiableLevels} file={t('file')} />
        </>
      }
    />
  );
}
