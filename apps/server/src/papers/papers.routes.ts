import { implement } from '@orpc/server';
import { papers } from '@jiangping/contract/papers';
import type { Assembler } from '@jiangping/measure/worker-client';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { openAssemblyRuns } from './assembly-runs.ts';
import { createBlueprint, findBlueprintPage, listBlueprints } from './blueprints.ts';
import { findOverlaps } from './overlaps.ts';
import { getPaper, getPaperCover, listPapers } from './paper-pages.ts';
import { listPracticalItems } from './practical-items.ts';
import { sealPaper, withdrawPaper } from './seals.ts';

/** The routes of papers; the assembler is the thread that solves. */
export function papersRoutes(base: Base, assembler: Assembler) {
  const os = implement(papers).$context<RequestContext>();
  const runs = openAssemblyRuns(base, assembler);
  return os.router({
    createBlueprint: os.createBlueprint.handler(({ input, context }) =>
      createBlueprint(base, context.caller, input),
    ),
    listBlueprints: os.listBlueprints.handler(({ input, context }) =>
      listBlueprints(base, context.caller, input),
    ),
    getBlueprint: os.getBlueprint.handler(({ input, context }) =>
      findBlueprintPage(base, context.caller, input.blueprintId),
    ),
    listPracticalItems: os.listPracticalItems.handler(({ input, context }) =>
      listPracticalItems(base, context.caller, input),
    ),
    assemblePaper: os.assemblePaper.handler(({ input, context }) => runs.assemble(context.caller, input)),
    findAssembly: os.findAssembly.handler(({ input, context }) =>
      runs.find(context.caller, input.blueprintId),
    ),
    cancelAssembly: os.cancelAssembly.handler(({ input, context }) => runs.cancel(context.caller, input)),
    sealPaper: os.sealPaper.handler(({ input, context }) => sealPaper(base, context.caller, input)),
    withdrawPaper: os.withdrawPaper.handler(({ input, context }) =>
      withdrawPaper(base, context.caller, input),
    ),
    listPapers: os.listPapers.handler(({ input, context }) => listPapers(base, context.caller, input)),
    getPaperCover: os.getPaperCover.handler(({ input, context }) =>
      getPaperCover(base, context.caller, input.paperId),
    ),
    findOverlaps: os.findOverlaps.handler(({ input, context }) =>
      findOverlaps(base, context.caller, input.paperId),
    ),
    getPaper: os.getPaper.handler(({ input, context }) => getPaper(base, context.caller, input.paperId)),
  });
}
