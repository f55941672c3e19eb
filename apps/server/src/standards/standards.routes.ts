import { implement } from '@orpc/server';
import { standards } from '@jiangping/contract/standards';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { listOccupations, registerOccupations } from './occupations.ts';
import { getStandard, listStandards, publishContentSpec, publishStandard } from './publications.ts';

/** The routes of standards; reading the catalogue and the standards is open to everyone. */
export function standardsRoutes(base: Base) {
  const os = implement(standards).$context<RequestContext>();
  return os.router({
    registerOccupations: os.registerOccupations.handler(({ input, context }) =>
      registerOccupations(base, context.caller, input),
    ),
    listOccupations: os.listOccupations.handler(({ input }) => listOccupations(base, input)),
    publishStandard: os.publishStandard.handler(({ input, context }) =>
      publishStandard(base, context.caller, input),
    ),
    publishContentSpec: os.publishContentSpec.handler(({ input, context }) =>
      publishContentSpec(base, context.caller, input),
    ),
    getStandard: os.getStandard.handler(({ input }) => getStandard(base, input.standardId)),
    listStandards: os.listStandards.handler(({ input }) => listStandards(base, input)),
  });
}
