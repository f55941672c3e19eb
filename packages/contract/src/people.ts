import { oc } from '@orpc/contract';
import { z } from 'zod';
import { posts } from '@jiangping/domain/people/post';
import type { Post as PostName } from '@jiangping/domain/people/post';
import {
  DateText,
  Done,
  Id,
  Instant,
  Line,
  listOf,
  listQuery,
  Paragraph,
  PersonRef,
  SiteRef,
} from './values.ts';

export const Post = z.enum(Object.keys(posts) as [PostName, ...PostName[]]);

export const PostHeld = z.object({ post: Post, site: SiteRef.nullable() });

export const Me = z.object({
  person: PersonRef,
  account: z.string(),
  posts: z.array(PostHeld),
  expiresAt: Instant,
});

const PersonRow = z.object({
  id: Id,
  name: z.string(),
  idType: z.string(),
  idNumberMasked: z.string(),
  employer: z.string().nullable(),
  account: z.string().nullable(),
  posts: z.array(PostHeld),
});

const GrantRow = z.object({
  id: Id,
  person: PersonRef,
  post: Post,
  site: SiteRef.nullable(),
  validFrom: DateText,
  validTo: DateText,
  proposedBy: PersonRef.nullable(),
  confirmedBy: PersonRef.nullable(),
  state: z.enum(['proposed', 'in_force', 'revoked', 'expired']),
});

export const PolicyRow = z.object({
  key: z.string(),
  value: z.union([z.number(), z.string(), z.array(z.string())]),
  validFrom: DateText,
  validTo: DateText.nullable(),
  sourceDocument: z.string(),
  clause: z.string(),
  confidence: z.enum(['confirmed', 'unconfirmed', 'own']),
});

export const people = {
  logIn: oc
    .route({ method: 'POST', path: '/logins', summary: 'Log in with account, password and one-time code' })
    .input(
      z.strictObject({
        account: Line,
        password: z.string().min(1).max(200),
        code: z.string().max(20).optional(),
      }),
    )
    .output(Me.extend({ token: z.string() })),
  logOut: oc
    .route({ method: 'POST', path: '/logins/current/end', summary: 'End this login' })
    .output(z.object({ ended: z.literal(true) })),
  getMe: oc
    .route({ method: 'GET', path: '/logins/current', summary: 'Who is logged in, and which posts they hold' })
    .output(Me),
  listPersons: oc
    .route({ method: 'GET', path: '/persons', summary: 'People, with masked numbers' })
    .input(z.strictObject(listQuery))
    .output(listOf(PersonRow)),
  registerPerson: oc
    .route({ method: 'POST', path: '/persons', summary: 'Register a person' })
    .input(
      z.strictObject({
        name: Line,
        idType: Line,
        idNumber: Line,
        sex: z.enum(['male', 'female']).optional(),
        bornOn: DateText.optional(),
        phone: z.string().max(20).optional(),
        employer: Line.optional(),
      }),
    )
    .output(Done),
  openAccount: oc
    .route({
      method: 'POST',
      path: '/persons/{personId}/account',
      summary: 'Open an account for a registered person',
    })
    .input(z.strictObject({ personId: Id, account: Line, password: z.string().min(10).max(200) }))
    .output(Done.extend({ totpSecret: z.string(), recoveryCodes: z.array(z.string()) })),
  proposeGrant: oc
    .route({
      method: 'POST',
      path: '/grants',
      summary: 'Propose a post for a person; it counts once a second person confirms',
    })
    .input(
      z.strictObject({
        personId: Id,
        post: Post,
        siteId: Id.optional(),
        validFrom: DateText,
        validTo: DateText,
      }),
    )
    .output(Done),
  confirmGrant: oc
    .route({ method: 'POST', path: '/grants/{grantId}/confirm', summary: 'Confirm a proposed post' })
    .input(z.strictObject({ grantId: Id }))
    .output(Done),
  revokeGrant: oc
    .route({ method: 'POST', path: '/grants/{grantId}/revoke', summary: 'Revoke a post' })
    .input(z.strictObject({ grantId: Id, reason: Paragraph }))
    .output(Done),
  listGrants: oc
    .route({ method: 'GET', path: '/grants', summary: 'Posts proposed, in force and ended' })
    .input(
      z.strictObject({
        ...listQuery,
        state: z.enum(['proposed', 'in_force', 'revoked', 'expired']).optional(),
      }),
    )
    .output(listOf(GrantRow)),
  publishRule: oc
    .route({ method: 'POST', path: '/rule-documents', summary: 'Publish a version of a rule document' })
    .input(
      z.strictObject({
        slug: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
        version: Line,
        titleZh: Line,
        titleEn: Line,
        effectiveOn: DateText,
        body: z.string().min(1).max(200_000),
      }),
    )
    .output(Done),
  listRules: oc
    .route({ method: 'GET', path: '/rule-documents', summary: 'Rule documents with their versions' })
    .output(
      z.array(
        z.object({
          id: Id,
          slug: z.string(),
          version: z.string(),
          titleZh: z.string(),
          titleEn: z.string(),
          effectiveOn: DateText,
        }),
      ),
    ),
  getRule: oc
    .route({
      method: 'GET',
      path: '/rule-documents/{ruleId}',
      summary: 'One version of a rule document with its text, whose digest stands in the ledger',
    })
    .input(z.strictObject({ ruleId: Id }))
    .output(
      z.object({
        id: Id,
        slug: z.string(),
        version: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        effectiveOn: DateText,
        body: z.string(),
        sha256: z.string(),
        publishedAt: Instant,
        factId: Id.nullable(),
        versions: z.array(z.object({ id: Id, version: z.string(), effectiveOn: DateText })),
      }),
    ),
  publishPolicy: oc
    .route({ method: 'POST', path: '/policies', summary: 'Publish a dated policy value with its source' })
    .input(
      z.strictObject({
        key: Line,
        value: z.union([z.number(), z.string().max(200), z.array(z.string().max(50)).max(200)]),
        validFrom: DateText,
        validTo: DateText.optional(),
        ruleDocumentId: Id.optional(),
        sourceDocument: Line,
        clause: Line,
        confidence: z.enum(['confirmed', 'unconfirmed', 'own']),
      }),
    )
    .output(Done),
  listPolicies: oc
    .route({ method: 'GET', path: '/policies', summary: 'Policy values in force on a day' })
    .input(z.strictObject({ on: DateText.optional() }))
    .output(z.array(PolicyRow)),
  listDemoAccounts: oc
    .route({ method: 'GET', path: '/demo/accounts', summary: 'Accounts to try; only a demo server answers' })
    .output(
      z.array(
        z.object({
          account: z.string(),
          password: z.string(),
          totpSecret: z.string(),
          name: z.string(),
          posts: z.array(PostHeld),
        }),
      ),
    ),
};
