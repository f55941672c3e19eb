import { readdirSync, readFileSync } from 'node:fs';
import type { Staff, TestApp } from './test-app.ts';

const folder = new URL('../../demo/banks/6-02-06-07-level-4/', import.meta.url);

type Json = Record<string, unknown>;
interface TheoryFile {
  points: Json[];
  items: Json[];
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

/** The demo bank as its files say it. */
export function readDemoBank() {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith('theory-'))
    .sort()
    .map((name) => readJson<TheoryFile>(name));
  const points = files.flatMap((file) => file.points);
  return {
    standard: readJson<Json>('standard.json'),
    contentSpec: { ...readJson<Json>('content-spec.json'), points },
    blueprint: readJson<Json>('blueprint.json'),
    theory: files.flatMap((file) => file.items),
    practical: readJson<{ items: Json[] }>('practical.json').items,
  };
}

/** Registers the demo occupation and publishes its standard and content specification; gives the occupation's id. */
export async function publishDemoStandard(test: TestApp): Promise<string> {
  const bank = readDemoBank();
  const { client }: Staff = await test.staff(['center_staff']);
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
