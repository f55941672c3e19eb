import { oc } from '@orpc/contract';
import { z } from 'zod';
import { DateText, Done, Id, listOf, listQuery, OccupationRef, PersonRef } from './values.ts';

export const CardKind = z.enum(['assessor', 'senior_assessor', 'supervisor', 'administrator', 'reviewer']);

export const cards = {
  issueCard: oc
    .route({
      method: 'POST',
      path: '/cards',
      summary: 'Issue a numbered card to a person for certain occupations',
    })
    .input(
      z.strictObject({
        personId: Id,
        kind: CardKind,
        number: z.string().regex(/^[A-Z0-9-]{4,30}$/),
        occupationIds: z.array(Id).max(200),
        validFrom: DateText,
        validTo: DateText,
      }),
    )
    .output(Done),
  listCards: oc
    .route({ method: 'GET', path: '/cards', summary: 'The card register' })
    .input(
      z.strictObject({
        ...listQuery,
        kind: CardKind.optional(),
        occupationId: Id.optional(),
        on: DateText.optional(),
      }),
    )
    .output(
      listOf(
        z.object({
          id: Id,
          number: z.string(),
          person: PersonRef,
          kind: CardKind,
          occupations: z.array(OccupationRef),
          validFrom: DateText,
          validTo: DateText,
          state: z.enum(['in_force', 'suspended', 'revoked']),
        }),
      ),
    ),
};
