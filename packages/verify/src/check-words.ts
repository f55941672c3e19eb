export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What a check can find; `{name}` stands for a fact of the same name. */
export interface Outcome extends Bilingual {
  readonly ok: boolean;
}

export interface CheckWords {
  readonly title: Bilingual;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}
