// Questions as documents: what comes in, what a candidate's device sees, and what it answers.
import { z } from 'zod';
import { interactions, scoredInteractions } from '@jiangping/domain/items/interactions';
import type { Interaction } from '@jiangping/domain/items/interactions';

export const TheoryKind = z.enum(Object.keys(interactions) as Interaction[]);
export const ItemKind = z.enum([...(Object.keys(interactions) as Interaction[]), 'practical']);

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of a question document: the address it has there, and what is stored under it. */
export const QuestionMedia = z.strictObject({ href: z.string().min(1).max(300), sha256: Sha256 });

/** A question as a QTI 3 document, where stem, options and key do not say it all. */
export const Question = z.strictObject({
  document: z.string().max(200_000),
  media: z.array(QuestionMedia).max(50).readonly(),
});

/**
 * What a candidate sees of a question document: text, or an element of the vocabulary in packages/formats/src/question/
 * presented.ts. No key, rule or feedback is in it; `src` is `media:` and a SHA-256.
 */
export type PresentedNode = string | PresentedElement;
export interface PresentedElement {
  tag: string;
  attributes: Record<string, string>;
  children: PresentedNode[];
}
export const PresentedNode: z.ZodType<PresentedNode> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({
      tag: z.string(),
      attributes: z.record(z.string(), z.string()),
      children: z.array(PresentedNode),
    }),
  ]),
);

/**
 * An answer. Option ids for a choice, "true"/"false" for a judgement; of a question document one line a value,
 * `<response identifier>=<value>`, pairs as `A B` and points as `x y`. Empty clears it.
 */
export const ResponseValue = z
  .array(z.string().max(2100))
  .max(64)
  .refine((lines) => lines.reduce((sum, line) => sum + line.length, 0) <= 8000);

/** What the candidate's device sees of an item: never the key. */
export const PlayerItem = z.object({
  position: z.number().int(),
  interaction: z.enum(scoredInteractions),
  points: z.number(),
  stem: z.string(),
  options: z.array(z.object({ id: z.string(), text: z.string() })),
  /** A question document as the candidate sees it, in place of stem and options. */
  content: z.array(PresentedNode).nullable(),
});

/** What a question document says, as the bank reads it. */
export const QuestionReading = z.object({
  interaction: TheoryKind,
  stem: z.string(),
  options: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Most points that the rules of the document can give; null where they give none. */
  maxScore: z.number().nullable(),
});
