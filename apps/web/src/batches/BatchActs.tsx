// What may be done with a batch now: the acts the server allows this caller, and below who has the others.
import { useRouter } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { ArrowRightOutlined } from '@ant-design/icons';
import { posts as postNames } from '@jiangping/domain/people/post';
import { levelNames } from '@jiangping/domain/standards/level';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import type { KeyOf, Translate } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useFormats } from '../shell/times.ts';
import { batchRefreshes } from './batch.ts';
import type { Batch } from './batch.ts';
import { actNames } from './act-names.ts';
import { ReadinessList } from './ReadinessList.tsx';
import { batchTexts } from './texts.ts';
import { listOpenActs, mainActOf } from './way.ts';

/** Where an act is done that needs more than a dialog. */
const places: Readonly<Record<string, string>> = {
  importRoster: 'roster',
  arrangeBatch: 'sittings',
  assignStaff: 'staff',
  closeDossiers: 'review',
  drawReview: 'review',
  assignReviewer: 'review',
  recordSheet: 'review',
  decideBatch: 'review',
  reopenBatch: 'review',
  claimCertificates: 'certificates',
  approveClaim: 'certificates',
};

export function BatchActs({ batch }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const router = useRouter();
  const main = mainActOf(batch);
  // The tab of a later capability may not be part of this console.
  const hasPlace = (act: string) =>
    places[act] === undefined || Object.hasOwn(router.routesByPath, `/batches/$batchId/${places[act]}`);
  // Certified batches stay open for late claims: the tab offers them, the head of the page does not urge them.
  const isLate = (act: string) => batch.state === 'certified' && places[act] === 'certificates';
  const mine = batch.acts
    .filter((act) => Object.hasOwn(actNames, act) && hasPlace(act) && !isLate(act))
    .map((act) => <ActOfBatch key={act} act={act} batch={batch} isMain={act === main} />);
  const others = listOpenActs(batch.state).filter(
    ({ act }) => !batch.acts.includes(act) && Object.hasOwn(actNames, act),
  );
  if (mine.length === 0 && (others.length === 0 || batch.state === 'certified')) return null;
  return (
    <div className="batch-acts">
      {mine.length > 0 && (
        <div className="batch-acts-mine">
          <span className="quiet">{t('yourActs')}</span>
          {mine}
        </div>
      )}
      {others.length > 0 && (
        <p className="quiet">
          {t(mine.length > 0 ? 'othersToo' : 'waitsFor')}
          {others
            .map(({ act, by }) =>
              t('actBy', {
                act: word(actNames[act]),
                posts: by.map((post) => word(postNames[post])).join(t('comma')),
              }),
            )
            .join(t('between'))}
        </p>
      )}
    </div>
  );
}

interface ActOfBatchProps {
  act: string;
  batch: Batch;
  /** True for the act that leads on from here. */
  isMain: boolean;
}

function ActOfBatch({ act, batch, isMain }: ActOfBatchProps) {
  const word = useWord();
  const place = places[act];
  if (act === 'announceBatch') return <AnnounceButton batch={batch} />;
  if (place === undefined) return <PlainAct act={act} batch={batch} isMain={isMain} />;
  return (
    <LinkButton
      href={`/batches/${batch.id}/${place}`}
      type={isMain ? 'primary' : 'default'}
      icon={<ArrowRightOutlined />}
    >
      {word(actNames[act], act)}
    </LinkButton>
  );
}

type Options = { context: { key: string } };
type Answer = { factId: string } & Partial<
  Record<'eligible' | 'ineligible' | 'issued' | 'decided' | 'passed', number>
>;

const plainActs: Readonly<Record<string, (batchId: string, options: Options) => Promise<Answer>>> = {
  fileBatch: (batchId, options) => api.batches.fileBatch({ batchId }, options),
  closeEnrolment: (batchId, options) => api.batches.closeEnrolment({ batchId }, options),
  decideEligibility: (batchId, options) => api.batches.decideEligibility({ batchId }, options),
  issueTickets: (batchId, options) => api.batches.issueTickets({ batchId }, options),
  startBatch: (batchId, options) => api.batches.startBatch({ batchId }, options),
  finishExam: (batchId, options) => api.batches.finishExam({ batchId }, options),
  decideResults: (batchId, options) => api.results.decideResults({ batchId }, options),
};

/** An act that needs nothing but the batch: a dialog says what it does and what cannot be taken back. */
export function PlainAct({
  act,
  batch,
  isMain = true,
}: Omit<ActOfBatchProps, 'isMain'> & { isMain?: boolean }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const run = plainActs[act];
  if (!run) return null;
  const { enrolled, eligible } = batch.counts;
  return (
    <ActButton<object, Answer>
      label={word(actNames[act], act)}
      type={isMain ? 'primary' : 'default'}
      say={
        act === 'finishExam' ? (
          <OpenSittings batch={batch} />
        ) : (
          t(`says.${act}` as KeyOf<(typeof batchTexts)['zh']>, { code: batch.code, enrolled, eligible })
        )
      }
      fields={act === 'startBatch' && <ReadinessList batchId={batch.id} />}
      width={act === 'startBatch' ? 640 : 560}
      refreshes={batchRefreshes}
      run={(_, options) => run(batch.id, options)}
      done={(answer) => doneOf(act, answer, t) ?? t('actDone', { act: word(actNames[act], act) })}
    />
  );
}

function doneOf(act: string, answer: Answer, t: Translate<(typeof batchTexts)['zh']>): string | null {
  const { eligible = 0, ineligible = 0, issued = 0, decided = 0, passed = 0 } = answer;
  if (act === 'decideEligibility') return t('eligibilityDone', { eligible, ineligible });
  if (act === 'issueTickets') return t('ticketsDone', { issued });
  if (act === 'decideResults') return t('resultsDone', { decided, passed });
  return null;
}

function OpenSittings({ batch }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const open = batch.sittings.filter(({ state }) => state !== 'closed');
  return open.length === 0
    ? t('says.finishExam')
    : t('sittingsStillOpen', {
        count: open.length,
        rooms: open.map(({ roomName }) => roomName).join(t('comma')),
      });
}

function AnnounceButton({ batch }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <ActButton<{ notice: string }, { factId: string }>
      label={word(actNames['announceBatch'])}
      say={t('says.announceBatch')}
      width={680}
      initial={{
        notice: t('noticeDraft', {
          site: word(batch.site),
          occupation: word(batch.occupation),
          level: word(levelNames[batch.level]),
          date: formats.date(batch.examOn),
        }),
      }}
      refreshes={batchRefreshes}
      run={({ notice }, options) => api.batches.announceBatch({ batchId: batch.id, notice }, options)}
      fields={
        <Form.Item
          name="notice"
          label={t('notice')}
          rules={[{ required: true, whitespace: true, message: t('required', { label: t('notice') }) }]}
        >
          <Input.TextArea rows={6} maxLength={2000} showCount />
        </Form.Item>
      }
    />
  );
}
