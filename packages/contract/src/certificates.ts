import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  DateText,
  Done,
  Id,
  Instant,
  LevelName,
  Line,
  listOf,
  listQuery,
  OccupationRef,
  PersonRef,
  SiteRef,
} from './values.ts';

const CertificateState = z.enum(['issued', 'corrected', 'suspended', 'revoked', 'annulled']);

export const CertificateRow = z.object({
  id: Id,
  batchId: Id,
  number: z.string(),
  holder: PersonRef,
  occupation: OccupationRef,
  level: LevelName,
  site: SiteRef,
  state: CertificateState,
  issuedOn: DateText,
  token: z.string(),
});

/** What the public page shows, and the file it is computed from: the visitor's browser checks it again. */
export const PublicCertificate = z.object({
  bundle: z.string(),
  state: CertificateState,
  stateAt: Instant,
  checkedAt: Instant,
  scope: z.object({ site: SiteRef, documentNumber: z.string(), validFrom: DateText, validTo: DateText }),
  review: z.object({ dossiers: z.number().int(), drawn: z.number().int(), decidedAt: Instant }),
});

export const certificates = {
  claimCertificates: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/claim',
      summary: 'Claim certificates for the passed entries of a released batch',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ claimed: z.number().int() })),
  approveClaim: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/claim/approve',
      summary: 'Approve a claim made by another person; numbers, signs and issues',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ issued: z.number().int() })),
  listCertificates: oc
    .route({ method: 'GET', path: '/certificates', summary: 'The certificate register' })
    .input(z.strictObject({ ...listQuery, batchId: Id.optional(), state: CertificateState.optional() }))
    .output(listOf(CertificateRow)),
  listClaims: oc.route({ method: 'GET', path: '/claims', summary: 'Claims, waiting and approved' }).output(
    z.array(
      z.object({
        batchId: Id,
        batchCode: z.string(),
        site: SiteRef,
        claimedBy: PersonRef,
        claimedAt: Instant,
        approvedBy: PersonRef.nullable(),
        passed: z.number().int(),
      }),
    ),
  ),
  getBundle: oc
    .route({
      method: 'GET',
      path: '/certificates/{certificateId}/bundle',
      summary: 'The certificate as a file: signed record, log proof, keys',
    })
    .input(z.strictObject({ certificateId: Id }))
    .output(z.object({ fileName: z.string(), bundle: z.string() })),
  getPdf: oc
    .route({
      method: 'GET',
      path: '/certificates/{certificateId}/pdf',
      summary: 'The certificate for printing',
    })
    .input(z.strictObject({ certificateId: Id }))
    .output(z.file().mime('application/pdf')),
  verifyByToken: oc
    .route({
      method: 'GET',
      path: '/public/certificates/{token}',
      summary: 'What the code on the certificate leads to',
    })
    .input(z.strictObject({ token: z.string().min(20).max(64) }))
    .output(PublicCertificate),
  findCertificate: oc
    .route({
      method: 'POST',
      path: '/public/certificates/find',
      summary: 'Look a certificate up by number and name',
    })
    .input(z.strictObject({ number: z.string().trim().max(30), name: Line }))
    .output(z.object({ token: z.string() })),
  getStatusList: oc
    .route({
      method: 'GET',
      path: '/public/status-lists/{listId}',
      summary: 'A signed Bitstring Status List credential',
    })
    .input(z.strictObject({ listId: Id }))
    .output(z.record(z.string(), z.unknown())),
};
