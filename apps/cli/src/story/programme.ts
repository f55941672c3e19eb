// The development programme of the demo through the ordinary commands: the Center plans, gives and decides; the person of
// each association drafts and submits.
import writeExcelFile from 'write-excel-file/node';
import { addDays, shanghaiDateOf } from '@jiangping/domain/calendar';
import { workPackageKinds } from '@jiangping/domain/standards/work-package-states';
import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';
import type { Cast } from './cast.ts';
import { readOccupations, readProgramme, readSites } from './files.ts';
import type { DemoPackageState, DemoProgramme, Story } from './files.ts';

interface Package {
  id: string;
  title: string;
  state: DemoPackageState;
  association: string | undefined;
}

const kinds = Object.keys(workPackageKinds) as WorkPackageKind[];
const drafted: readonly DemoPackageState[] = ['drafting', 'submitted', 'returned', 'accepted'];

/** Loads milestones, associations and work packages, each brought to the state that `demo/programme.json` names. */
export async function loadProgramme(
  cast: Cast,
  story: Story,
  occupations: ReadonlyMap<string, string>,
  present: Date,
): Promise<void> {
  const programme = readProgramme();
  const staff = await cast.client(story.center.staff[0] ?? '');
  const today = shanghaiDateOf(present.getTime());
  const names = new Map(readOccupations().map(({ code, nameZh }) => [code, nameZh]));
  const packages: Package[] = [];
  for (const { occupations: planned, ...milestone } of programme.milestones) {
    const { id: milestoneId } = await staff.standards.setMilestone(milestone);
    const wanted = planned.flatMap((one) => kinds.map((kind) => ({ ...one, kind, state: one[kind] })));
    const { ids } = await staff.standards.planWorkPackages({
      milestoneId,
      packages: wanted.map(({ occupation, kind, dueInDays }) => ({
        occupationId: occupations.get(occupation) ?? '',
        kind,
        dueOn: addDays(today, dueInDays),
      })),
    });
    wanted.forEach(({ occupation, kind, state, association }, i) =>
      packages.push({
        id: ids[i] ?? '',
        title: `${names.get(occupation) ?? occupation}${workPackageKinds[kind].zh}`,
        state,
        association,
      }),
    );
  }
  for (const site of readSites().filter(({ slug }) => programme.associations.includes(slug))) {
    const own = packages.filter(({ association, state }) => association === site.slug && state !== 'planned');
    const { id: associationId } = await staff.standards.registerAssociation({
      nameZh: site.nameZh,
      nameEn: site.nameEn,
      uscc: site.uscc,
    });
    await staff.standards.giveWorkPackages({
      workPackageIds: own.map(({ id }) => id),
      associationId,
      responsibleId: cast.personId(site.accountable),
    });
    for (const one of own.filter(({ state }) => drafted.includes(state)))
      await developPackage(cast, story, one, site.accountable, programme);
  }
}

async function developPackage(
  cast: Cast,
  story: Story,
  { id: workPackageId, title, state }: Package,
  leadSlug: string,
  { remarks }: DemoProgramme,
): Promise<void> {
  const lead = await cast.client(leadSlug);
  await lead.standards.draftWorkPackage({ workPackageId });
  if (state === 'drafting') return;
  const sheet = await writeExcelFile(
    [[{ value: `${title}（送审稿）` }], [{ value: '演示文件，内容从略。' }]],
    { sheet: '送审稿' },
  ).toBuffer();
  await lead.standards.attachFile({
    workPackageId,
    name: `${title}（送审稿）.xlsx`,
    content: sheet.toString('base64'),
  });
  await lead.standards.submitWorkPackage({ workPackageId });
  if (state === 'submitted') return;
  const outcome = state === 'returned' ? 'returned' : 'accepted';
  const staff = await cast.client(story.center.staff[1] ?? '');
  await staff.standards.decideWorkPackage({ workPackageId, outcome, remarks: remarks[outcome] });
}
