// A question as a writer fills it in. This part runs in the page; what makes a document of it runs in a thread of its own.
import type { Interaction } from '@jiangping/domain/items/interactions';
import type { ItemOption } from '@jiangping/domain/items/item';

/** The types that have a form; the others are written as a document. */
export const formInteractions = [
  'single',
  'multiple',
  'judgement',
  'blank',
  'matching',
  'ordering',
  'written',
] as const satisfies readonly Interaction[];
export type FormInteraction = (typeof formInteractions)[number];

/** Texts are in the notation of form-text.ts; parts that a type does not use are empty. */
export interface QuestionForm {
  readonly interaction: FormInteraction;
  readonly stem: string;
  readonly options: readonly ItemOption[];
  readonly correct: readonly string[];
  /** A right side alone fits none. */
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
  /** In the right order. */
  readonly steps: readonly string[];
  /** Lines to answer on. */
  readonly lines: number;
  /** For who marks a written answer. */
  readonly guide: string;
}

/** Nothing but the type. */
export function emptyForm(interaction: FormInteraction): QuestionForm {
  return { interaction, stem: '', options: [], correct: [], pairs: [], steps: [], lines: 8, guide: '' };
}

/** What is missing in a form, by a code; the words of it are the screen's. */
export type FormFault =
  | 'gap_missing'
  | 'gap_empty'
  | 'gap_key'
  | 'gap_number'
  | 'pairs_few'
  | 'pair_half'
  | 'pair_repeated'
  | 'steps_few'
  | 'step_empty'
  | 'step_repeated';

/** A file in a text of a form: `![alternative text](name)`. */
export const mediumMark = /!\[([^\]\n]*)\]\(([^()\s]+)\)/g;

/** The names of the files that a text shows, in order. */
export function mediaIn(text: string): string[] {
  return Array.from(text.matchAll(mediumMark), ([, , name = '']) => name);
}

/** A text of a form as plain words: files by their alternative texts, gaps as lines. */
export function wordsOfFormText(text: string): string {
  return text.replace(mediumMark, '$1').replace(/\[\[[填数选][:：](?:(?!\]\]).)*\]\]/gs, '＿＿');
}
