// What every format of questions but QTI itself is read into and written from. QTI's own model is a tree with rules; weights
// by answer, tolerances, pairs and the facts of a bank would have to be guessed back from it, so they are kept as they are
// said here, and written as QTI by qti-writing/. A field that a file does not speak of is null or its default below.

/** The formats that Moodle and GIFT know. */
export const textFormats = ['plain', 'html', 'markdown', 'moodle'] as const;
/** `moodle` is Moodle's “auto-format”: plain text whose line breaks and addresses are made visible, with HTML let through. */
export type TextFormat = (typeof textFormats)[number];

export interface RichText {
  readonly format: TextFormat;
  readonly text: string;
}

/** A picture or other file that HTML names as `@@PLUGINFILE@@<path><name>`. */
export interface ExchangeFile {
  readonly name: string;
  /** `/`, or folders between slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a bank says of an item beside the question itself (demo/banks/README.md). */
export interface ItemFacts {
  readonly point: string | null;
  /** 1 (easiest) … 5. */
  readonly difficulty: number | null;
  /** Share of minimally competent candidates expected to answer correctly. */
  readonly angoff: number | null;
  /** Expected answering time. */
  readonly seconds: number | null;
  readonly source: string | null;
  readonly rationale: string | null;
}

export interface ChoiceOption {
  /** Letters by place where the format has no ids: A … Z, AA … */
  readonly id: string;
  readonly text: RichText;
  /** Percent of the grade, −100 … 100. */
  readonly fraction: number;
  readonly feedback: RichText | null;
}

export interface TextAnswer {
  /** `*` stands for any text. */
  readonly text: string;
  readonly fraction: number;
  readonly feedback: RichText | null;
}

export interface NumberAnswer {
  /** Null for any other number. */
  readonly value: number | null;
  readonly tolerance: number;
  readonly fraction: number;
  readonly feedback: RichText | null;
}

export interface Unit {
  readonly name: string;
  readonly multiplier: number;
}

/** Kinds of embedded answers; those of choices differ in how they are laid out. */
export const gapKinds = [
  'text',
  'text-case',
  'number',
  'choice',
  'choice-vertical',
  'choice-horizontal',
  'multiple',
  'multiple-horizontal',
] as const;

/** One embedded answer; the stem names its place as `{#1}`. */
export interface Gap {
  readonly kind: (typeof gapKinds)[number];
  readonly weight: number;
  readonly shuffle: boolean;
  readonly answers: readonly {
    readonly text: string;
    readonly fraction: number;
    readonly tolerance: number | null;
    readonly feedback: string | null;
  }[];
}

export interface EssayForm {
  readonly responseFormat: string;
  readonly isRequired: boolean;
  readonly lines: number;
  readonly attachments: number;
  readonly attachmentsRequired: number;
  readonly graderInfo: RichText | null;
  readonly template: RichText | null;
}

export type Answer =
  | {
      readonly kind: 'choice';
      readonly isSingle: boolean;
      /** `all`: every key and nothing else, fractions are 100 and 0. `sum`: the fractions are added. Single is always `sum`. */
      readonly scoring: 'all' | 'sum';
      readonly shuffle: boolean;
      /** Moodle's word (`abc`, `ABCD`, `123`, `none` …); empty where nothing is said. */
      readonly numbering: string;
      readonly options: readonly ChoiceOption[];
    }
  | {
      readonly kind: 'judgement';
      readonly correct: boolean;
      readonly feedbackTrue: RichText | null;
      readonly feedbackFalse: RichText | null;
    }
  | { readonly kind: 'text'; readonly isCaseSensitive: boolean; readonly answers: readonly TextAnswer[] }
  | { readonly kind: 'number'; readonly answers: readonly NumberAnswer[]; readonly units: readonly Unit[] }
  | {
      readonly kind: 'match';
      readonly shuffle: boolean;
      /** Without a prompt: an answer that fits none. */
      readonly pairs: readonly { readonly prompt: RichText | null; readonly answer: string }[];
    }
  | ({ readonly kind: 'essay' } & EssayForm)
  | { readonly kind: 'description' }
  | { readonly kind: 'cloze'; readonly gaps: readonly Gap[] }
  | {
      readonly kind: 'order';
      /** In the right order. */
      readonly elements: readonly RichText[];
      readonly layout: string;
      readonly grading: string;
    }
  | {
      /** Places `[[1]]` of the stem are filled with choice 1; the others of its group are wrong there. */
      readonly kind: 'words';
      readonly isDragged: boolean;
      readonly shuffle: boolean;
      readonly choices: readonly {
        readonly text: string;
        readonly group: number;
        readonly isInfinite: boolean;
      }[];
    };

export type AnswerKind = Answer['kind'];

export interface CombinedFeedback {
  readonly correct: RichText | null;
  readonly partial: RichText | null;
  readonly incorrect: RichText | null;
  readonly showsCount: boolean;
}

export interface Hint {
  readonly text: RichText;
  readonly showsCount: boolean;
  readonly clearsWrong: boolean;
}

export interface ExchangeItem {
  /** Stable where the file has one, else `q1`, `q2` … by place. */
  readonly id: string;
  readonly title: string;
  /** Path with `/`, as the file writes it; empty for none. */
  readonly category: string;
  readonly stem: RichText;
  readonly answer: Answer;
  readonly feedback: RichText | null;
  readonly combined: CombinedFeedback | null;
  readonly hints: readonly Hint[];
  /** Most points; 0 of a description. */
  readonly grade: number;
  /** Share of the grade lost by each further try. */
  readonly penalty: number | null;
  readonly isHidden: boolean;
  readonly tags: readonly string[];
  readonly facts: ItemFacts;
  readonly files: readonly ExchangeFile[];
}

export interface BankPoint {
  readonly code: string;
  readonly name: string;
  readonly importance: string;
}

export interface ExchangeBank {
  readonly items: readonly ExchangeItem[];
  /** Testable points that the items belong to; empty where the format has none. */
  readonly points: readonly BankPoint[];
}

/** Nothing known of an item but the question. */
export const noFacts: ItemFacts = {
  point: null,
  difficulty: null,
  angoff: null,
  seconds: null,
  source: null,
  rationale: null,
};

/** An essay as Moodle's importers make one: an editor of 15 lines, no files. */
export const plainEssay: EssayForm = {
  responseFormat: 'editor',
  isRequired: true,
  lines: 15,
  attachments: 0,
  attachmentsRequired: 0,
  graderInfo: null,
  template: null,
};

/** An item with the defaults of every field that is not given. */
export function makeItem(
  given: Pick<ExchangeItem, 'id' | 'stem' | 'answer'> & Partial<ExchangeItem>,
): ExchangeItem {
  return {
    title: '',
    category: '',
    feedback: null,
    combined: null,
    hints: [],
    grade: given.answer.kind === 'description' ? 0 : 1,
    penalty: null,
    isHidden: false,
    tags: [],
    facts: noFacts,
    files: [],
    ...given,
  };
}

/** Text without markup. */
export function plain(text: string): RichText {
  return { format: 'plain', text };
}

/** A … Z, AA … by place from 0: how options are named where the format does not name them. */
export function letterOf(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : letterOf(Math.floor(place / 26) - 1) + letter;
}

/** A title of at most 80 characters from the stem's words, for formats that want one where none was given. */
export function titleOf(item: Pick<ExchangeItem, 'title' | 'stem' | 'id'>): string {
  if (item.title !== '') return item.title;
  const words = item.stem.text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(words).slice(0, 80).join('') || item.id;
}

/** `zh-CN` for an item with a Chinese character in its title or text, else null: no other language is told from the text. */
export function languageOf({ title, stem }: Pick<ExchangeItem, 'title' | 'stem'>): string | null {
  return /\p{Script=Han}/u.test(title + stem.text) ? 'zh-CN' : null;
}
