import { implement } from '@orpc/server';
import { results } from '@jiangping/contract/results';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { decideResults, listResults } from './results.ts';

/** The routes of results. */
export function resultsRoutes(base: Base) {
  const os = implement(results).$context<RequestContext>();
  return os.router({
    decideResults: os.decideResults.handler(({ input, context }) =>
      decideResults(base, context.caller, input),
    ),
    listResults: os.listResults.handler(({ input, context }) =>
      listResults(base, context.caller, input.batchId),
    ),
  });
}
