// A bank folder through the ordinary commands: the standard, the items through the import door, vetting by another person,
// papers assembled by one person and sealed by another.
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { levelOfCode } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import type { Cast } from './cast.ts';
import type { Bank, Story } from './files.ts';

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
  for (const part of ['theory', 'practical'] as const) {
    const report = await writer.items.importItems({
      occupationId,
      level: levelOf(bank),
      part,
      fileName: `${bank.name}-${part}.json`,
      items: (part === 'theory' ? bank.theory : bank.practical).map((item) => ({ ...item })),
    });
    if (report.refused > 0) {
      throw new Error(
        `${bank.name} has ${String(report.refused)} refused items: ${JSON.stringify(report.problems[0])}`,
      );
    }
  }
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

/** Saves a blueprint of a bank: the file's own for theory, all practical items with their weights; gives its id. */
export async function saveBlueprint(
  cast: Cast,
  story: Story,
  { occupationId, bank }: BankPlace,
  part: 'theory' | 'practical',
): Promise<string> {
  const maker = await cast.client(story.center.paperMakers[0] ?? '');
  const practical = {
    occupation: bank.standard['occupation'],
    level: bank.blueprint.level,
    part,
    minutes: bank.practical.reduce((sum, { minutes }) => sum + minutes, 0),
    items: bank.practical.map(({ id, weight }) => ({ id, weight })),
  };
  const { id } = await maker.papers.createBlueprint({
    occupationId,
    level: levelOf(bank),
    part,
    body: part === 'theory' ? bank.blueprint : practical,
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
