import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { dossierTexts } from './dossier-texts.ts';
import { GravityTag } from './GravityTag.tsx';
import type { Review, Sheet } from './review.ts';
import { reviewTexts } from './texts.ts';

/** A signed sheet, to be read only: every row with its judgement and note, the remark, who signed and when. */
export function SheetRows({ sheet, names }: { sheet: Sheet; names: Review['sheetRows'] }) {
  const t = useTexts(reviewTexts);
  const d = useTexts(dossierTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <>
      <ul className="signed-rows">
        {sheet.rows.map(({ code, outcome, note }) => (
          <li key={code}>
            <div>
              <strong>
                {word(
                  names.find((name) => name.code === code),
                  code,
                )}
              </strong>
              {note !== '' && <p>{note}</p>}
            </div>
            <GravityTag of={outcome} />
          </li>
        ))}
      </ul>
      {sheet.remark !== '' && (
        <p>
          <strong>{t('remark')}</strong> {sheet.remark}
        </p>
      )}
      <p className="quiet">
        {d('signedSay', { name: sheet.reviewer.name, time: formats.instant(sheet.signedAt, true) })}
      </p>
    </>
  );
}
