import type { DrawOptions } from '@jiangping/verify/draw';
import { api } from '../shell/api.ts';
import type { DrawRecord } from './review.ts';

/**
 * Loads what the check needs beside the record: keys, the proof of the freeze, the first checkpoint above it, the rule of
 * the day. What cannot be had is left out, and its step then says that it was not checked.
 */
export async function loadDrawOptions(record: DrawRecord, signal: AbortSignal): Promise<DrawOptions> {
  const [keys, evidence, policy] = await Promise.all([
    orNothing(api.ledger.getCheckpoint(undefined, { signal })),
    orNothing(loadEvidence(record.freezeFactId, signal)),
    orNothing(loadPolicy(record.drawnAt, signal)),
  ]);
  return {
    ...(keys ? { trust: { issuers: [], logs: [keys.logKey], drawKeys: [keys.drawKey] } } : {}),
    ...(evidence ? { evidence } : {}),
    ...(policy ? { policy } : {}),
  };
}

async function loadEvidence(factId: string, signal: AbortSignal) {
  const freeze = await api.ledger.getFactProof({ factId }, { signal });
  const { checkpoints } = await api.ledger.listCheckpoints({ from: freeze.index + 1, count: 1 }, { signal });
  const [first] = checkpoints;
  return first ? { freeze, first: first.checkpoint } : null;
}

/** Share and minimum by the rule on the day of the draw. */
async function loadPolicy(drawnAt: string, signal: AbortSignal) {
  const on = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(drawnAt));
  const policies = await api.people.listPolicies({ on }, { signal });
  const valueOf = (key: string) => Number(policies.find((policy) => policy.key === key)?.value);
  const policy = { share: valueOf('review.share'), minimum: valueOf('review.minimum') };
  return Number.isFinite(policy.share) && Number.isFinite(policy.minimum) ? policy : null;
}

async function orNothing<Value>(call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch {
    return null;
  }
}
