import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Checkbox, Descriptions, Form, Tabs } from 'antd';
import { partNames } from '@jiangping/domain/standards/level';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay, useMe } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { blueprintQuery } from './blueprint-query.ts';
import type { Cover } from './cover.ts';
import { OverlapTab } from './OverlapTab.tsx';
import { PaperItems } from './PaperItems.tsx';
import { numberOfPaper, stateTones } from './PapersPage.tsx';
import './papers.css';
import { paperRoute } from './routes.ts';
import { RuleTable } from './RuleTable.tsx';
import { SealTab } from './SealTab.tsx';
import { paperTexts } from './texts.ts';

/** One paper: its rules and its seal at once, its items only when they are asked for, which is an act on record. */
export function PaperPage() {
  const { paperId } = paperRoute.useParams();
  const query = useQuery({
    queryKey: ['papers', 'getPaperCover', paperId],
    queryFn: ({ signal }) => api.papers.getPaperCover({ paperId }, { signal }),
  });
  return <Loaded query={query}>{(cover) => <PaperView key={cover.id} cover={cover} />}</Loaded>;
}

function PaperView({ cover }: { cover: Cover }) {
  const { tab = 'rules' } = paperRoute.useSearch();
  const navigate = useNavigate();
  const t = useTexts(paperTexts);
  const word = useWord();
  const may = useMay();
  const blueprint = useQuery({ ...blueprintQuery(cover.blueprintId), enabled: may('readPaper') });
  const ranges = blueprint.data?.ranges ?? [];
  return (
    <Page
      heading={t('paperOf', { number: numberOfPaper(cover.id) })}
      beside={<StateTag tone={stateTones[cover.state]}>{t(`states.${cover.state}`)}</StateTag>}
      say={`${word(cover.occupation)} · ${word(partNames[cover.part])}`}
      acts={
        <>
          <WithdrawButton cover={cover} />
          <SealButton cover={cover} />
        </>
      }
    >
      <SealNotice cover={cover} />
      <PaperRecord cover={cover} />
      <Tabs
        className="panel"
        activeKey={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next }, replace: true })}
        destroyOnHidden
        items={[
          {
            key: 'rules',
            label: t('tabs.rules'),
            children: <RuleTable checks={cover.checks} ranges={ranges} />,
          },
          {
            key: 'items',
            label: t('tabs.items'),
            children: <PaperItems cover={cover} plan={blueprint.data?.plan ?? null} ranges={ranges} />,
          },
          { key: 'overlaps', label: t('tabs.overlaps'), children: <OverlapTab cover={cover} /> },
          { key: 'seal', label: t('tabs.seal'), children: <SealTab cover={cover} /> },
        ]}
      />
    </Page>
  );
}

function SealButton({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const may = useMay();
  const { person } = useMe();
  if (!may('sealPaper') || cover.state !== 'assembled' || cover.assembledBy.id === person.id) return null;
  return (
    <ActButton<object, { factId: string }>
      label={t('seal')}
      isDanger
      asksReason={false}
      type="primary"
      disabled={!cover.rulesHold}
      say={t('sealSay')}
      refreshes={[['papers'], ['items'], ['reports']]}
      run={(_, options) => api.papers.sealPaper({ paperId: cover.id }, options)}
      done={() => t('sealed')}
    />
  );
}

interface WithdrawValues {
  isLeaked?: boolean;
}

function WithdrawButton({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const may = useMay();
  if (!may('withdrawPaper') || cover.state === 'unsealed' || cover.state === 'withdrawn') return null;
  return (
    <ActButton<WithdrawValues, { factId: string }>
      label={t('withdraw')}
      isDanger
      say={t('withdrawSay')}
      fields={
        <Form.Item name="isLeaked" valuePropName="checked">
          <Checkbox>{t('isLeaked')}</Checkbox>
        </Form.Item>
      }
      refreshes={[['papers'], ['reports']]}
      run={({ isLeaked = false, reason }, options) =>
        api.papers.withdrawPaper({ paperId: cover.id, isLeaked, reason }, options)
      }
      done={() => t('withdrawn')}
    />
  );
}

/** What stands in the way of the paper, or what it waits for. */
function SealNotice({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const may = useMay();
  const { person } = useMe();
  if (cover.withdrawal) {
    const { withdrawnBy, withdrawnAt, isLeaked, reason, factId } = cover.withdrawal;
    return (
      <Alert
        className="section"
        type="error"
        showIcon
        title={t(isLeaked ? 'withdrawnLeaked' : 'withdrawnSay', {
          name: withdrawnBy.name,
          at: formats.instant(withdrawnAt, true),
        })}
        description={t('withdrawnReason', { reason })}
        action={factId !== null && <PlainLink href={`/ledger/${factId}`}>{t('seeFact')}</PlainLink>}
      />
    );
  }
  if (cover.state !== 'assembled') return null;
  const isOwn = cover.assembledBy.id === person.id;
  if (!isOwn && may('sealPaper')) return null;
  return <Alert className="section" type="info" showIcon title={t(isOwn ? 'ownPaper' : 'waitsForSeal')} />;
}

function PaperRecord({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const may = useMay();
  const { status, seconds, objective } = cover.solution;
  const by = (name: string, at: string, factId: string | null) => (
    <span className="two-lines">
      <span>{name}</span>
      <span className="quiet">{formats.instant(at)}</span>
      {factId !== null && <PlainLink href={`/ledger/${factId}`}>{t('seeFact')}</PlainLink>}
    </span>
  );
  return (
    <Card className="section">
      <Descriptions
        column={{ xs: 1, md: 2, xl: 3 }}
        items={[
          { key: 'occupation', label: t('occupation'), children: <Occupation of={cover.occupation} /> },
          { key: 'level', label: t('level'), children: <LevelName of={cover.level} /> },
          {
            key: 'size',
            label: t('size'),
            children: t('sizeOf', {
              forms: cover.forms,
              items: cover.itemsPerForm,
              minutes: cover.minutes,
            }),
          },
          {
            key: 'assembled',
            label: t('assembledBy'),
            children: by(cover.assembledBy.name, cover.assembledAt, cover.assembledFactId),
          },
          {
            key: 'sealed',
            label: t('sealedBy'),
            children:
              cover.sealedBy && cover.sealedAt !== null ? (
                by(cover.sealedBy.name, cover.sealedAt, cover.sealedFactId)
              ) : (
                <span className="quiet">{t('notSealed')}</span>
              ),
          },
          ...(cover.unsealedBy && cover.unsealedAt !== null
            ? [
                {
                  key: 'unsealed',
                  label: t('unsealedBy'),
                  children: by(cover.unsealedBy.name, cover.unsealedAt, cover.unsealedFactId),
                },
              ]
            : []),
          {
            key: 'solution',
            label: t('solution'),
            children: (
              <span className="two-lines">
                <span>{t(`solutions.${status}`)}</span>
                {objective !== null && (
                  <span className="quiet">
                    {t('solutionSay', {
                      seconds: formats.number(Math.round(seconds * 10) / 10),
                      objective: formats.number(Math.ceil(objective * 100) / 100),
                    })}
                  </span>
                )}
              </span>
            ),
          },
          ...(may('readPaper')
            ? [
                {
                  key: 'blueprint',
                  label: t('blueprint'),
                  children: (
                    <PlainLink href={`/blueprints/${cover.blueprintId}`}>{t('seeBlueprint')}</PlainLink>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
