import { useTexts } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { WideTable } from '../shell/WideTable.tsx';
import { groupSheets, sumOf } from './dossier.ts';
import type { DossierBody, DossierMarkSheet } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { DossierSection, Fields, useNameOf } from './DossierPieces.tsx';

/** Scores, every mark sheet with its sum added up anew, and third readings. */
export function DossierMarks({ body }: { body: Partial<DossierBody> }) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  const { scores = [], markSheets = [], adjudications = [] } = body;
  const items = groupSheets(markSheets);
  const methods: Readonly<Record<string, string>> = {
    automatic: t('methods.automatic'),
    assessors: t('methods.assessors'),
  };
  const outcomes: Readonly<Record<string, string>> = {
    absent: t('outcomes.absent'),
    misconduct: t('outcomes.misconduct'),
  };
  return (
    <DossierSection name="marks">
      <Fields
        rows={scores.map(({ part, outcome, score, method }) => [
          t(`parts.${part}`),
          <span key={part}>
            <strong>{score === null ? (outcomes[outcome] ?? outcome) : formats.number(score)}</strong>{' '}
            <span className="quiet">{methods[method] ?? method}</span>
          </span>,
        ])}
      />
      {items.length === 0 && <p className="quiet">{t('noSheets')}</p>}
      {items.map(({ item, sheets }, index) => (
        <div key={item} className="dossier-part">
          <h3>{t('itemNumber', { number: index + 1 })}</h3>
          <Readings sheets={sheets} />
          {adjudications
            .filter((each) => each.item === item)
            .map(({ id, total, chief, reason, decidedAt }) => (
              <p key={id}>
                {t('adjudication', {
                  total: formats.number(total),
                  name: nameOf(chief),
                  time: formats.instant(decidedAt),
                })}{' '}
                {reason}
              </p>
            ))}
        </div>
      ))}
    </DossierSection>
  );
}

type Reading = DossierMarkSheet & { isSuperseded: boolean };

/** The sheets of one item side by side: the rows down, the assessors across. */
function Readings({ sheets }: { sheets: readonly Reading[] }) {
  const t = useTexts(dossierTexts);
  const formats = useFormats();
  const nameOf = useNameOf();
  const codes = [...new Set(sheets.flatMap(({ marks }) => marks.map(({ code }) => code)))];
  const notes = sheets.flatMap((sheet) => [
    ...sheet.marks.flatMap(({ code, note }) =>
      note ? [{ key: `${sheet.id} ${code}`, who: nameOf(sheet.assessor), code, note }] : [],
    ),
    ...(sheet.remark ? [{ key: sheet.id, who: nameOf(sheet.assessor), code: '', note: sheet.remark }] : []),
  ]);
  return (
    <>
      <WideTable
        size="small"
        pagination={false}
        rowKey="code"
        className="readings"
        dataSource={codes.map((code) => ({ code }))}
        columns={[
          { key: 'code', title: t('markCode'), dataIndex: 'code', fixed: 'start', rowScope: 'row' },
          ...sheets.map((sheet) => ({
            key: sheet.id,
            title: (
              <span className="two-lines">
                <span>{nameOf(sheet.assessor)}</span>
                <span className="quiet">
                  {t(sheet.duty === 'chief_assessor' ? 'duties.chief_assessor' : 'duties.assessor')}
                </span>
              </span>
            ),
            align: 'right' as const,
            render: (_: unknown, { code }: { code: string }) => {
              const mark = sheet.marks.find((each) => each.code === code);
              return mark ? formats.number(mark.points) : '—';
            },
          })),
        ]}
      />
      <ul className="readings-sums">
        {sheets.map((sheet) => {
          const sum = sumOf(sheet);
          const isRight = sum === sheet.total;
          return (
            <li key={sheet.id}>
              <span>
                {nameOf(sheet.assessor)} · {t('markTotal')} <strong>{formats.number(sheet.total)}</strong>
              </span>{' '}
              <StateTag tone={isRight ? 'good' : 'bad'}>
                {isRight ? t('sumRight') : t('sumWrong', { sum: formats.number(sum) })}
              </StateTag>{' '}
              {sheet.fatal.length > 0 && <StateTag tone="bad">{t('fatalFound')}</StateTag>}
              {sheet.isSuperseded && <StateTag tone="quiet">{t('superseded')}</StateTag>}
              <span className="quiet"> {formats.instant(sheet.signedAt)}</span>
            </li>
          );
        })}
      </ul>
      {notes.length > 0 && (
        <>
          <h4>{t('markNotes')}</h4>
          <ul className="dossier-list">
            {notes.map(({ key, who, code, note }) => (
              <li key={key}>
                {code} {note} <span className="quiet">{who}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
