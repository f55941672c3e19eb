// Items as they are written, kept in files and imported: the theory item with its key, and the practical item with its three
// documents – preparation notice (准备通知单), task (考核试卷) and scoring record (评分记录表). What a sound one looks like is
// checked here only.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import { keyedInteractions } from './interactions.ts';
import type { Interaction, KeyedInteraction } from './interactions.ts';

export interface ItemOption {
  readonly id: string;
  readonly text: string;
}

/** A file of a question document: the address it has there, and the SHA-256 (hex) of what the bank stores. */
export interface ItemMedium {
  readonly href: string;
  readonly sha256: string;
}

/** A question that stem, options and key cannot say: its QTI 3 document with its files. */
export interface ItemQuestion {
  readonly document: string;
  readonly media: readonly ItemMedium[];
}

export interface TheoryItem {
  readonly id: string;
  readonly interaction: Interaction;
  /** Code of the testable point. */
  readonly point: string;
  readonly stem: string;
  readonly options: readonly ItemOption[];
  /** Option ids in alphabetical order; `true` or `false` of a judgement. */
  readonly correct: readonly string[];
  /** Where it is there, type, stem, options and key are what it says, in the words of a list. */
  readonly question?: ItemQuestion | undefined;
  /** 1 (easiest) … 5. */
  readonly difficulty: number;
  /** Share of minimally competent candidates expected to answer correctly, 0.05–0.95. */
  readonly angoff: number;
  /** Expected answering time. */
  readonly seconds: number;
  readonly source: string;
  readonly rationale: string;
}

const optionCounts: Readonly<Record<KeyedInteraction, readonly number[]>> = {
  single: [4],
  multiple: [4, 5],
  judgement: [0],
};

/** How many option ids a key may hold, least and most, for so many options. */
function isKeySound({ interaction, correct, options }: TheoryItem): boolean {
  if (interaction === 'judgement')
    return correct.length === 1 && (correct[0] === 'true' || correct[0] === 'false');
  const ids = options.map(({ id }) => id);
  const inOrder = correct.every((id, i) => ids.includes(id) && (i === 0 || (correct[i - 1] ?? '') < id));
  return inOrder && (interaction === 'single' ? correct.length === 1 : correct.length >= 2);
}

/**
 * Everything wrong with a theory item: an empty stem, a judgement that is not a full statement ending in 。, a wrong number
 * of options, options that repeat or are empty or not lettered A, B, C …, a key that does not fit, figures out of range,
 * a missing source or rationale. Of an item with a question document the options and the key are the document's own affair
 * (`openQuestion` of formats). Empty when sound.
 */
export function problemsOfTheoryItem(item: TheoryItem): readonly Problem[] {
  const problems: Problem[] = [];
  const facts = { item: item.id };
  if (item.id.trim() === '') problems.push(problem('item_invalid', { ...facts, field: 'id' }));
  if (item.stem.trim() === '') problems.push(problem('item_stem_missing', facts));
  else if (item.interaction === 'judgement' && !item.stem.trim().endsWith('。')) {
    problems.push(problem('item_judgement_not_statement', facts));
  }
  problems.push(...(item.question ? [] : problemsOfKey(item)));
  const inRange = (field: string, value: number, min: number, max: number, isWhole: boolean) => {
    if (!(value >= min && value <= max) || (isWhole && !Number.isInteger(value))) {
      problems.push(problem('item_number_wrong', { ...facts, field, min, max }));
    }
  };
  inRange('difficulty', item.difficulty, 1, 5, true);
  inRange('angoff', item.angoff, 0.05, 0.95, false);
  inRange('seconds', item.seconds, 1, 3600, false);
  for (const field of ['point', 'source', 'rationale'] as const) {
    if (item[field].trim() === '') problems.push(problem('item_invalid', { ...facts, field }));
  }
  return problems;
}

/** What is wrong with the options and the key of an item that is written with them alone. */
function problemsOfKey(item: TheoryItem): readonly Problem[] {
  const { id: code, interaction, options } = item;
  const facts = { item: code };
  const keyed = keyedInteractions.find((each) => each === interaction);
  if (!keyed) return [problem('item_question_missing', facts)];
  const problems: Problem[] = [];
  const counts = optionCounts[keyed];
  if (!counts.includes(options.length)) {
    problems.push(
      problem('item_options_wrong', { ...facts, expected: counts.join('/'), count: options.length }),
    );
  }
  const texts = new Set<string>();
  options.forEach(({ id, text }, i) => {
    const key = text.normalize('NFKC').replace(/\s/g, '');
    if (key === '' || texts.has(key) || id !== String.fromCharCode(65 + i)) {
      problems.push(problem('item_option_repeated', { ...facts, option: id }));
    }
    texts.add(key);
  });
  if (!isKeySound(item)) problems.push(problem('item_key_wrong', facts));
  return problems;
}

