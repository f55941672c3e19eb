// An item while it is written: what a change of one part does to the others, and how it outlives a closed window.
import type { Interaction } from '@jiangping/domain/items/interactions';
import { interactions } from '@jiangping/domain/items/interactions';
import { keyedInteractions } from '@jiangping/domain/items/interactions';
import { problemsOfBank, problemsOfTheoryItem } from '@jiangping/domain/items/item';
import type { ItemOption, TheoryItem } from '@jiangping/domain/items/item';
import type { Problem } from '@jiangping/domain/refusal';
import { formInteractions, mediaIn, wordsOfFormText } from '@jiangping/formats/question/form';
import type { FormInteraction, QuestionForm } from '@jiangping/formats/question/form';

/** A stored file that a draft shows, under the name by which its texts call it. */
export interface DraftMedium {
  readonly name: string;
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** A theory item without its id, in the form its writer fills in; `document` where it is written as QTI instead. */
export interface ItemDraft
  extends Omit<TheoryItem, 'id' | 'question'>, Pick<QuestionForm, 'pairs' | 'steps' | 'lines' | 'guide'> {
  readonly document: string | null;
  readonly media: readonly DraftMedium[];
}

/** Options that a choice may have at most. */
export const mostOptions = 5;

const letterOf = (place: number) => String.fromCharCode(65 + place);

/** An item of which nothing is written: a single choice of four empty options at a middling difficulty. */
export function emptyDraft(point = ''): ItemDraft {
  return {
    interaction: 'single',
    point,
    stem: '',
    options: ['', '', '', ''].map((text, i) => ({ id: letterOf(i), text })),
    correct: [],
    difficulty: 3,
    angoff: 0.6,
    seconds: 60,
    source: '',
    rationale: '',
    pairs: [],
    steps: [],
    lines: 8,
    guide: '',
    document: null,
    media: [],
  };
}

/** The form of a draft; null for one that is written as a document. */
export function formOf({ interaction, document, ...draft }: ItemDraft): QuestionForm | null {
  const known = formInteractions.find((each): each is FormInteraction => each === interaction);
  if (document !== null || !known) return null;
  const { stem, options, correct, pairs, steps, lines, guide } = draft;
  return { interaction: known, stem, options, correct, pairs, steps, lines, guide };
}

const isKeyed = (interaction: Interaction) => keyedInteractions.some((each) => each === interaction);

/** True where stem, options and key do not say it all: other types, and everything with a picture or a recording. */
export function needsDocument({ document, interaction, stem, options }: ItemDraft): boolean {
  return (
    document !== null ||
    !isKeyed(interaction) ||
    [stem, ...options.map(({ text }) => text)].some((text) => mediaIn(text).length > 0)
  );
}

/** The words of a draft as the bank compares them with others. */
export function wordsOfDraft({ stem, options, pairs, steps }: ItemDraft): {
  stem: string;
  options: { id: string; text: string }[];
} {
  const others = [...pairs.flatMap(({ left, right }) => [left, right]), ...steps];
  return {
    stem: wordsOfFormText(stem),
    options:
      options.length > 0
        ? options.map(({ id, text }) => ({ id, text: wordsOfFormText(text) }))
        : others.slice(0, 10).map((text, i) => ({ id: letterOf(i), text: wordsOfFormText(text) })),
  };
}

/** The draft as a QTI document in place of its form, or in its form again. */
export function withDocument(draft: ItemDraft, document: string | null): ItemDraft {
  return { ...draft, document };
}

/** What the server is sent of a draft beside its document. */
export function contentOf(draft: ItemDraft, hasDocument: boolean) {
  const { interaction, point, difficulty, angoff, seconds, source, rationale } = draft;
  const facts = { point, difficulty, angoff, seconds, source, rationale };
  if (hasDocument) return { interaction, stem: '', options: [], correct: [], ...facts };
  return {
    interaction,
    stem: draft.stem,
    options: [...draft.options],
    correct: [...draft.correct],
    ...facts,
  };
}

/** The draft with another type: a judgement has no options, a choice at least four, and the key keeps what still fits. */
export function withInteraction(draft: ItemDraft, interaction: Interaction): ItemDraft {
  if (interaction === 'matching' && draft.pairs.length === 0)
    return withInteraction({ ...draft, pairs: [blankPair, blankPair] }, interaction);
  if (interaction === 'ordering' && draft.steps.length === 0)
    return withInteraction({ ...draft, steps: ['', '', ''] }, interaction);
  if (interaction === 'judgement' || !isKeyed(interaction))
    return { ...draft, interaction, options: [], correct: [], document: null };
  const options = letter(
    [...draft.options, ...emptyDraft().options].slice(0, Math.max(4, draft.options.length)),
  );
  const fitting = interaction === 'single' ? options.slice(0, 4) : options;
  const ids = new Set(fitting.map(({ id }) => id));
  const correct = draft.correct.filter((id) => ids.has(id));
  return {
    ...draft,
    interaction,
    document: null,
    options: fitting,
    correct: interaction === 'single' ? correct.slice(0, 1) : correct,
  };
}

const blankPair = { left: '', right: '' };

/** The draft with one option rewritten. */
export function withOption(draft: ItemDraft, id: string, text: string): ItemDraft {
  return { ...draft, options: draft.options.map((option) => (option.id === id ? { id, text } : option)) };
}

/** The draft with one more empty option, up to {@link mostOptions}. */
export function withMoreOptions(draft: ItemDraft): ItemDraft {
  if (draft.options.length >= mostOptions) return draft;
  return { ...draft, options: letter([...draft.options, { id: '', text: '' }]) };
}

/** The draft without an option; those behind it move up a letter, and the key with them. */
export function withoutOption(draft: ItemDraft, id: string): ItemDraft {
  const kept = draft.options.filter((option) => option.id !== id);
  const newId = new Map(kept.map((option, place) => [option.id, letterOf(place)]));
  const correct = draft.correct.flatMap((key) => newId.get(key) ?? []);
  return { ...draft, options: letter(kept), correct };
}

/** The draft with its key in the order that a key has. */
export function withKey(draft: ItemDraft, correct: readonly string[]): ItemDraft {
  return { ...draft, correct: [...correct].sort() };
}

function letter(options: readonly ItemOption[]): ItemOption[] {
  return options.map(({ text }, place) => ({ id: letterOf(place), text }));
}

/** Stands for a stem that is the document's own affair. */
const STEM_OF_DOCUMENT = '见试题文档。';

/**
 * What keeps the draft from vetting by the rules of the bank; `name` stands for the id it may not have yet. What is wrong with a
 * document its own reader says.
 */
export function problemsOfDraft(
  draft: ItemDraft,
  name: string,
  points: ReadonlySet<string>,
): readonly Problem[] {
  const { document, interaction } = draft;
  const item: TheoryItem = { id: name, ...contentOf(draft, false) };
  const problems = needsDocument(draft)
    ? [
        ...problemsOfBank(
          [
            {
              ...item,
              stem: document === null ? wordsOfFormText(draft.stem) : STEM_OF_DOCUMENT,
              question: { document: '', media: [] },
            },
          ],
          points,
        ),
        ...(document === null && isKeyed(interaction)
          ? problemsOfTheoryItem(item).filter(({ code }) => /option|key/.test(code))
          : []),
      ]
    : problemsOfBank([item], points);
  // Without a point there is nothing unknown about it: one sentence is enough.
  return draft.point === '' ? problems.filter(({ code }) => code !== 'point_unknown') : problems;
}

/**
 * A draft kept in the browser as JSON, one of an earlier time with what it did not have yet; null for anything that is no draft:
 * another program may have written there.
 */
export function readKept(text: string | null): ItemDraft | null {
  if (text === null) return null;
  try {
    const given = JSON.parse(text) as object | null;
    const value = { ...emptyDraft(), ...given } as Partial<Record<keyof ItemDraft, unknown>>;
    const isText = (name: keyof ItemDraft) => typeof value[name] === 'string';
    const isNumber = (name: keyof ItemDraft) => typeof value[name] === 'number';
    const sound =
      given !== null &&
      !Array.isArray(given) &&
      'stem' in given &&
      (['point', 'stem', 'source', 'rationale', 'guide'] as const).every(isText) &&
      (['difficulty', 'angoff', 'seconds', 'lines'] as const).every(isNumber) &&
      Object.hasOwn(interactions, String(value.interaction)) &&
      (value.document === null || isText('document')) &&
      isListOf(value.correct, isString) &&
      isListOf(value.steps, isString) &&
      isListOf(value.options, (each) => hasTexts(each, ['id', 'text'])) &&
      isListOf(value.pairs, (each) => hasTexts(each, ['left', 'right'])) &&
      isListOf(value.media, (each) => hasTexts(each, ['name', 'sha256', 'type']));
    return sound ? (value as ItemDraft) : null;
  } catch {
    return null;
  }
}

const isString = (value: unknown) => typeof value === 'string';

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof (value as Record<string, unknown> | null)?.[name] === 'string');
}
