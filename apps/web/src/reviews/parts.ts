/** Brings a part of the page into sight and gives it the focus, for keyboards and screen readers. */
export function goToPart(id: string): void {
  const part = document.getElementById(id);
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  part?.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' });
  part?.focus({ preventScroll: true });
}

/** Which section of a dossier a row of the review sheet looks at. */
export const sectionOfRow = {
  eligibility_evidence: 'eligibility',
  identity_photo: 'candidate',
  ticket_sign_in: 'sittings',
  paper_version: 'sittings',
  marks_arithmetic: 'marks',
  assessor_cards: 'staff',
  recusal: 'staff',
  video_presence: 'sittings',
  supervisor_report: 'staff',
  publicity: 'candidate',
} as const;
