import { implement } from '@orpc/server';
import { standards } from '@jiangping/contract/standards';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { listOccupations, registerOccupations } from './occupations.ts';
import { attachFile, getPackageFile } from './package-files.ts';
import { getWorkPackage, listWorkPackages } from './package-rows.ts';
import { getProgress, listAssociations, registerAssociation, setMilestone } from './programme.ts';
import { getStandard, listStandards, publishContentSpec, publishStandard } from './publications.ts';
import {
  cancelWorkPackage,
  decideWorkPackage,
  draftWorkPackage,
  giveWorkPackages,
  planWorkPackages,
  submitWorkPackage,
} from './work-packages.ts';

/** The routes of standards; reading the catalogue, the standards and the progress of the programme is open to everyone. */
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
    registerAssociation: os.registerAssociation.handler(({ input, context }) =>
      registerAssociation(base, context.caller, input),
    ),
    setMilestone: os.setMilestone.handler(({ input, context }) => setMilestone(base, context.caller, input)),
    planWorkPackages: os.planWorkPackages.handler(({ input, context }) =>
      planWorkPackages(base, context.caller, input),
    ),
    giveWorkPackages: os.giveWorkPackages.handler(({ input, context }) =>
      giveWorkPackages(base, context.caller, input),
    ),
    draftWorkPackage: os.draftWorkPackage.handler(({ input, context }) =>
      draftWorkPackage(base, context.caller, input),
    ),
    attachFile: os.attachFile.handler(({ input, context }) => attachFile(base, context.caller, input)),
    submitWorkPackage: os.submitWorkPackage.handler(({ input, context }) =>
      submitWorkPackage(base, context.caller, input),
    ),
    decideWorkPackage: os.decideWorkPackage.handler(({ input, context }) =>
      decideWorkPackage(base, context.caller, input),
    ),
    cancelWorkPackage: os.cancelWorkPackage.handler(({ input, context }) =>
      cancelWorkPackage(base, context.caller, input),
    ),
    listWorkPackages: os.listWorkPackages.handler(({ input, context }) =>
      listWorkPackages(base, context.caller, input),
    ),
    getPackageFile: os.getPackageFile.handler(({ input, context }) =>
      getPackageFile(base, context.caller, input),
    ),
    listAssociations: os.listAssociations.handler(({ input }) => listAssociations(base, input)),
    getWorkPackage: os.getWorkPackage.handler(({ input, context }) =>
      getWorkPackage(base, context.caller, input.workPackageId),
    ),
    getProgress: os.getProgress.handler(() => getProgress(base)),
  });
}
