import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';
import { matchTotp, totpCode } from './totp.ts';

let test: TestApp;
let admin: Staff;
let staff: Staff;

beforeAll(async () => {
  test = await openTestApp();
  admin = await test.staff(['security_admin']);
  staff = await test.staff(['center_staff']);
});
afterAll(() => test.close());

const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code);

describe('one-time codes', () => {
  it('are those of RFC 6238 appendix B', () => {
    const secret = Buffer.from('12345678901234567890');
    const vectors: [number, string][] = [
      [59, '94287082'],
      [1111111109, '07081804'],
      [1111111111, '14050471'],
      [1234567890, '89005924'],
      [2000000000, '69279037'],
      [20000000000, '65353130'],
    ];
    for (const [seconds, code] of vectors) expect(totpCode(secret, Math.floor(seconds / 30), 8)).toBe(code);
  });

  it('are accepted one step early or late and not two', () => {
    const secret = Buffer.from('12345678901234567890');
    const now = new Date(1_111_111_111_000);
    const step = Math.floor(1_111_111_111 / 30);
    expect(matchTotp(secret, totpCode(secret, step + 1), now)).toBe(step + 1);
    expect(matchTotp(secret, totpCode(secret, step + 2), now)).toBeNull();
  });
});

describe('registering a person', () => {
  it('keeps the number encrypted and shows it masked', async () => {
    const idNumber = test.newIdNumber();
    const { id, factId } = await staff.client.people.registerPerson({
      name: '阿布都热西提·𠮷',
      idType: 'resident_id',
      idNumber,
    });
    const { rows } = await staff.client.people.listPersons({ q: '𠮷' });
    expect(rows).toEqual([
      expect.objectContaining({ id, name: '阿布都热西提·𠮷', idNumberMasked: expect.stringContaining('*') }),
    ]);
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    expect(proof.fact).not.toContain(idNumber);
    expect(proof.fact).not.toContain('𠮷');
  });

  it('refuses the same document twice and a wrong check digit, writing nothing', async () => {
    const idNumber = test.newIdNumber();
    await staff.client.people.registerPerson({ name: '李一', idType: 'resident_id', idNumber });
    await refused(
      () => staff.client.people.registerPerson({ name: '李二', idType: 'resident_id', idNumber }),
      'person_duplicate',
    );
    const wrong = idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');
    await refused(
      () => staff.client.people.registerPerson({ name: '李二', idType: 'resident_id', idNumber: wrong }),
      'id_number_check_digit_wrong',
    );
  });

  it('happens once under one idempotency key, however often it is sent', async () => {
    const input = { name: '王重试', idType: 'resident_id', idNumber: test.newIdNumber() };
    const context = { key: 'a-key-of-one-act' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => staff.client.people.registerPerson(input, { context })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await refused(
      () => staff.client.people.registerPerson({ ...input, name: '王另' }, { context }),
      'key_reused',
    );
  });
});

describe('granting a post', () => {
  it('gives no right before a second person confirms it', async () => {
    const newcomer = await test.staff([]);
    await refused(() => newcomer.client.people.listPersons({}), 'post_missing');
    const grant = await admin.client.people.proposeGrant({
      personId: newcomer.personId,
      post: 'center_staff',
      validFrom: '2020-01-01',
      validTo: '2099-12-31',
    });
    await refused(() => newcomer.client.people.listPersons({}), 'post_missing');
    await refused(() => admin.client.people.confirmGrant({ grantId: grant.id }), 'second_person_required');
  });

  it('refuses posts that check each other in one hand', async () => {
    await refused(
      () =>
        admin.client.people.proposeGrant({
          personId: admin.personId,
          post: 'audit_admin',
          validFrom: '2020-01-01',
          validTo: '2099-12-31',
        }),
      'post_clash',
    );
  });
});

describe('logging in', () => {
  it('locks the account after the failures that the policy allows, and tells no more than that', async () => {
    const { account } = await staff.client.people.getMe();
    for (let i = 0; i < 5; i += 1) {
      await refused(
        () => test.anonymous.people.logIn({ account, password: 'wrong', code: '000000' }),
        'login_failed',
      );
    }
    await refused(
      () => test.anonymous.people.logIn({ account, password: 'wrong', code: '000000' }),
      'login_locked',
    );
    await refused(
      () => test.anonymous.people.logIn({ account: 'nobody.here', password: 'wrong', code: '1' }),
      'login_failed',
    );
  });

  it('ends with the log-out', async () => {
    const visitor = await test.staff(['center_staff']);
    await visitor.client.people.logOut();
    await refused(() => visitor.client.people.listPersons({}), 'login_required');
  });
});
