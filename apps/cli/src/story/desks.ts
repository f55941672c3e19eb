// What the demo leaves lying on desks, so that every role finds something to do: items to vet, a blueprint to assemble from, a
// paper to seal, a post to confirm, work packages of the development programme.
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { assembleFrom, importBank, publishStandardOf, saveBlueprint, vetBank } from './banks.ts';
import type { Cast } from './cast.ts';
import { readBank } from './files.ts';
import type { Story } from './files.ts';
import { loadProgramme } from './programme.ts';

/** Items that the vetter gives back to their writer. */
const RETURNED = 3;

/** Loads the further banks of the story and leaves one piece of work for each of the Center's roles. */
export async function fillDesks(
  cast: Cast,
  story: Story,
  occupations: ReadonlyMap<string, string>,
  present: Date,
): Promise<void> {
  const { toAssemble, toVet, grantToConfirm } = story.desks;
  const placeOf = (name: string) => ({
    occupationId: occupations.get(name.replace(/-level-\d$/, '')) ?? '',
    bank: readBank(name),
  });
  const vetted = placeOf(toAssemble);
  await publishStandardOf(cast, story, vetted);
  await importBank(cast, story, vetted);
  await vetBank(cast, story, vetted);
  await saveBlueprint(cast, story, vetted, 'theory');
  await assembleFrom(cast, story, await saveBlueprint(cast, story, vetted, 'practical'));

  // The story's own bank has question documents too; their paper waits for its seal.
  await assembleFrom(cast, story, await saveBlueprint(cast, story, placeOf(story.bank), 'questions'));

  const waiting = placeOf(toVet);
  await publishStandardOf(cast, story, waiting);
  await importBank(cast, story, waiting);
  const vetter = await cast.client(story.center.itemVetters[0] ?? '');
  const { rows } = await vetter.items.listItems({ occupationId: waiting.occupationId, pageSize: RETURNED });
  await vetter.items.vetItems({
    versionIds: rows.map(({ versionId }) => versionId),
    sheet: flawlessSheet.map((line) =>
      line.criterion === 'source' ? { ...line, holds: false, remark: '请补充依据的条款号。' } : line,
    ),
    remarks: '修改后请一并核对干扰项。',
  });

  const administrator = await cast.client(story.center.securityAdmins[0] ?? '');
  await administrator.people.proposeGrant({
    personId: cast.personId(grantToConfirm.person),
    post: grantToConfirm.post,
    ...story.grants,
  });

  await loadProgramme(cast, story, occupations, present);
}
