// The development programme: part of the capability `standards`, in a file of its own.
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  base64,
  DateText,
  Done,
  Id,
  Instant,
  Line,
  listOf,
  listQuery,
  OccupationRef,
  Paragraph,
  PersonRef,
} from './values.ts';

const WorkPackageState = z.enum([
  'planned',
  'given',
  'drafting',
  'submitted',
  'returned',
  'accepted',
  'cancelled',
]);
const WorkPackageKind = z.enum(['standard', 'textbook', 'item_bank']);
const AssociationRef = z.object({ id: Id, nameZh: z.string(), nameEn: z.string() });
const MilestoneRef = z.object({ id: Id, nameZh: z.string(), nameEn: z.string(), dueOn: DateText });
const OneOf = z.strictObject({ workPackageId: Id });
/** The answer to an act on several packages: the first of their facts. */
const DoneMany = z.object({ ids: z.array(Id), factId: Id });

const WorkPackageRow = z.object({
  id: Id,
  occupation: OccupationRef,
  kind: WorkPackageKind,
  state: WorkPackageState,
  isLate: z.boolean(),
  dueOn: DateText,
  milestone: MilestoneRef,
  association: AssociationRef.nullable(),
  responsible: PersonRef.nullable(),
});

export const programme = {
  registerAssociation: oc
    .route({ method: 'POST', path: '/associations', summary: 'Register an industry association' })
    .input(z.strictObject({ nameZh: Line, nameEn: Line, uscc: Line }))
    .output(Done),
  listAssociations: oc
    .route({ method: 'GET', path: '/associations', summary: 'Industry associations of the programme' })
    .input(z.strictObject(listQuery))
    .output(listOf(AssociationRef.extend({ uscc: z.string() }))),
  setMilestone: oc
    .route({ method: 'POST', path: '/milestones', summary: 'Set a milestone of the development programme' })
    .input(
      z.strictObject({
        nameZh: Line,
        nameEn: Line,
        dueOn: DateText,
        target: z.number().int().min(1).max(10_000),
      }),
    )
    .output(Done),
  planWorkPackages: oc
    .route({ method: 'POST', path: '/work-packages', summary: 'Plan work packages under a milestone' })
    .input(
      z.strictObject({
        milestoneId: Id,
        packages: z
          .array(z.strictObject({ occupationId: Id, kind: WorkPackageKind, dueOn: DateText }))
          .min(1)
          .max(500),
      }),
    )
    .output(DoneMany),
  giveWorkPackages: oc
    .route({
      method: 'POST',
      path: '/work-packages/give',
      summary: 'Give planned work packages to an association and its responsible person',
    })
    .input(
      z.strictObject({
        workPackageIds: z.array(Id).min(1).max(500),
        associationId: Id,
        responsibleId: Id,
      }),
    )
    .output(DoneMany),
  draftWorkPackage: oc
    .route({
      method: 'POST',
      path: '/work-packages/{workPackageId}/draft',
      summary: 'Take a given or returned work package up',
    })
    .input(OneOf)
    .output(Done),
  attachFile: oc
    .route({
      method: 'POST',
      path: '/work-packages/{workPackageId}/files',
      summary: 'Attach a file to a work package in drafting (.pdf .docx .xlsx .ofd .zip)',
    })
    .input(z.strictObject({ workPackageId: Id, name: Line, content: base64(7_000_000) }))
    .output(Done.extend({ sha256: z.string() })),
  submitWorkPackage: oc
    .route({
      method: 'POST',
      path: '/work-packages/{workPackageId}/submit',
      summary: 'Hand a draft in, by the responsible person',
    })
    .input(OneOf)
    .output(Done),
  decideWorkPackage: oc
    .route({
      method: 'POST',
      path: '/work-packages/{workPackageId}/decide',
      summary: 'Accept what was submitted, or return it with remarks',
    })
    .input(
      z.strictObject({
        workPackageId: Id,
        outcome: z.enum(['accepted', 'returned']),
        remarks: Paragraph.optional(),
      }),
    )
    .output(Done),
  cancelWorkPackage: oc
    .route({
      method: 'POST',
      path: '/work-packages/{workPackageId}/cancel',
      summary: 'Cancel a work package that is not accepted',
    })
    .input(z.strictObject({ workPackageId: Id, reason: Paragraph }))
    .output(Done),
  listWorkPackages: oc
    .route({ method: 'GET', path: '/work-packages', summary: 'Work packages, by due day' })
    .input(
      z.strictObject({
        ...listQuery,
        /** `late` is no state: past its day and not delivered. */
        state: z.enum([...WorkPackageState.options, 'late']).optional(),
        kind: WorkPackageKind.optional(),
        milestoneId: Id.optional(),
        associationId: Id.optional(),
      }),
    )
    .output(listOf(WorkPackageRow)),
  getWorkPackage: oc
    .route({
      method: 'GET',
      path: '/work-packages/{workPackageId}',
      summary: 'A work package with its files, decisions and acts',
    })
    .input(OneOf)
    .output(
      WorkPackageRow.extend({
        round: z.number().int(),
        cancelReason: z.string().nullable(),
        /** The acts that the state, the posts held and the person allow now. */
        acts: z.array(z.string()),
        files: z.array(
          z.object({
            id: Id,
            name: z.string(),
            type: z.string(),
            bytes: z.number().int(),
            sha256: z.string(),
            round: z.number().int(),
            attachedAt: Instant,
          }),
        ),
        decisions: z.array(
          z.object({
            round: z.number().int(),
            outcome: z.enum(['accepted', 'returned']),
            remarks: z.string().nullable(),
            decidedBy: PersonRef,
            decidedAt: Instant,
          }),
        ),
        timeline: z.array(
          z.object({
            factId: Id,
            kind: z.string(),
            at: Instant,
            actor: z.object({ name: z.string(), post: z.string() }).nullable(),
            index: z.number().int().nullable(),
          }),
        ),
      }),
    ),
  getPackageFile: oc
    .route({
      method: 'GET',
      path: '/work-packages/{workPackageId}/files/{fileId}',
      summary: 'A file of a work package; the reading is written into the ledger',
    })
    .input(z.strictObject({ workPackageId: Id, fileId: Id }))
    .output(
      z.object({
        name: z.string(),
        media: z.string(),
        sha256: z.string(),
        content: z.base64(),
        readFactId: Id,
      }),
    ),
  getProgress: oc
    .route({
      method: 'GET',
      path: '/public/progress',
      summary: 'Progress of the development programme; public, without personal data',
    })
    .output(
      z.object({
        asOf: DateText,
        milestones: z.array(
          MilestoneRef.extend({
            target: z.number().int(),
            /** Occupations whose packages are all accepted. */
            reached: z.number().int(),
            occupations: z.array(
              z.object({
                occupation: OccupationRef,
                packages: z.array(z.object({ kind: WorkPackageKind, state: WorkPackageState })),
              }),
            ),
          }),
        ),
        associations: z.array(
          z.object({
            /** Null for what is not given yet. */
            association: z.object({ nameZh: z.string(), nameEn: z.string() }).nullable(),
            kind: WorkPackageKind,
            packages: z.number().int(),
            accepted: z.number().int(),
          }),
        ),
      }),
    ),
};
