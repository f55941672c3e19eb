import { oc } from '@orpc/contract';
import { z } from 'zod';
import { PlayerItem, ResponseValue } from './items/question.ts';
import { Done, Id, Instant, Paragraph, Part, PersonRef } from './values.ts';

export const SittingState = z.enum(['planned', 'ready', 'open', 'closed']);

export const AttemptPage = z.object({
  attemptId: Id,
  epoch: z.number().int(),
  candidateName: z.string(),
  title: z.string(),
  seat: z.number().int(),
  serverNow: Instant,
  startedAt: Instant,
  deadlineAt: Instant,
  endedAt: Instant.nullable(),
  lastSequence: z.number().int(),
  lastHash: z.string(),
  items: z.array(PlayerItem),
  responses: z.array(z.object({ position: z.number().int(), response: ResponseValue })),
});

export const SaveInput = z.strictObject({
  epoch: z.number().int().min(1),
  entries: z
    .array(
      z.strictObject({
        sequence: z.number().int().min(1).max(100_000),
        position: z.number().int().min(1).max(1000),
        response: ResponseValue,
        savedAt: Instant,
      }),
    )
    .min(1)
    .max(500),
});

export const Saved = z.object({
  lastSequence: z.number().int(),
  lastHash: z.string(),
  serverNow: Instant,
  deadlineAt: Instant,
});

const ConsoleRow = z.object({
  candidate: PersonRef,
  seat: z.number().int(),
  state: z.enum(['not_started', 'in_progress', 'finished']),
  startedAt: Instant.nullable(),
  deadlineAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  answered: z.number().int(),
  lastSavedAt: Instant.nullable(),
  epoch: z.number().int().nullable(),
});

export const sittings = {
  getSitting: oc
    .route({
      method: 'GET',
      path: '/sittings/{sittingId}',
      summary: "The invigilator's console of a sitting",
    })
    .input(z.strictObject({ sittingId: Id }))
    .output(
      z.object({
        id: Id,
        part: Part,
        roomName: z.string(),
        startsAt: Instant,
        minutes: z.number().int(),
        state: SittingState,
        serverNow: Instant,
        duties: z.array(z.object({ person: PersonRef, duty: z.string() })),
        candidates: z.array(ConsoleRow),
        incidents: z.array(
          z.object({
            id: Id,
            kind: z.string(),
            action: z.string(),
            explanation: z.string(),
            candidate: PersonRef.nullable(),
            reportedBy: PersonRef,
            reportedAt: Instant,
          }),
        ),
      }),
    ),
  listMySittings: oc
    .route({ method: 'GET', path: '/sittings', summary: 'Sittings in which I have a duty' })
    .output(
      z.array(
        z.object({
          id: Id,
          part: Part,
          roomName: z.string(),
          startsAt: Instant,
          minutes: z.number().int(),
          state: SittingState,
          duty: z.string(),
          candidates: z.number().int(),
        }),
      ),
    ),
  openSitting: oc
    .route({ method: 'POST', path: '/sittings/{sittingId}/open', summary: 'Open a sitting that is ready' })
    .input(z.strictObject({ sittingId: Id }))
    .output(Done),
  closeSitting: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/close',
      summary: 'Close a sitting; running attempts are ended and kept',
    })
    .input(z.strictObject({ sittingId: Id, reason: Paragraph.optional() }))
    .output(Done.extend({ ended: z.number().int() })),
  reportIncident: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/incidents',
      summary: 'Report an incident; release a device or end an attempt',
    })
    .input(
      z.strictObject({
        sittingId: Id,
        candidateId: Id.optional(),
        kind: z.enum(['absence', 'misconduct', 'equipment', 'health', 'other']),
        action: z.enum(['noted', 'device_released', 'terminated']),
        explanation: Paragraph,
      }),
    )
    .output(Done),
  // The three below are called with the attempt's own token, by the candidate's device.
  getAttempt: oc
    .route({
      method: 'GET',
      path: '/attempts/current',
      summary: 'The running attempt: items without keys, saved answers, server time',
    })
    .output(AttemptPage),
  saveResponses: oc
    .route({
      method: 'POST',
      path: '/attempts/current/responses',
      summary: 'Append answers to the save journal; acknowledged means durable',
    })
    .input(SaveInput)
    .output(Saved),
  submitAttempt: oc
    .route({
      method: 'POST',
      path: '/attempts/current/submit',
      summary: 'Hand in; needs every answer to have arrived',
    })
    .input(z.strictObject({ epoch: z.number().int().min(1), lastSequence: z.number().int().min(0) }))
    .output(z.object({ endedAt: Instant, lastSequence: z.number().int(), lastHash: z.string() })),
};
