import type { Words } from '../shell/language.ts';

/** Duties by their words. */
export const dutyNames: Readonly<Record<string, Words>> = {
  invigilator: { zh: '监考员', en: 'Invigilator' },
  assessor: { zh: '考评员', en: 'Assessor' },
  chief_assessor: { zh: '考评组长', en: 'Chief assessor' },
  supervisor: { zh: '督导员', en: 'Supervisor' },
};

/** True for the duties that open and close a sitting and report its incidents. */
export function isInCharge(duty: string | undefined): boolean {
  return duty === 'invigilator' || duty === 'chief_assessor';
}

/** What a duty opens in the marking of a sitting: the own mark sheets, the table of all readings. */
export type MarkingPlace = 'sheets' | 'table';

/** The places open to a duty now: practical work is marked while it goes on and after, theory is scored afterwards. */
export function placesOf(
  duty: string | undefined,
  { part, state }: { readonly part: 'theory' | 'practical'; readonly state: string },
): readonly MarkingPlace[] {
  if (part === 'theory')
    return state === 'closed' && (duty === 'invigilator' || duty === 'supervisor') ? ['table'] : [];
  if (state !== 'open' && state !== 'closed') return [];
  if (duty === 'assessor') return ['sheets'];
  if (duty === 'chief_assessor') return ['sheets', 'table'];
  return duty === 'supervisor' ? ['table'] : [];
}
