// The shape of blueprints (demo/banks/README.md). What a sound one asks for is checked in the domain; here only that every
// field is there and of its kind.
import { z } from 'zod';
import { scoredInteractions } from '@jiangping/domain/items/interactions';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { Refusal } from '@jiangping/domain/refusal';

const occupation = z.strictObject({ edition: z.string().max(4), code: z.string().max(12) });
const level = z.union([z.literal(5), z.literal(4), z.literal(3), z.literal(2), z.literal(1)]);
const minutes = z.number().int().min(1).max(600);
const range = z.string().min(1).max(30);
const itemId = z.string().min(1).max(64);
const figure = z.number().min(0).max(100_000);

const TheoryShape = z.strictObject({
  occupation,
  level,
  part: z.literal('theory'),
  minutes,
  // Labels are single letters, and the assembly takes no more than twenty forms at once.
  forms: z.number().int().min(1).max(20),
  sections: z
    .array(
      z.strictObject({
        interaction: z.enum(scoredInteractions),
        count: z.number().int().min(1).max(500),
        points: figure,
      }),
    )
    .max(scoredInteractions.length),
  content: z
    .array(
      z.union([
        z.strictObject({ range, points: figure }),
        z.strictObject({ range, min: figure, max: figure }),
      ]),
    )
    .max(300),
  difficulty: z
    .array(
      z.strictObject({
        level: z.number().int().min(1).max(5),
        min: z.number().min(0).max(1),
        max: z.number().min(0).max(1),
      }),
    )
    .max(5),
  angoff: z.strictObject({ center: figure, width: figure }),
  // The schema lets no two forms of a paper share an item.
  overlap: z.strictObject({ max: z.literal(0) }),
  secondsMax: figure,
});

const PracticalShape = z.strictObject({
  occupation,
  level,
  part: z.literal('practical'),
  minutes,
  items: z
    .array(
      z.union([
        z.strictObject({ id: itemId, weight: figure }),
        z.strictObject({
          from: z.array(itemId).min(1).max(50),
          take: z.number().int().min(1).max(50),
          weight: figure,
        }),
      ]),
    )
    .max(50),
});

const Shape = z.discriminatedUnion('part', [TheoryShape, PracticalShape]);

/** Reads a blueprint's body; refuses `blueprint_invalid` with the first field that is missing or of another kind. */
export function readBlueprint(body: unknown): Blueprint | PracticalBlueprint {
  const { success, data, error } = Shape.safeParse(body);
  if (success) return data;
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...unknown].map(String).join('.').slice(0, 100);
  throw new Refusal('blueprint_invalid', { field: field || 'body' });
}
