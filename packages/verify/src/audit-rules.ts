// Rules that hold over the whole log and that nobody but a reader of the whole log can check: what must come before what.
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import type { LedgerFact } from './ledger-checks.ts';

/** Watches the facts of a log in their order; `finish` tells the first that broke a rule. */
export interface RuleWatch {
  readonly see: (index: number, fact: LedgerFact) => void;
  readonly finish: () => Check;
}

/**
 * The order of events in each batch (the facts of one stream): dossiers are fixed before the draw, there is one draw
 * unless the batch was returned after it and fixed anew, and no certificate is issued before the batch is released.
 */
export function watchRules(): RuleWatch {
  const batches = new Set<string>();
  const seen = { frozen: new Set<string>(), drawn: new Set<string>(), released: new Set<string>() };
  let broken: Check | null = null;
  let certificates = 0;
  return {
    see(index, { kind, stream }) {
      if (stream === null) return;
      if (kind === 'batch.frozen') {
        batches.add(stream);
        seen.frozen.add(stream);
      }
      // A returned batch begins again: it must be fixed anew, and only then can it be drawn anew.
      if (kind === 'batch.returned') {
        seen.frozen.delete(stream);
        seen.drawn.delete(stream);
      }
      if (kind === 'batch.released') seen.released.add(stream);
      if (kind === 'review.drawn') {
        if (!seen.frozen.has(stream)) broken ??= makeCheck('log.order', 'draw_before_freeze', { index });
        if (seen.drawn.has(stream)) broken ??= makeCheck('log.order', 'second_draw', { index });
        seen.drawn.add(stream);
      }
      if (kind === 'certificate.issued') {
        certificates++;
        if (!seen.released.has(stream)) {
          broken ??= makeCheck('log.order', 'certificate_before_release', { index });
        }
      }
    },
    finish: () => broken ?? makeCheck('log.order', 'kept', { batches: batches.size, certificates }),
  };
}
