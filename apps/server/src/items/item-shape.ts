// The shape of items in a file (demo/banks/README.md). What a sound item says is checked in the domain; here only that every
// field is there, of its kind, and of a bearable length.
import { z } from 'zod';
import { Question } from '@jiangping/contract/items/question';
import { keyedInteractions } from '@jiangping/domain/items/interactions';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { problem } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';

/** Text that PostgreSQL and every screen can carry: no control characters but tab and line breaks. */
const text = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^(?:[\t\n\r]|\P{Cc})*$/u);
const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u);
const figure = z.number();

const KeyedShape = z.strictObject({
  id: code,
  interaction: z.enum(keyedInteractions),
  point: text(30),
  stem: text(4000),
  options: z.array(z.strictObject({ id: text(4), text: text(1000) })).max(10),
  correct: z.array(text(5)).max(10),
  difficulty: figure,
  angoff: figure,
  seconds: z.number().int(),
  source: text(500),
  rationale: text(2000),
});

/** The facts of an item whose question is a document; what the document says is not said twice. */
const QuestionShape = KeyedShape.omit({ interaction: true, stem: true, options: true, correct: true }).extend(
  {
    question: Question,
  },
);

const supplies = z.array(z.strictObject({ name: text(200), spec: text(500), quantity: text(200) })).max(200);
const lines = z.array(text(2000)).max(100);

const PracticalShape = z.strictObject({
  id: code,
  title: text(200),
  weight: figure,
  minutes: figure.max(600),
  required: z.boolean(),
  preparation: z.strictObject({ venue: supplies, candidate: supplies, notes: text(4000) }),
  task: z.strictObject({ requirements: lines, steps: lines, safety: lines }),
  scoring: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          code: text(20),
          element: text(200),
          points: figure,
          rule: text(2000),
          step: figure,
        }),
      )
      .max(200),
    fatal: z.array(z.strictObject({ code: text(20), text: text(2000) })).max(50),
  }),
});

/** An item as it was read, or what keeps it from being one. */
export type ReadItem<Item> = { item: Item } | { problem: Problem };

/**
 * Reads a theory item of a file; `place` names it where it has no id of its own. Of a question document only the shape is
 * looked at: what it says is read by `readQuestion`.
 */
export function readTheoryItem(value: Record<string, unknown>, place: string): ReadItem<TheoryItem> {
  if (value['question'] === undefined) return read(KeyedShape, value, place);
  const facts = read(QuestionShape, value, place);
  if ('problem' in facts) return facts;
  return { item: { ...facts.item, interaction: 'adaptive', stem: '', options: [], correct: [] } };
}

/** Reads a practical item of a file. */
export function readPracticalItem(value: Record<string, unknown>, place: string): ReadItem<PracticalItem> {
  return read(PracticalShape, value, place);
}

function read<Item>(shape: z.ZodType<Item>, value: Record<string, unknown>, place: string): ReadItem<Item> {
  const { success, data, error } = shape.safeParse(value);
  if (success) return { item: data };
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...unknown].map(String).join('.').slice(0, 100);
  return { problem: problem('item_invalid', { item: place, field: field || 'item' }) };
}
