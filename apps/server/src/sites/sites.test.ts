import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';

let test: TestApp;
let world: World;
let staff: TestClient;
let director: TestClient;
let siteId: string;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  staff = await world.cast.client(world.story.center.staff[0]!);
  director = await world.cast.client(world.story.center.director);
  siteId = world.sites.get(world.story.main.site)!;
});
afterAll(() => test.close());

const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code);

const authorisation = (documentNumber: string, line: object = {}) => ({
  siteId,
  documentNumber,
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
  scope: [
    {
      occupationId: world.occupations.get('6-02-06-07')!,
      level: 'advanced' as const,
      eligibleGroups: ['public' as const],
      regions: ['51'],
      ...line,
    },
  ],
});

describe('the register of sites', () => {
  it('is public and shows the scope in force with its rooms', async () => {
    const { rows } = await test.anonymous.sites.listSites({ q: '宜宾' });
    expect(rows.map(({ id }) => id)).toContain(siteId);
    const site = await test.anonymous.sites.getSite({ siteId });
    expect(site.scope.length).toBeGreaterThan(2);
    expect(site.rooms.length).toBeGreaterThan(3);
  });

  it('refuses a wrong credit code and a second site with the same one', async () => {
    const site = await staff.sites.getSite({ siteId });
    const input = {
      kind: 'direct_base' as const,
      nameZh: '另一个基地',
      nameEn: 'Another base',
      uscc: site.uscc,
      province: '51',
      city: '宜宾市',
      serial: '999999',
      accountableId: site.accountable.id,
      venues: [],
    };
    await refused(() => staff.sites.registerSite(input), 'site_duplicate');
    const wrong = site.uscc.slice(0, 17) + (site.uscc.endsWith('0') ? '1' : '0');
    await refused(() => staff.sites.registerSite({ ...input, uscc: wrong }), 'uscc_check_wrong');
  });
});

describe('an authorisation', () => {
  it('gives nothing before another person has decided it', async () => {
    const { id } = await staff.sites.proposeAuthorisation(authorisation('测试授〔2026〕1号'));
    const before = await test.anonymous.sites.getSite({ siteId });
    expect(before.scope.some(({ validTo }) => validTo === '2027-12-31')).toBe(false);
    await refused(
      () => staff.sites.decideAuthorisation({ authorisationId: id, decision: 'in_force' }),
      'post_missing',
    );
    await director.sites.decideAuthorisation({ authorisationId: id, decision: 'in_force' });
    const after = await test.anonymous.sites.getSite({ siteId });
    expect(after.scope.some(({ validTo }) => validTo === '2027-12-31')).toBe(true);
    await refused(
      () => director.sites.decideAuthorisation({ authorisationId: id, decision: 'refused' }),
      'wrong_state',
    );
  });

  it('is refused for a class-2 occupation, an unknown level, the same line twice and turned dates', async () => {
    const { ids } = await staff.standards.registerOccupations({
      occupations: [
        {
          edition: '2022',
          code: '2-06-07-14',
          nameZh: '企业合规师',
          nameEn: 'Corporate compliance officer',
          industry: '商务',
          catalogueSet: 'other',
          levels: ['advanced'],
          workTypes: [],
        },
      ],
    });
    await refused(
      () => staff.sites.proposeAuthorisation(authorisation('测试授〔2026〕2号', { occupationId: ids[0] })),
      'class_two_blocked',
    );
    await refused(
      () =>
        staff.sites.proposeAuthorisation(authorisation('测试授〔2026〕3号', { level: 'chief_technician' })),
      'level_not_in_standard',
    );
    const twice = authorisation('测试授〔2026〕4号');
    await refused(
      () => staff.sites.proposeAuthorisation({ ...twice, scope: [...twice.scope, ...twice.scope] }),
      'scope_line_overlaps',
    );
    await refused(
      () => staff.sites.proposeAuthorisation({ ...twice, validFrom: '2028-01-01' }),
      'date_invalid',
    );
  });
});

describe('a card', () => {
  it('is for somebody else, within the years of the policy, and one of a kind at a time', async () => {
    const me = await staff.people.getMe();
    const person = await test.staff([]);
    const card = {
      personId: person.personId,
      kind: 'reviewer' as const,
      number: 'S-TEST-1',
      occupationIds: [],
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
    };
    await refused(() => staff.cards.issueCard({ ...card, personId: me.person.id }), 'second_person_required');
    await refused(() => staff.cards.issueCard({ ...card, validTo: '2029-01-01' }), 'date_invalid');
    await staff.cards.issueCard(card);
    await refused(() => staff.cards.issueCard({ ...card, number: 'S-TEST-2' }), 'card_already_issued');
    const { rows } = await staff.cards.listCards({ q: 'S-TEST' });
    expect(rows).toHaveLength(1);
  });
});

describe('the catalogue and the standards', () => {
  it('refuse an occupation twice, a class-2 standard, and a specification whose weights are not the standard’s', async () => {
    const occupationId = world.occupations.get('6-02-06-07')!;
    const { rows } = await test.anonymous.standards.listOccupations({ q: '6-02-06-07' });
    const [known] = rows;
    await refused(
      () =>
        staff.standards.registerOccupations({
          occupations: [
            {
              edition: '2022',
              code: '6-02-06-07',
              nameZh: known!.nameZh,
              nameEn: known!.nameEn,
              industry: known!.industry,
              catalogueSet: 'other',
              levels: ['junior'],
              workTypes: [],
            },
          ],
        }),
      'occupation_duplicate',
    );
    await refused(
      () =>
        staff.standards.publishStandard({
          occupationId,
          inForceFrom: '2026-01-01',
          body: world.bank.standard,
        }),
      'standard_duplicate',
    );
    await refused(
      () => staff.standards.publishStandard({ occupationId, inForceFrom: '2026-01-01', body: {} }),
      'standard_invalid',
    );
    const { rows: standards } = await test.anonymous.standards.listStandards({});
    const spec = structuredClone(world.bank.contentSpec) as unknown as {
      level: number;
      ranges: { weight: number; ranges: { weight: number }[] }[];
    };
    spec.ranges[0]!.weight += 1;
    await refused(
      () =>
        staff.standards.publishContentSpec({
          standardId: standards[0]!.id,
          level: 'intermediate',
          part: 'practical',
          body: spec,
        }),
      'spec_weights_wrong',
    );
  });
});
