// A bank folder through the ordinary commands: the standard, the items through the import door, vetting by another person,
// papers assembled by one person and sealed by another.
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { levelOfCode } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import type { Cast } from './cast.ts';
import type { Bank, Story } from './files.ts';
import type { Client } from './server.ts';

export interface BankPlace {
  occupationId: string;
  bank: Bank;
}

/** Publishes the standard of a bank with its content specification. */
export async function publishStandardOf(
  cast: Cast,
  story: Story,
  { occupationId, bank }: BankPlace,
): Promise<void> {
  const staff = await cast.client(story.center.staff[2] ?? '');
  const { id: standardId } = await staff.standards.publishStandard({
    occupationId,
    inForceFrom: '2024-07-01',
    body: bank.standard,
  });
  await staff.standards.publishContentSpec({
    standardId,
    level: levelOf(bank),
    part: 'theory',
    body: bank.contentSpec,
  });
}

/** Imports the items of a bank, by an item writer; throws where one is refused. They wait for vetting then. */
export async function importBank(cast: Cast, story: Story, { occupationId, bank }: BankPlace): Promise<void> {
  const writer = await cast.client(story.center.itemWriters[0] ?? '');
  const questions = await storeQuestions(writer, bank);
  for (const part of ['theory', 'practical'] as const) {
    const items = part === 'theory' ? [...bank.theory, ...questions] : bank.practical;
    const report = await writer.items.importItems({
      occupationId,
      level: levelOf(bank),
      part,
      fileName: `${bank.name}-${part}.json`,
      items: items.map((item) => ({ ...item })),
    });
    if (report.refused > 0) {
      throw new Error(
        `${bank.name} has ${String(report.refused)} refused items: ${JSON.stringify(report.problems[0])}`,
      );
    }
  }
}

/** The question documents of a bank as an import takes them, their pictures stored. */
async function storeQuestions(writer: Client, { questions }: Bank) {
  const stored = new Map<string, string>();
  for (const { href, bytes } of questions?.items.flatMap(({ media }) => media) ?? []) {
    if (stored.has(href)) continue;
    const { sha256 } = await writer.items.storeMedia({ name: href, content: bytes.toString('base64') });
    stored.set(href, sha256);
  }
  return (questions?.items ?? []).map(({ id, facts, document, media }) => ({
    id,
    ...facts,
    question: { document, media: media.map(({ href }) => ({ href, sha256: stored.get(href) ?? '' })) },
  }));
}

/** Approves every item of the bank that waits for vetting, by another person than its writer. */
export async function vetBank(cast: Cast, story: Story, { occupationId, bank }: BankPlace): Promise<void> {
  const vetter = await cast.client(story.center.itemVetters[0] ?? '');
  for (;;) {
    const { rows } = await vetter.items.listItems({
      occupationId,
      level: levelOf(bank),
      state: 'vetting',
      pageSize: 500,
    });
    if (rows.length === 0) break;
    await vetter.items.vetItems({
      versionIds: rows.map(({ versionId }) => versionId),
      sheet: [...flawlessSheet],
    });
  }
}

/** What a blueprint of a bank is for: its theory paper, its practical paper, a theory paper of its question documents. */
export type BankPlan = 'theory' | 'practical' | 'questions';

/** Saves a blueprint of a bank: the files' own for theory and questions, all practical items with their weights; gives its id. */
export async function saveBlueprint(
  cast: Cast,
  story: Story,
  { occupationId, bank }: BankPlace,
  plan: BankPlan,
): Promise<string> {
  const maker = await cast.client(story.center.paperMakers[0] ?? '');
  const practical = {
    occupation: bank.standard['occupation'],
    level: bank.blueprint.level,
    part: 'practical',
    minutes: bank.practical.reduce((sum, { minutes }) => sum + minutes, 0),
    items: bank.practical.map(({ id, weight }) => ({ id, weight })),
  };
  const bodies = { theory: bank.blueprint, practical, questions: bank.questions?.blueprint ?? {} };
  const { id } = await maker.papers.createBlueprint({
    occupationId,
    level: levelOf(bank),
    part: plan === 'practical' ? 'practical' : 'theory',
    body: bodies[plan],
  });
  return id;
}

/** Assembles a paper from a saved blueprint; gives its id. It waits for sealing then. */
export async function assembleFrom(cast: Cast, story: Story, blueprintId: string): Promise<string> {
  const maker = await cast.client(story.center.paperMakers[0] ?? '');
  const { id } = await maker.papers.assemblePaper({ blueprintId });
  return id;
}

/** A theory and a practical paper of the bank, assembled by one person and sealed by another; gives their ids. */
export async function makePapers(
  cast: Cast,
  story: Story,
  place: BankPlace,
): Promise<{ theory: string; practical: string }> {
  const sealer = await cast.client(story.center.sealers[0] ?? '');
  const make = async (part: 'theory' | 'practical'): Promise<string> => {
    const paperId = await assembleFrom(cast, story, await saveBlueprint(cast, story, place, part));
    await sealer.papers.sealPaper({ paperId });
    return paperId;
  };
  return { theory: await make('theory'), practical: await make('practical') };
}

function levelOf({ name, blueprint }: Bank): Level {
  const level = levelOfCode(blueprint.level);
  if (!level) throw new Error(`${name} has a blueprint without a level`);
  return level;
}
