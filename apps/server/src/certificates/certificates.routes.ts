import { implement } from '@orpc/server';
import { certificates } from '@jiangping/contract/certificates';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { getBundle } from './bundles.ts';
import { approveClaim, claimCertificates, listClaims } from './claims.ts';
import { getPdf } from './print.ts';
import { listCertificates } from './register.ts';
import { getStatusList } from './status-lists.ts';
import { createFinder, verifyByToken } from './verification.ts';

/** The routes of certificates; verification and status lists are public. */
export function certificatesRoutes(base: Base) {
  const os = implement(certificates).$context<RequestContext>();
  const findCertificate = createFinder(base);
  return os.router({
    claimCertificates: os.claimCertificates.handler(({ input, context }) =>
      claimCertificates(base, context.caller, input),
    ),
    approveClaim: os.approveClaim.handler(({ input, context }) => approveClaim(base, context.caller, input)),
    listCertificates: os.listCertificates.handler(({ input, context }) =>
      listCertificates(base, context.caller, input),
    ),
    listClaims: os.listClaims.handler(({ context }) => listClaims(base, context.caller)),
    getBundle: os.getBundle.handler(({ input, context }) =>
      getBundle(base, context.caller, input.certificateId),
    ),
    getPdf: os.getPdf.handler(({ input, context }) => getPdf(base, context.caller, input.certificateId)),
    verifyByToken: os.verifyByToken.handler(({ input }) => verifyByToken(base, input.token)),
    findCertificate: os.findCertificate.handler(({ input, context }) =>
      findCertificate(context.address, input),
    ),
    getStatusList: os.getStatusList.handler(({ input }) => getStatusList(base, input.listId)),
  });
}
