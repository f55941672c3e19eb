import { implement } from '@orpc/server';
import { reviews } from '@jiangping/contract/reviews';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { decideBatch, reopenBatch } from './decision.ts';
import { closeDossiers, getDossier } from './dossiers.ts';
import { drawReview } from './draw.ts';
import { getReview } from './record.ts';
import { assignReviewer, recordSheet } from './sheets.ts';

/** The routes of reviews. */
export function reviewsRoutes(base: Base) {
  const os = implement(reviews).$context<RequestContext>();
  return os.router({
    closeDossiers: os.closeDossiers.handler(({ input, context }) =>
      closeDossiers(base, context.caller, input),
    ),
    drawReview: os.drawReview.handler(({ input, context }) => drawReview(base, context.caller, input)),
    assignReviewer: os.assignReviewer.handler(({ input, context }) =>
      assignReviewer(base, context.caller, input),
    ),
    recordSheet: os.recordSheet.handler(({ input, context }) => recordSheet(base, context.caller, input)),
    decideBatch: os.decideBatch.handler(({ input, context }) => decideBatch(base, context.caller, input)),
    reopenBatch: os.reopenBatch.handler(({ input, context }) => reopenBatch(base, context.caller, input)),
    getReview: os.getReview.handler(({ input, context }) => getReview(base, context.caller, input)),
    getDossier: os.getDossier.handler(({ input, context }) => getDossier(base, context.caller, input)),
  });
}
