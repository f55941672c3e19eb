import { readdirSync, readFileSync } from 'node:fs';
import type { Staff, TestApp } from './test-app.ts';

const folder = new URL('../../demo/banks/6-02-06-07-level-4/', import.meta.url);

type Json = Record<string, unknown>;

function readJson(name: string): Json {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Json;
}

/** The demo bank as its files say it. */
export function readDemoBank() {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith('theory-'))
    .sort()
    .map(readJson);
  return {
    standard: readJson('standard.json'),
    contentSpec: {
      ...readJson('content-spec.json'),
      points: files.flatMap((file) => file['points'] as Json[]),
    },
    blueprint: readJson('blueprint.json'),
    theory: files.flatMap((file) => file['items'] as Json[]),
    practical: readJson('practical.json')['items'] as Json[],
  };
}

/** Registers the demo occupation and publishes its standard and content specification; gives the occupation's id. */
export async function publishDemoStandard(test: Pick<TestApp, 'staff'>): Promise<string> {
  const bank = readDemoBank();
  const { client } = await test.staff(['center_staff']);
  const registered = await client.standards.registerOccupations({
    occupations: [
      {
        edition: '2022',
        code: '6-02-06-07',
        nameZh: '品酒师',
        nameEn: 'Wine and Liquor Taster',
        industry: '酒类',
        catalogueSet: 'pilot',
        levels: ['junior', 'intermediate', 'advanced', 'technician', 'senior_technician'],
        workTypes: [],
      },
    ],
  });
  const [occupationId] = registered.ids;
  if (!occupationId) throw new Error('no occupation was registered');
  const standard = await client.standards.publishStandard({
    occupationId,
    inForceFrom: '2024-01-01',
    body: bank.standard,
  });
  await client.standards.publishContentSpec({
    standardId: standard.id,
    level: 'intermediate',
    part: 'theory',
    body: bank.contentSpec,
  });
  return occupationId;
}

/** People around a bank: who writes, vets, assembles and seals. */
export interface BankStaff {
  occupationId: string;
  writer: Staff;
  vetter: Staff;
  maker: Staff;
  sealer: Staff;
}

/** The demo bank imported and waiting for vetting; the maker holds the sealer's post as well. */
export async function importDemoBank(test: TestApp): Promise<BankStaff> {
  const occupationId = await publishDemoStandard(test);
  const bank = readDemoBank();
  const writer = await test.staff(['item_writer']);
  for (const part of ['theory', 'practical'] as const) {
    await writer.client.items.importItems({
      occupationId,
      level: 'intermediate',
      part,
      fileName: `${part}.json`,
      items: bank[part],
    });
  }
  return {
    occupationId,
    writer,
    vetter: await test.staff(['item_vetter']),
    maker: await test.staff(['paper_maker', 'sealer']),
    sealer: await test.staff(['sealer']),
  };
}

/** The ids of the versions of a part in a state. */
export async function findVersionIds(
  test: TestApp,
  part: 'theory' | 'practical',
  state: 'vetting' | 'approved' | 'in_use',
): Promise<string[]> {
  const rows = await test.app.base.db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select('item_versions.id')
    .where('items.part', '=', part)
    .where('item_versions.state', '=', state)
    .orderBy('item_versions.id')
    .execute();
  return rows.map(({ id }) => id);
}
