import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  DateText,
  Done,
  Id,
  LevelName,
  Line,
  listOf,
  listQuery,
  OccupationRef,
  PersonRef,
} from './values.ts';

export const SiteKind = z.enum(['center', 'general_station', 'direct_base', 'trial_base']);
export const EligibleGroup = z.enum(['own_staff', 'students', 'public']);

export const ScopeLine = z.object({
  id: Id,
  occupation: OccupationRef,
  workType: z.string().nullable(),
  level: LevelName,
  eligibleGroups: z.array(EligibleGroup),
  regions: z.array(z.string()),
  validFrom: DateText,
  validTo: DateText,
});

export const SiteRow = z.object({
  id: Id,
  kind: SiteKind,
  nameZh: z.string(),
  nameEn: z.string(),
  uscc: z.string(),
  province: z.string(),
  city: z.string(),
  serial: z.string(),
  state: z.enum(['trial', 'formal', 'suspended', 'withdrawn']),
  accountable: PersonRef,
  scopeLines: z.number().int(),
  authorisedTo: DateText.nullable(),
});

const VenueInput = z.strictObject({
  name: Line,
  address: Line,
  rooms: z
    .array(
      z.strictObject({
        name: Line,
        purpose: z.enum(['theory', 'practical']),
        seats: z.number().int().min(1).max(500),
      }),
    )
    .min(1)
    .max(100),
});

export const Room = z.object({
  id: Id,
  venue: z.string(),
  name: z.string(),
  purpose: z.string(),
  seats: z.number().int(),
});

export const sites = {
  registerSite: oc
    .route({ method: 'POST', path: '/sites', summary: 'Register a site with its venues' })
    .input(
      z.strictObject({
        kind: SiteKind,
        nameZh: Line,
        nameEn: Line,
        uscc: z.string().length(18),
        province: z.string().length(2),
        city: Line,
        serial: z.string().regex(/^\d{6}$/),
        accountableId: Id,
        venues: z.array(VenueInput).max(20),
      }),
    )
    .output(Done),
  proposeAuthorisation: oc
    .route({
      method: 'POST',
      path: '/sites/{siteId}/authorisations',
      summary: 'Propose what a site may assess, and for how long',
    })
    .input(
      z.strictObject({
        siteId: Id,
        documentNumber: Line,
        validFrom: DateText,
        validTo: DateText,
        scope: z
          .array(
            z.strictObject({
              occupationId: Id,
              workTypeId: Id.optional(),
              level: LevelName,
              eligibleGroups: z.array(EligibleGroup).min(1),
              regions: z.array(z.string().length(2)).min(1).max(40),
            }),
          )
          .min(1)
          .max(500),
      }),
    )
    .output(Done),
  decideAuthorisation: oc
    .route({
      method: 'POST',
      path: '/authorisations/{authorisationId}/decide',
      summary: 'Decide a proposed authorisation; another person than the proposer',
    })
    .input(z.strictObject({ authorisationId: Id, decision: z.enum(['in_force', 'refused']) }))
    .output(Done),
  listAuthorisations: oc
    .route({ method: 'GET', path: '/authorisations', summary: 'Authorisations, proposed and decided' })
    .input(
      z.strictObject({
        ...listQuery,
        state: z.enum(['proposed', 'in_force', 'refused', 'suspended', 'withdrawn']).optional(),
      }),
    )
    .output(
      listOf(
        z.object({
          id: Id,
          site: z.object({ id: Id, nameZh: z.string(), nameEn: z.string() }),
          documentNumber: z.string(),
          validFrom: DateText,
          validTo: DateText,
          state: z.string(),
          scopeLines: z.number().int(),
          proposedBy: PersonRef,
          decidedBy: PersonRef.nullable(),
        }),
      ),
    ),
  listSites: oc
    .route({ method: 'GET', path: '/sites', summary: 'General stations, direct bases and trial bases' })
    .input(
      z.strictObject({ ...listQuery, kind: SiteKind.optional(), province: z.string().length(2).optional() }),
    )
    .output(listOf(SiteRow)),
  getSite: oc
    .route({ method: 'GET', path: '/sites/{siteId}', summary: 'A site with scope and rooms' })
    .input(z.strictObject({ siteId: Id }))
    .output(SiteRow.extend({ scope: z.array(ScopeLine), rooms: z.array(Room) })),
};
