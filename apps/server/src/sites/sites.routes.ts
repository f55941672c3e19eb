import { implement } from '@orpc/server';
import { sites } from '@jiangping/contract/sites';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { decideAuthorisation, listAuthorisations, proposeAuthorisation } from './authorisations.ts';
import { getSite, listSites, registerSite } from './register.ts';

/** The routes of sites; the register with its scope is public. */
export function sitesRoutes(base: Base) {
  const os = implement(sites).$context<RequestContext>();
  return os.router({
    registerSite: os.registerSite.handler(({ input, context }) => registerSite(base, context.caller, input)),
    proposeAuthorisation: os.proposeAuthorisation.handler(({ input, context }) =>
      proposeAuthorisation(base, context.caller, input),
    ),
    decideAuthorisation: os.decideAuthorisation.handler(({ input, context }) =>
      decideAuthorisation(base, context.caller, input),
    ),
    listAuthorisations: os.listAuthorisations.handler(({ input, context }) =>
      listAuthorisations(base, context.caller, input),
    ),
    listSites: os.listSites.handler(({ input }) => listSites(base, input)),
    getSite: os.getSite.handler(({ input }) => getSite(base, input.siteId)),
  });
}
