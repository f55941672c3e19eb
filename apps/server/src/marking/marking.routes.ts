import { implement } from '@orpc/server';
import { marking } from '@jiangping/contract/marking';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { closeMarking } from './closing.ts';
import { adjudicate, getMarkingTable } from './readings.ts';
import { getMarkingDesk, saveMarkDraft, submitMarks } from './sheets.ts';

/** The routes of marking. */
export function markingRoutes(base: Base) {
  const os = implement(marking).$context<RequestContext>();
  return os.router({
    getMarkingDesk: os.getMarkingDesk.handler(({ input, context }) =>
      getMarkingDesk(base, context.caller, input.sittingId),
    ),
    saveMarkDraft: os.saveMarkDraft.handler(({ input, context }) =>
      saveMarkDraft(base, context.caller, input),
    ),
    submitMarks: os.submitMarks.handler(({ input, context }) => submitMarks(base, context.caller, input)),
    getMarkingTable: os.getMarkingTable.handler(({ input, context }) =>
      getMarkingTable(base, context.caller, input.sittingId),
    ),
    adjudicate: os.adjudicate.handler(({ input, context }) => adjudicate(base, context.caller, input)),
    closeMarking: os.closeMarking.handler(({ input, context }) => closeMarking(base, context.caller, input)),
  });
}
