import { useTexts } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import type { DossierBody, DossierSitting } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { DossierSection, Fields, useNameOf } from './DossierPieces.tsx';

/** Where and when the candidate sat, under which sealed paper, and what happened. */
export function DossierSittings({ body: { sittings = [] } }: { body: Partial<DossierBody> }) {
  return (
    <DossierSection name="sittings">
      {sittings.map((sitting) => (
        <Sitting key={sitting.id} sitting={sitting} />
      ))}
    </DossierSection>
  );
}

function Sitting({ sitting }: { sitting: DossierSitting }) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  const { part, room, seat, paper, attempt, incidents, form } = sitting;
  const act = (at: string | null, by: string | null) =>
    at ? t('decidedAt', { name: nameOf(by), time: formats.instant(at, true) }) : '—';
  return (
    <div className="dossier-part">
      <h3>
        {t(`parts.${part}`)} · {t('seatIn', { room, seat })}
      </h3>
      <Fields
        rows={[
          [t('startsAt'), sitting.startsAt ? formats.instant(sitting.startsAt) : '—'],
          [t('opened'), act(sitting.openedAt, sitting.openedBy)],
          [t('sittingClosed'), act(sitting.closedAt, sitting.closedBy)],
          [t('attempt'), <Attempt key="attempt" part={part} attempt={attempt} />],
          [t('incidents'), <Incidents key="incidents" incidents={incidents} />],
          [t('sealedBy'), nameOf(paper.sealedBy)],
          [
            t('paper'),
            <span key="paper" className="code">
              {paper.digest}
            </span>,
          ],
          ...(form
            ? [
                [
                  t('form'),
                  <span key="form" className="code">
                    {form.slice(-12)}
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
    </div>
  );
}

function Attempt({ part, attempt }: Pick<DossierSitting, 'part' | 'attempt'>) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  if (!attempt)
    return <span className="quiet">{t(part === 'practical' ? 'practicalNoAttempt' : 'noAttempt')}</span>;
  const { startedAt, endedAt, endedBy, saves, journal } = attempt;
  const endings: Readonly<Record<string, string>> = {
    candidate: t('endings.candidate'),
    time: t('endings.time'),
    invigilator: t('endings.invigilator'),
  };
  const from = startedAt ? formats.instant(startedAt, true) : '—';
  return (
    <>
      <div>
        {endedAt
          ? t('attemptSay', { from, to: formats.instant(endedAt, true), saves: formats.number(saves) })
          : t('attemptOpen', { from })}
      </div>
      {endedBy && (
        <div>
          {t('endedBy')}: {endings[endedBy] ?? endedBy}
        </div>
      )}
      <div className="quiet">
        {t('journal')} <span className="code">{journal}</span>
      </div>
    </>
  );
}

function Incidents({ incidents }: Pick<DossierSitting, 'incidents'>) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  if (incidents.length === 0) return <span className="quiet">{t('noIncidents')}</span>;
  const kinds: Readonly<Record<string, string>> = {
    absence: t('incidentKinds.absence'),
    misconduct: t('incidentKinds.misconduct'),
    equipment: t('incidentKinds.equipment'),
    health: t('incidentKinds.health'),
    other: t('incidentKinds.other'),
  };
  const actions: Readonly<Record<string, string>> = {
    noted: t('incidentActions.noted'),
    device_released: t('incidentActions.device_released'),
    terminated: t('incidentActions.terminated'),
  };
  return (
    <ul className="dossier-list">
      {incidents.map(({ id, candidate, kind, action, explanation, reportedBy, reportedAt }) => (
        <li key={id}>
          <StateTag tone="warning">{kinds[kind] ?? kind}</StateTag> {actions[action] ?? action}
          {candidate === null && <> · {t('wholeRoom')}</>}
          <div>{explanation}</div>
          <div className="quiet">
            {t('decidedAt', {
              name: nameOf(reportedBy),
              time: reportedAt ? formats.instant(reportedAt, true) : '—',
            })}
          </div>
        </li>
      ))}
    </ul>
  );
}
