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

/** Where a duty works in a sitting besides its console: the desk of mark sheets, the table of all readings. */
export function placesOf(
  duty: string | undefined,
  part: 'theory' | 'practical',
): readonly ('marking' | 'marking-table')[] {
  if (part === 'theory') return duty === 'invigilator' || duty === 'supervisor' ? ['marking-table'] : [];
  if (duty === 'assessor') return ['marking'];
  if (duty === 'chief_assessor') return ['marking', 'marking-table'];
  return duty === 'supervisor' ? ['marking-table'] : [];
}
