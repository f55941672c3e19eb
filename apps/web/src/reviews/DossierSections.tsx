import { educationNames } from '@jiangping/domain/people/person-choices';
import { graduationTypes } from '@jiangping/domain/standards/eligibility-clause';
import { levelNames } from '@jiangping/domain/standards/level';
import type { Batch } from '../batches/batch.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import type { DossierBody, DossierResult, Evidence } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { DossierSection, Fields, useNameOf } from './DossierPieces.tsx';

interface SectionProps {
  body: Partial<DossierBody>;
}

const educations: Readonly<Record<string, Words>> = educationNames;
const graduations: Readonly<Record<string, Words>> = graduationTypes;
const levels: Readonly<Record<string, Words>> = levelNames;

/** Who, in which batch, by which ticket. */
export function CandidateSection({ body: { entry, ticket }, batch }: SectionProps & { batch: Batch }) {
  const t = useTexts(dossierTexts);
  const word = useWord();
  const formats = useFormats();
  const nameOf = useNameOf();
  return (
    <DossierSection name="candidate">
      <Fields
        rows={[
          [t('name'), <strong key="name">{nameOf(entry?.candidate)}</strong>],
          [t('entryNumber'), entry?.number ?? '—'],
          [
            t('ticket'),
            <span key="ticket" className="code">
              {ticket?.number ?? '—'}
            </span>,
          ],
          [t('ticketAt'), ticket?.issuedAt ? formats.instant(ticket.issuedAt) : '—'],
          [t('occupation'), <Occupation key="occupation" of={batch.occupation} />],
          [t('level'), <LevelName key="level" of={batch.level} />],
          [t('site'), word(batch.site)],
          [t('examOn'), formats.date(batch.examOn)],
          [t('standard'), t('standardEdition', { edition: batch.standard.edition })],
        ]}
      />
    </DossierSection>
  );
}

/** What the candidate gave as evidence and what was decided on it, clause by clause. */
export function EligibilitySection({ body: { eligibility } }: SectionProps) {
  const t = useTexts(dossierTexts);
  const word = useWord();
  const formats = useFormats();
  const nameOf = useNameOf();
  return (
    <DossierSection name="eligibility">
      {eligibility && (
        <>
          <Fields
            rows={[
              [
                t('clause'),
                <span key="clause">
                  <StateTag tone={eligibility.eligible ? 'good' : 'bad'}>
                    {t(eligibility.eligible ? 'eligible' : 'ineligible')}
                  </StateTag>{' '}
                  {eligibility.clause ?? ''}
                </span>,
              ],
              [t('claimed'), eligibility.claimedClause ?? t('notGiven')],
              [
                t('checker'),
                t('decidedAt', {
                  name: nameOf(eligibility.checker),
                  time: eligibility.decidedAt ? formats.instant(eligibility.decidedAt) : '—',
                }),
              ],
            ]}
          />
          <h3>{t('findings')}</h3>
          <ul className="dossier-list">
            {eligibility.findings.map((finding) => (
              <li key={finding.zh}>{word(finding)}</li>
            ))}
          </ul>
          {eligibility.evidence && <EvidenceFields evidence={eligibility.evidence} />}
        </>
      )}
    </DossierSection>
  );
}

