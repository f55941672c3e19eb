// What writers write: only the shape is asked here, since a draft may be unfinished.
import { z } from 'zod';
import { Question, TheoryKind } from './question.ts';

export const ItemText = z.string().max(4000);
export const OptionText = z.strictObject({ id: z.string().max(4), text: z.string().max(1000) });

/** A theory item as its writer writes it; a draft may be unfinished, so only the shape is asked here. */
export const TheoryContent = z.strictObject({
  interaction: TheoryKind,
  point: z.string().max(30),
  stem: ItemText,
  options: z.array(OptionText).max(10),
  correct: z.array(z.string().max(5)).max(10),
  difficulty: z.number(),
  angoff: z.number(),
  seconds: z.number().int(),
  source: z.string().max(500),
  rationale: z.string().max(2000),
  /** Where it is given, type, stem, options and key are read from it. */
  question: Question.optional(),
});

const Supplies = z
  .array(
    z.strictObject({ name: z.string().max(200), spec: z.string().max(500), quantity: z.string().max(200) }),
  )
  .max(200);
const Lines = z.array(z.string().max(2000)).max(100);

/** A practical item as its writer writes it, with its three documents; a draft may be unfinished. */
export const PracticalContent = z.strictObject({
  title: z.string().max(200),
  weight: z.number().min(0).max(100),
  minutes: z.number().min(0).max(600),
  required: z.boolean(),
  preparation: z.strictObject({ venue: Supplies, candidate: Supplies, notes: z.string().max(4000) }),
  task: z.strictObject({ requirements: Lines, steps: Lines, safety: Lines }),
  scoring: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          code: z.string().max(20),
          element: z.string().max(200),
          points: z.number().min(0).max(100),
          rule: z.string().max(2000),
          step: z.number().min(0).max(100),
        }),
      )
      .max(200),
    fatal: z.array(z.strictObject({ code: z.string().max(20), text: z.string().max(2000) })).max(50),
  }),
});
