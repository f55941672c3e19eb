import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button, Input, Radio } from 'antd';
import { gravities } from '@jiangping/domain/reviews/sheet';
import { useTexts, useWord } from '../shell/language.ts';
import { factsOf } from './dossier.ts';
import type { DossierBody } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { goToPart, sectionOfRow } from './parts.ts';
import type { Dossier, Review } from './review.ts';
import { gravityOrder } from './sheet.ts';
import type { RowDraft } from './sheet.ts';

interface SheetRowFieldProps {
  row: Review['sheetRows'][number];
  draft: RowDraft;
  body: Partial<DossierBody>;
  people: Dossier['people'];
  nextCode: string | undefined;
  onChange: (change: Partial<RowDraft>) => void;
  /** Told when the reviewer goes to look at the dossier from here. */
  onLook: () => void;
}

const sections: Readonly<Record<string, string>> = sectionOfRow;

/** Gives the focus to a row of the sheet: to its note where only that is missing, else to its choice. */
export function focusRow(code: string | undefined): void {
  const row = document.getElementById(`sheet-row-${code ?? ''}`);
  row?.scrollIntoView({ block: 'nearest' });
  const note = row?.querySelector<HTMLElement>('.row-note-missing textarea, textarea.row-note-missing');
  (
    note ??
    row?.querySelector<HTMLElement>('input:checked') ??
    row?.querySelector<HTMLElement>('input')
  )?.focus();
}

/** One row of the sheet: what the dossier tells about it, the judgement, and the note a finding needs. */
export function SheetRowField(props: SheetRowFieldProps) {
  const { row, draft, body, people, nextCode, onChange, onLook } = props;
  const t = useTexts(dossierTexts);
  const word = useWord();
  const hint = useHint(row.code, body, people);
  const [isNoting, setNoting] = useState(false);
  const isFinding = draft.outcome !== null && draft.outcome !== 'pass';
  const chooseByKey = (domEvent: KeyboardEvent) => {
    const chosen = gravityOrder[Number(domEvent.key) - 1];
    const isTyping = domEvent.target instanceof HTMLTextAreaElement;
    if (!chosen || isTyping || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return;
    domEvent.preventDefault();
    onChange({ outcome: chosen });
    // A finding stays here for its note.
    if (chosen === 'pass') focusRow(nextCode);
    else setTimeout(() => focusRow(row.code), 0);
  };
  const section = sections[row.code];
  return (
    <li id={`sheet-row-${row.code}`} className="review-field" onKeyDown={chooseByKey}>
      <div className="review-field-head">
        <strong id={`sheet-name-${row.code}`}>{word(row)}</strong>
        <span>
          {draft.outcome === 'pass' && draft.note === '' && !isNoting && (
            <Button
              type="link"
              size="small"
              onClick={() => setNoting(true)}
              aria-label={`${t('addNote')}: ${word(row)}`}
            >
              {t('addNote')}
            </Button>
          )}
          {section !== undefined && (
            <Button
              type="link"
              size="small"
              aria-label={`${t('seePart')}: ${word(row)}`}
              onClick={() => {
                onLook();
                goToPart(`dossier-${section}`);
              }}
            >
              {t('seePart')}
            </Button>
          )}
        </span>
      </div>
      {hint && <p className={hint.isBad ? 'row-hint row-hint-bad' : 'row-hint'}>{hint.text}</p>}
      <Radio.Group
        className="row-choice"
        name={row.code}
        aria-labelledby={`sheet-name-${row.code}`}
        value={draft.outcome}
        onChange={({ target }) => onChange({ outcome: target.value as RowDraft['outcome'] })}
      >
        {gravityOrder.map((gravity) => (
          <Radio key={gravity} value={gravity} className={`row-${gravity}`}>
            {word(gravities[gravity])}
          </Radio>
        ))}
      </Radio.Group>
      {(isFinding || draft.note !== '' || isNoting) && (
        <Input.TextArea
          className={isFinding && draft.note.trim() === '' ? 'row-note row-note-missing' : 'row-note'}
          autoSize={{ minRows: isFinding ? 2 : 1, maxRows: 6 }}
          maxLength={500}
          autoFocus={isNoting}
          value={draft.note}
          status={isFinding && draft.note.trim() === '' ? 'warning' : ''}
          aria-label={t('noteFor', { row: word(row) })}
          aria-required={isFinding}
          placeholder={t(isFinding ? 'note' : 'noteOptional')}
          onChange={({ target }) => onChange({ note: target.value })}
        />
      )}
    </li>
  );
}

/** What can be told about a row from the dossier itself, so that nobody adds up by hand what a machine has. */
function useHint(
  code: string,
  body: Partial<DossierBody>,
  people: Dossier['people'],
): { text: string; isBad: boolean } | null {
  const t = useTexts(dossierTexts);
  const facts = factsOf(body);
  switch (code) {
    case 'eligibility_evidence': {
      if (!body.eligibility) return null;
      const { eligible, clause } = body.eligibility;
      return eligible
        ? { text: t('hints.eligible', { clause: clause ?? '—' }), isBad: false }
        : { text: t('hints.notEligible'), isBad: true };
    }
    case 'marks_arithmetic':
      return facts.wrongSums > 0
        ? { text: t('hints.sumsBad', { count: facts.sheets, wrong: facts.wrongSums }), isBad: true }
        : { text: t('hints.sumsGood', { count: facts.sheets }), isBad: false };
    case 'assessor_cards':
      return facts.badCards > 0
        ? { text: t('hints.cardsBad', { count: facts.cards, wrong: facts.badCards }), isBad: true }
        : { text: t('hints.cardsGood', { count: facts.cards }), isBad: false };
    case 'recusal':
      return facts.hasSelfServed ? { text: t('hints.selfServed'), isBad: true } : null;
    case 'ticket_sign_in':
    case 'video_presence':
      return facts.incidents > 0
        ? { text: t('hints.incidents', { count: facts.incidents }), isBad: true }
        : null;
    case 'supervisor_report': {
      const names = facts.supervisors.map((id) => people.find((person) => person.id === id)?.name ?? id);
      return names.length > 0
        ? { text: t('hints.supervisor', { names: names.join(' ') }), isBad: false }
        : { text: t('hints.noSupervisor'), isBad: true };
    }
    default:
      return null;
  }
}