/** The faults of a whole bank: those of each item, ids used twice, and points the content specification does not have. */
export function problemsOfBank(
  items: readonly TheoryItem[],
  points: ReadonlySet<string>,
): readonly Problem[] {
  const ids = new Set<string>();
  return items.flatMap((item) => {
    const problems = [...problemsOfTheoryItem(item)];
    if (ids.has(item.id)) problems.push(problem('item_duplicate_id', { item: item.id }));
    ids.add(item.id);
    if (!points.has(item.point))
      problems.push(problem('point_unknown', { point: item.point, item: item.id }));
    return problems;
  });
}

export interface Supply {
  readonly name: string;
  readonly spec: string;
  readonly quantity: string;
}

export interface PracticalScoringRow {
  readonly code: string;
  readonly element: string;
  readonly points: number;
  readonly rule: string;
  /** Marks are multiples of this. */
  readonly step: number;
}

export interface PracticalItem {
  readonly id: string;
  readonly title: string;
  /** Weight among the items of the practical assessment, in percent. */
  readonly weight: number;
  /** Working time; preparation is not counted. */
  readonly minutes: number;
  /** Required for every candidate (必考), or one of a choice (选考). */
  readonly required: boolean;
  readonly preparation: {
    readonly venue: readonly Supply[];
    readonly candidate: readonly Supply[];
    readonly notes: string;
  };
  readonly task: {
    readonly requirements: readonly string[];
    readonly steps: readonly string[];
    readonly safety: readonly string[];
  };
  readonly scoring: {
    readonly rows: readonly PracticalScoringRow[];
    /** Fatal items (否定项): each makes the whole item zero. */
    readonly fatal: readonly { readonly code: string; readonly text: string }[];
  };
}

/**
 * Everything wrong with a practical item, each named by its field: rows that do not add up to 100, repeated or missing codes,
 * points that are no multiple of their step, missing documents, lines without a word. Empty when sound.
 */
export function problemsOfPracticalItem(item: PracticalItem): readonly Problem[] {
  const problems: Problem[] = [];
  const unsound = (field: string) => problems.push(problem('item_invalid', { item: item.id, field }));
  const { rows, fatal } = item.scoring;
  for (const field of ['id', 'title'] as const) if (item[field].trim() === '') unsound(field);
  if (!(item.minutes > 0)) unsound('minutes');
  if (!(item.weight > 0 && item.weight <= 100)) unsound('weight');
  const isBlank = (text: string) => text.trim() === '';
  const { preparation, task } = item;
  if (preparation.venue.length === 0) unsound('preparation.venue');
  for (const field of ['venue', 'candidate'] as const) {
    if (preparation[field].some(({ name }) => isBlank(name))) unsound(`preparation.${field}.name`);
  }
  if (task.requirements.length + task.steps.length === 0) unsound('task');
  for (const field of ['requirements', 'steps', 'safety'] as const) {
    if (task[field].some(isBlank)) unsound(`task.${field}`);
  }
  const codes = [...rows, ...fatal].map(({ code }) => code);
  if (new Set(codes).size < codes.length || codes.some(isBlank)) unsound('scoring.code');
  for (const { code, points, step, element, rule } of rows) {
    const steps = points / step;
    const isWhole = Math.abs(steps - Math.round(steps)) < 1e-9;
    if (!(points > 0) || !(step > 0) || step > points || !isWhole) unsound(`scoring.rows.${code}`);
    if (isBlank(element)) unsound(`scoring.rows.${code}.element`);
    if (isBlank(rule)) unsound(`scoring.rows.${code}.rule`);
  }
  for (const { code, text } of fatal) if (isBlank(text)) unsound(`scoring.fatal.${code}`);
  const sum = rows.reduce((total, { points }) => total + points, 0);
  if (Math.abs(sum - 100) > 1e-6) unsound('scoring.rows.points');
  return problems;
}
