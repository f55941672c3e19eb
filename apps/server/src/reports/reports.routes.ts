import { implement } from '@orpc/server';
import { reports } from '@jiangping/contract/reports';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { getFigures, importFigures } from './figures.ts';
import { recordItemStatistics } from './item-use.ts';
import { getWorkbench } from './workbench.ts';

/** The routes of reports; the figures are public. */
export function reportsRoutes(base: Base) {
  const os = implement(reports).$context<RequestContext>();
  return os.router({
    getWorkbench: os.getWorkbench.handler(({ context }) => getWorkbench(base, context.caller)),
    recordItemStatistics: os.recordItemStatistics.handler(({ context }) =>
      recordItemStatistics(base, context.caller),
    ),
    importFigures: os.importFigures.handler(({ input, context }) =>
      importFigures(base, context.caller, input),
    ),
    getFigures: os.getFigures.handler(() => getFigures(base)),
  });
}
