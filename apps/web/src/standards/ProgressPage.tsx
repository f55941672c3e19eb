import type { Client } from '@jiangping/contract/client';
import { workPackageKinds, workPackageStates } from '@jiangping/domain/standards/work-package-states';
import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';
import { useAnswer } from '../shell/answer.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { callPublic } from '../shell/public-call.ts';
import { PublicFrame } from '../shell/PublicFrame.tsx';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { publicTexts } from '../shell/public-texts.ts';
import { useFormats } from '../shell/times.ts';
import './progress.css';
import { percentOf, tableOf, totalOf } from './progress-table.ts';
import type { Cell } from './progress-table.ts';
import { progressTexts } from './progress-texts.ts';

type Progress = Awaited<ReturnType<Client['standards']['getProgress']>>;
type Milestone = Progress['milestones'][number];

const kinds = Object.keys(workPackageKinds) as WorkPackageKind[];
const loadProgress = () => callPublic<Progress>('/public/progress');

/** The public progress of the development programme: milestones, occupations, associations; no person. */
export function ProgressPage() {
  const t = useTexts(progressTexts);
  const common = useTexts(publicTexts);
  const formats = useFormats();
  const { answer, retry } = useAnswer(loadProgress);
  return (
    <PublicFrame title={t('title')}>
      <section className="progress-lead">
        <h1>{t('heading')}</h1>
        <p>{t('lead')}</p>
        {answer.state === 'given' && (
          <p className="public-small">{t('asOf', { date: formats.date(answer.data.asOf) })}</p>
        )}
      </section>
      {answer.state === 'waiting' && <p role="status">{common('loading')}</p>}
      {answer.state === 'refused' && <PublicTrouble error={answer.error} onRetry={retry} />}
      {answer.state === 'given' && answer.data.milestones.length === 0 && <p>{t('empty')}</p>}
      {answer.state === 'given' && answer.data.milestones.length > 0 && (
        <>
          <section className="public-section">
            <h2>{t('milestones')}</h2>
            <p className="public-small">{t('reachedSay')}</p>
            {answer.data.milestones.map((milestone) => (
              <MilestoneCard key={milestone.id} milestone={milestone} />
            ))}
          </section>
          <Associations counts={answer.data.associations} />
        </>
      )}
    </PublicFrame>
  );
}

function MilestoneCard({ milestone }: { milestone: Milestone }) {
  const t = useTexts(progressTexts);
  const word = useWord();
  const formats = useFormats();
  const { reached, target, dueOn, occupations } = milestone;
  const name = word(milestone);
  const told = t('reached', { reached: formats.number(reached), target: formats.number(target) });
  return (
    <article className="public-card milestone">
      <h3>{name}</h3>
      <p className="milestone-figures">
        <strong>{told}</strong>
        {reached >= target && <span className="milestone-done">✓ {t('done')}</span>}
        <span className="public-small">{t('until', { date: formats.date(dueOn) })}</span>
      </p>
      <progress max={100} value={percentOf(reached, target)} aria-label={`${name}: ${told}`} />
      <details>
        <summary>{t('occupations', { count: formats.number(occupations.length) })}</summary>
        <div className="progress-scroll" tabIndex={0} role="region" aria-label={name}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('occupation')}</th>
                {kinds.map((kind) => (
                  <th key={kind} scope="col">
                    {word(workPackageKinds[kind])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {occupations.map(({ occupation, packages }) => (
                <tr key={occupation.id}>
                  <th scope="row">
                    {word(occupation)} <span className="public-small">{occupation.code}</span>
                  </th>
                  {kinds.map((kind) => {
                    const state = packages.find((one) => one.kind === kind)?.state;
                    return (
                      <td key={kind} className={state === 'accepted' ? 'progress-accepted' : undefined}>
                        {state === 'accepted' && '✓ '}
                        {state ? word(workPackageStates[state]) : t('notPlanned')}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </article>
  );
}

function Associations({ counts }: { counts: Progress['associations'] }) {
  const t = useTexts(progressTexts);
  const word = useWord();
  const rows = tableOf(counts);
  return (
    <section className="public-section">
      <h2 id="by-association">{t('byAssociation')}</h2>
      <p className="public-small">{t('byAssociationSay')}</p>
      <div className="progress-scroll" tabIndex={0} role="region" aria-labelledby="by-association">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('association')}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {word(workPackageKinds[kind])}
                </th>
              ))}
              <th scope="col">{t('total')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ association, cells, total }) => (
              <tr key={association?.nameZh ?? ''}>
                <th scope="row">{association ? word(association) : t('notGiven')}</th>
                {kinds.map((kind) => (
                  <Share key={kind} of={cells[kind]} />
                ))}
                <Share of={total} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('total')}</th>
              {kinds.map((kind) => (
                <Share key={kind} of={totalOf(counts, kind)} />
              ))}
              <Share of={totalOf(counts)} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Share({ of }: { of: Cell | undefined }) {
  const formats = useFormats();
  return (
    <td className="progress-share">
      {of ? `${formats.number(of.accepted)} / ${formats.number(of.packages)}` : '—'}
    </td>
  );
}
