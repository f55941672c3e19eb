import {
  MobileOutlined,
  StopOutlined,
  UserDeleteOutlined,
  WarningFilled,
  WarningOutlined,
} from '@ant-design/icons';
import { useTexts } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';
import { IncidentButton } from './IncidentButton.tsx';
import { formatSpan } from './sitting.ts';
import type { Problem, SeatedCandidate, Sitting } from './sitting.ts';
import { sittingTexts } from './texts.ts';

const tones: Readonly<Record<SeatedCandidate['state'], Tone>> = {
  not_started: 'quiet',
  in_progress: 'waiting',
  finished: 'good',
};

interface CandidateTileProps {
  sitting: Sitting;
  candidate: SeatedCandidate;
  problem: Problem | null;
  incidents: Sitting['incidents'];
  /** Milliseconds on the server's clock. */
  now: number;
  mayAct: boolean;
}

/** One candidate of the room: seat, name, state, when the last answer was saved, and what may be done. */
export function CandidateTile({ sitting, candidate, problem, incidents, now, mayAct }: CandidateTileProps) {
  const t = useTexts(sittingTexts);
  const { seat, state, endedBy, epoch } = candidate;
  const isTheory = sitting.part === 'theory';
  const isRunning = state === 'in_progress';
  return (
    <li className={problem ? `candidate-tile tile-${problem.kind}` : 'candidate-tile'}>
      <div className="tile-head">
        <span className="tile-seat" title={t('seat')}>
          <span className="visually-hidden">{t('seat')}</span>
          {seat}
        </span>
        <span className="tile-name">{candidate.candidate.name}</span>
        {isTheory && (
          <StateTag tone={endedBy === 'invigilator' ? 'bad' : tones[state]}>
            {t(`candidateStates.${state}`)}
          </StateTag>
        )}
      </div>
      {problem && (
        <p className="tile-problem" role="status">
          <WarningFilled aria-hidden /> {t(`problems.${problem.kind}`, { time: formatSpan(problem.seconds) })}
        </p>
      )}
      {isTheory && state !== 'not_started' && <Saves candidate={candidate} now={now} />}
      {incidents.length > 0 && (
        <p className="tile-incidents">
          {incidents.map(({ id, kind }) => (
            <StateTag key={id} tone={kind === 'misconduct' || kind === 'absence' ? 'bad' : 'warning'}>
              {Object.hasOwn(sittingTexts.zh.kinds, kind)
                ? t(`kinds.${kind as keyof typeof sittingTexts.zh.kinds}`)
                : kind}
            </StateTag>
          ))}
        </p>
      )}
      {(epoch ?? 1) > 1 && <p className="quiet">{t('deviceNumber', { number: epoch ?? 1 })}</p>}
      {mayAct && sitting.state !== 'planned' && (
        <div className="tile-acts">
          {isRunning && (
            <IncidentButton
              sitting={sitting}
              candidate={candidate}
              action="device_released"
              kind="equipment"
              label={t('release')}
              icon={<MobileOutlined />}
              type="text"
            />
          )}
          <IncidentButton
            sitting={sitting}
            candidate={candidate}
            label={t('report')}
            icon={<WarningOutlined />}
            type="text"
          />
          {!isTheory && !incidents.some(({ kind }) => kind === 'absence') && (
            <IncidentButton
              sitting={sitting}
              candidate={candidate}
              action="noted"
              kind="absence"
              label={t('markAbsent')}
              icon={<UserDeleteOutlined />}
              type="text"
            />
          )}
          {isRunning && (
            <IncidentButton
              sitting={sitting}
              candidate={candidate}
              action="terminated"
              label={t('terminate')}
              icon={<StopOutlined />}
              type="text"
            />
          )}
        </div>
      )}
    </li>
  );
}

function Saves({
  candidate: { state, answered, lastSavedAt, deadlineAt, endedAt, endedBy },
  now,
}: {
  candidate: SeatedCandidate;
  now: number;
}) {
  const t = useTexts(sittingTexts);
  const time = (instant: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(
      new Date(instant),
    );
  return (
    <dl className="tile-facts">
      <div>
        <dt>{t('answered')}</dt>
        <dd>{answered}</dd>
      </div>
      <div>
        <dt>{t('lastSaved')}</dt>
        <dd>
          {lastSavedAt === null ? t('neverSaved') : time(lastSavedAt)}
          {state === 'in_progress' && lastSavedAt !== null && (
            <span className="quiet">
              {' '}
              {t('ago', { time: formatSpan((now - Date.parse(lastSavedAt)) / 1000) })}
            </span>
          )}
        </dd>
      </div>
      {state === 'in_progress' && deadlineAt !== null && (
        <div>
          <dt>{t('left')}</dt>
          <dd>{formatSpan((Date.parse(deadlineAt) - now) / 1000)}</dd>
        </div>
      )}
      {endedAt !== null && (
        <div>
          <dt>{t('endedAt')}</dt>
          <dd>
            {time(endedAt)}{' '}
            <span className="quiet">
              {t(
                endedBy === 'time'
                  ? 'endedByTime'
                  : endedBy === 'invigilator'
                    ? 'endedByInvigilator'
                    : 'endedByCandidate',
              )}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}