function EvidenceFields({ evidence }: { evidence: Evidence }) {
  const t = useTexts(dossierTexts);
  const word = useWord();
  const join = useJoin();
  const formats = useFormats();
  const { birth, employer, education, heldNumber, trainingHours = 0 } = evidence;
  const orNone = (texts: readonly string[] | undefined) =>
    texts && texts.length > 0 ? join(texts) : <span className="quiet">{t('notGiven')}</span>;
  return (
    <Fields
      rows={[
        [t('birth'), birth ? formats.date(birth) : orNone([])],
        [t('employer'), employer ?? orNone([])],
        [t('education'), education ? word(educations[education], education) : orNone([])],
        [
          t('work'),
          orNone(
            evidence.work?.map(({ from, to }) =>
              to === null
                ? t('workOpen', { from: formats.date(from) })
                : t('workSpan', { from: formats.date(from), to: formats.date(to) }),
            ),
          ),
        ],
        [
          t('held'),
          orNone(
            evidence.held?.map(({ level, on }) =>
              t('heldOn', { level: word(levels[level], level), date: formats.date(on) }),
            ),
          ),
        ],
        ...(heldNumber
          ? [
              [
                t('heldNumber'),
                <span key="held" className="code">
                  {heldNumber}
                </span>,
              ] as const,
            ]
          : []),
        ...(evidence.titles?.length
          ? [
              [
                t('titles'),
                orNone(evidence.titles.map(({ grade, on }) => `${grade} ${formats.date(on)}`)),
              ] as const,
            ]
          : []),
        ...(evidence.graduations?.length
          ? [
              [
                t('graduations'),
                orNone(
                  evidence.graduations.map(
                    ({ type, on }) => `${word(graduations[type], type)} ${on ? formats.date(on) : ''}`,
                  ),
                ),
              ] as const,
            ]
          : []),
        ...(evidence.awards?.length
          ? [
              [
                t('awards'),
                orNone(evidence.awards.map(({ rank, on }) => `${String(rank)} ${formats.date(on)}`)),
              ] as const,
            ]
          : []),
        ...(trainingHours > 0 ? [[t('training'), formats.number(trainingHours)] as const] : []),
      ]}
    />
  );
}

/** Who served, in which duty, by which card, and whether the card was good on the exam day. */
export function StaffSection({ body: { staff = [], batch } }: SectionProps) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  const dutyNames: Readonly<Record<string, string>> = {
    invigilator: t('duties.invigilator'),
    assessor: t('duties.assessor'),
    chief_assessor: t('duties.chief_assessor'),
    supervisor: t('duties.supervisor'),
  };
  return (
    <DossierSection name="staff">
      <WideTable
        size="small"
        pagination={false}
        rowKey={({ person, duty }) => `${person} ${duty}`}
        dataSource={staff}
        columns={[
          { key: 'person', title: t('person'), render: (_, { person }) => nameOf(person), rowScope: 'row' },
          { key: 'duty', title: t('duty'), render: (_, { duty }) => dutyNames[duty] ?? duty },
          {
            key: 'card',
            title: t('card'),
            render: (_, { card }) =>
              card ? (
                <span>
                  <span className="code">{card.number}</span>{' '}
                  <span className="quiet">{t('cardValid', { date: formats.date(card.validTo) })}</span>{' '}
                  {batch && (
                    <StateTag tone={card.validTo < batch.examOn ? 'bad' : 'good'}>
                      {t(card.validTo < batch.examOn ? 'cardBad' : 'cardGood')}
                    </StateTag>
                  )}
                </span>
              ) : (
                <span className="quiet">{t('noCard')}</span>
              ),
          },
        ]}
      />
    </DossierSection>
  );
}

/** The result, part by part, and who decided it. */
export function ResultSection({ body: { result } }: SectionProps) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  if (!result) return null;
  const outcomes: Readonly<Record<string, string>> = {
    absent: t('outcomes.absent'),
    misconduct: t('outcomes.misconduct'),
  };
  const partOf = ({ outcome, score }: DossierResult['theory']) =>
    score === null ? (outcomes[outcome] ?? outcome) : formats.number(score);
  return (
    <DossierSection name="result">
      <Fields
        rows={[
          [
            t('sections.result'),
            <StateTag key="passed" tone={result.passed ? 'good' : 'bad'}>
              {t(result.passed ? 'passed' : 'failed')}
            </StateTag>,
          ],
          [t('parts.theory'), partOf(result.theory)],
          [t('parts.practical'), partOf(result.practical)],
          [t('passMark'), formats.number(result.passMark)],
          [
            t('decidedBy'),
            t('decidedAt', {
              name: nameOf(result.decidedBy),
              time: result.decidedAt ? formats.instant(result.decidedAt) : '—',
            }),
          ],
        ]}
      />
    </DossierSection>
  );
}
