// An item while it is written: what a change of one part does to the others, and how it outlives a closed window.
import type { Interaction } from '@jiangping/domain/items/interactions';
import { interactions } from '@jiangping/domain/items/interactions';
import { problemsOfBank } from '@jiangping/domain/items/item';
import type { ItemOption, TheoryItem } from '@jiangping/domain/items/item';
import type { Problem } from '@jiangping/domain/refusal';

/** A theory item without its id. */
export type ItemDraft = Omit<TheoryItem, 'id'>;

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
  };
}

/** The draft with another type: a judgement has no options, a choice at least four, and the key keeps what still fits. */
export function withInteraction(draft: ItemDraft, interaction: Interaction): ItemDraft {
  if (interaction === 'judgement') return { ...draft, interaction, options: [], correct: [] };
  const options = letter(
    [...draft.options, ...emptyDraft().options].slice(0, Math.max(4, draft.options.length)),
  );
  const fitting = interaction === 'single' ? options.slice(0, 4) : options;
  const ids = new Set(fitting.map(({ id }) => id));
  const correct = draft.correct.filter((id) => ids.has(id));
  return {
    ...draft,
    interaction,
    options: fitting,
    correct: interaction === 'single' ? correct.slice(0, 1) : correct,
  };
}

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

/** Everything that keeps the draft from vetting, by the rules the server has; `name` stands for the id it may not have yet. */
export function problemsOfDraft(
  draft: ItemDraft,
  name: string,
  points: ReadonlySet<string>,
): readonly Problem[] {
  const problems = problemsOfBank([{ ...draft, id: name }], points);
  // Without a point there is nothing unknown about it: one sentence is enough.
  return draft.point === '' ? problems.filter(({ code }) => code !== 'point_unknown') : problems;
}

/** A draft kept in the browser as JSON; null for anything that is no draft: another program may have written there. */
export function readKept(text: string | null): ItemDraft | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof ItemDraft, unknown>> | null;
    const isText = (name: keyof ItemDraft) => typeof value?.[name] === 'string';
    const isNumber = (name: keyof ItemDraft) => typeof value?.[name] === 'number';
    const sound =
      (['point', 'stem', 'source', 'rationale'] as const).every(isText) &&
      (['difficulty', 'angoff', 'seconds'] as const).every(isNumber) &&
      Object.hasOwn(interactions, String(value?.interaction)) &&
      isListOf(value?.correct, (id) => typeof id === 'string') &&
      isListOf(value?.options, isOption);
    return sound ? (value as ItemDraft) : null;
  } catch {
    return null;
  }
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function isOption(value: unknown): boolean {
  const { id, text } = (value ?? {}) as Partial<Record<'id' | 'text', unknown>>;
  return typeof id === 'string' && typeof text === 'string';
}
