import type { Kysely, Transaction } from 'kysely';
import { maskIdNumber } from '@jiangping/domain/people/mask';
import { normalisePersonName } from '@jiangping/domain/people/name';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import type { IdType } from '@jiangping/domain/people/person-choices';
import { residentIdProvinces } from '@jiangping/domain/people/regions';
import { normaliseIdNumber, parseIdNumber } from '@jiangping/domain/people/resident-id';
import type { IdNumber } from '@jiangping/domain/people/resident-id';
import { Refusal } from '@jiangping/domain/refusal';
import { act, requirePost } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { decryptField, digestField, encryptField } from '../base/fields.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { newRecoveryCodes, sealTotpSecret } from './accounts.ts';
import { listHeldPosts } from './logins.ts';
import { hashPassword } from './passwords.ts';
import { encodeBase32 } from './totp.ts';
import { findPolicies } from './policies.ts';
import type { PoliciesOn } from './policies.ts';

export interface PersonInput {
  name: string;
  idType: string;
  idNumber: string;
  sex?: 'male' | 'female' | undefined;
  bornOn?: string | undefined;
  phone?: string | undefined;
  employer?: string | undefined;
}

/** The province codes an ID number may begin with: those of GB/T 2260, and in a demo one fictitious code by policy. */
export function acceptedProvinces(policies: PoliciesOn): readonly string[] {
  return [...residentIdProvinces, policies.get('people.fictitious_region')];
}

/** Registers a person; the same document twice is refused (`person_duplicate`). */
export async function registerPerson(base: Base, caller: Caller | null, input: PersonInput) {
  return act(base, caller, 'registerPerson', input, async (scope) => {
    const { id, known } = await findOrRegister(
      scope,
      input,
      acceptedProvinces(await findPolicies(scope.tx, scope.today)),
    );
    if (known) throw new Refusal('person_duplicate');
    const factId = await scope.record({
      kind: 'person.registered',
      subject: { type: 'person', id },
      data: {},
    });
    return { id, factId };
  });
}

/**
 * The person with this document, registered where nobody has it yet. The number is kept encrypted and found by a keyed
 * digest. Refuses what `parseIdNumber` and `normalisePersonName` refuse.
 */
export async function findOrRegister(
  scope: Pick<ActScope, 'tx' | 'base' | 'now' | 'today' | 'newId'>,
  input: PersonInput,
  provinces: readonly string[],
): Promise<{ id: string; known: boolean; number: IdNumber }> {
  const { tx, base } = scope;
  if (!Object.hasOwn(idTypeNames, input.idType)) throw new Refusal('id_type_unknown');
  const number = parseIdNumber(input.idType as IdType, input.idNumber, { on: scope.today, provinces });
  const name = normalisePersonName(input.name);
  const digest = digestIdNumber(base, number.type, number.number);
  const known = await tx
    .selectFrom('persons')
    .select('id')
    .where('id_type', '=', number.type)
    .where('id_number_digest', '=', digest)
    .executeTakeFirst();
  if (known) return { id: known.id, known: true, number };
  const id = scope.newId();
  await tx
    .insertInto('persons')
    .values({
      id,
      name,
      id_type: number.type,
      id_number_digest: digest,
      id_number_cipher: encryptField(base.keys, base.ambient, 'id-number', number.number),
      sex: number.sex ?? input.sex ?? null,
      born_on: number.birth ?? input.bornOn ?? null,
      phone_cipher: input.phone ? encryptField(base.keys, base.ambient, 'phone', input.phone) : null,
      employer: input.employer ?? null,
      registered_at: scope.now,
    })
    .execute();
  return { id, known: false, number };
}

/** The full ID number of a person; for the certificate's print and the check at the door, never for a screen. */
export async function readIdNumber(db: Kysely<DB> | Transaction<DB>, base: Base, personId: string) {
  const row = await db
    .selectFrom('persons')
    .select(['id_type', 'id_number_cipher'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return {
    idType: row.id_type as IdType,
    idNumber: decryptField(base.keys, 'id-number', row.id_number_cipher),
  };
}

/** Masks an encrypted ID number for a screen. */
export function maskStoredIdNumber(base: Base, cipher: Buffer): string {
  return maskIdNumber(decryptField(base.keys, 'id-number', cipher));
}

function digestIdNumber(base: Base, type: string, number: string): Buffer {
  return digestField(base.keys, 'id-number', `${type}:${normaliseIdNumber(number)}`);
}

/** Opens an account with a first password and a fresh one-time-code secret, both told once. */
export async function openAccount(
  base: Base,
  caller: Caller | null,
  input: { personId: string; account: string; password: string },
) {
  const secret = base.ambient.randomBytes(20);
  const recoveryCodes = newRecoveryCodes(base.ambient);
  const passwordHash = await hashPassword(base.ambient, input.password);
  return act(base, caller, 'openAccount', { ...input, password: '' }, async ({ tx, record }) => {
    const person = await tx
      .selectFrom('persons')
      .select('id')
      .where('id', '=', input.personId)
      .executeTakeFirst();
    if (!person) throw new Refusal('not_found');
    const taken = await tx
      .selectFrom('accounts')
      .select('person_id')
      .where((eb) => eb.or([eb('name', '=', input.account), eb('person_id', '=', input.personId)]))
      .executeTakeFirst();
    if (taken) throw new Refusal('account_name_taken');
    await tx
      .insertInto('accounts')
      .values({
        person_id: input.personId,
        name: input.account,
        password_hash: passwordHash,
        totp_cipher: sealTotpSecret(base, secret),
        locked_until: null,
        disabled_at: null,
      })
      .execute();
    await tx
      .insertInto('recovery_codes')
      .values(
        recoveryCodes.map((code) => ({
          person_id: input.personId,
          code_digest: digestField(base.keys, 'recovery', code),
          used_at: null,
        })),
      )
      .execute();
    const factId = await record({
      kind: 'account.opened',
      subject: { type: 'person', id: input.personId },
      data: {},
    });
    return { id: input.personId, factId };
  }).then((done) => ({ ...done, totpSecret: encodeBase32(secret), recoveryCodes }));
}

/** People by name or account, with masked numbers and their posts in force. */
export async function listPersons(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { q?: string | undefined },
) {
  requirePost(caller, 'readPersons');
  const now = base.ambient.now();
  let rows = base.db.selectFrom('persons').leftJoin('accounts', 'accounts.person_id', 'persons.id');
  if (query.q) {
    const like = `%${query.q}%`;
    rows = rows.where((eb) => eb.or([eb('persons.name', 'like', like), eb('accounts.name', 'like', like)]));
  }
  const found = await rows
    .select([
      'persons.id',
      'persons.name',
      'persons.id_type',
      'persons.id_number_cipher',
      'persons.employer',
      'accounts.name as account',
    ])
    .select(totalOf)
    .orderBy('persons.id')
    .$call(pageOf(query))
    .execute();
  return {
    total: found[0]?.total ?? 0,
    rows: await Promise.all(
      found.map(async (row) => ({
        id: row.id,
        name: row.name,
        idType: row.id_type,
        idNumberMasked: maskStoredIdNumber(base, row.id_number_cipher),
        employer: row.employer,
        account: row.account,
        posts: await listHeldPosts(base.db, row.id, now),
      })),
    ),
  };
}
