// Every line a verification can say, in both languages and for readers who know nothing of signatures. Whether an
// outcome is good stands here too, so that a sentence and its verdict cannot part.
import { auditWords } from './audit-words.ts';
import type { Bilingual, CheckWords, Outcome } from './check-words.ts';
import { certificateWords } from './certificate-words.ts';
import { drawWords } from './draw-words.ts';

export const checkWords = {
  ...certificateWords,
  ...drawWords,
  ...auditWords,
} as const satisfies Record<string, CheckWords>;

/** The stable name of a check. */
export type CheckName = keyof typeof checkWords;

/** The stable words for what a check can find. */
export type OutcomeOf<Name extends CheckName> = keyof (typeof checkWords)[Name]['outcomes'] & string;

/** The words of one outcome; throws for one that is not in the table, which is a defect of the caller. */
export function findOutcome(name: CheckName, outcome: string): Outcome & { readonly title: Bilingual } {
  const { title, outcomes }: CheckWords = checkWords[name];
  const found = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  if (found === undefined) throw new Error(`no words for ${name}: ${outcome}`);
  return { ...found, title };
}

/** The headline of a verdict on a certificate file. */
export const verdictWords = {
  valid: {
    zh: '证书真实，当前有效',
    en: 'Genuine, and in force',
  },
  unknown: {
    zh: '证书真实；但现在是否仍然有效未知，请取得最新的状态列表再核对',
    en: 'Genuine; whether it is still in force is not known: check again with the newest status list',
  },
  revoked: { zh: '证书已被撤销，不应采信', en: 'Revoked: do not rely on it' },
  suspended: { zh: '证书已被暂停，目前不应采信', en: 'Suspended: do not rely on it for now' },
  expired: { zh: '证书真实，但不在其标明的有效期内', en: 'Genuine, but outside the period it states' },
  invalid: { zh: '证书不能通过验证，不应采信', en: 'Not valid: do not rely on it' },
  unusable: { zh: '这不是可以验证的证书文件', en: 'This is not a certificate file that can be verified' },
} as const satisfies Record<string, Bilingual>;

/** The headline of an audit of a log. */
export const auditVerdictWords = {
  valid: { zh: '账本完整，与签名相符', en: 'The ledger is whole and meets what was signed' },
  invalid: { zh: '账本不能通过核对', en: 'The ledger does not hold' },
  unusable: { zh: '未能核对', en: 'The audit could not be done' },
} as const satisfies Record<string, Bilingual>;
