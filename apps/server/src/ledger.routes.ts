import { implement } from '@orpc/server';
import { ledger } from '@jiangping/contract/ledger';
import { encodeBase64 } from '@jiangping/log/bytes';
import { vrfPublicKey } from '@jiangping/log/vrf';
import { ed25519 } from '@noble/curves/ed25519.js';
import { encodeDidKey } from '@jiangping/credentials/did-key';
import type { Base } from './base/act.ts';
import type { RequestContext } from './base/context.ts';

/** The routes of the public log: anyone may read it, nobody needs to log in. */
export function ledgerRoutes(base: Base) {
  const os = implement(ledger).$context<RequestContext>();
  return os.router({
    getCheckpoint: os.getCheckpoint.handler(async () => ({
      checkpoint: (await base.ledger.sequence()).note,
      logKey: base.ledger.verifierKey,
      issuer: encodeDidKey(ed25519.getPublicKey(base.keys.issuer)),
      drawKey: encodeBase64(vrfPublicKey(base.keys.draw)),
    })),
    getFactProof: os.getFactProof.handler(({ input }) => base.ledger.proveFact(input.factId)),
    getConsistency: os.getConsistency.handler(async ({ input }) => ({
      ...input,
      proof: await base.ledger.proveConsistency(input.from, input.to),
    })),
    listFacts: os.listFacts.handler(({ input }) => base.ledger.listFacts(input.from, input.count)),
    listLeaves: os.listLeaves.handler(({ input }) => base.ledger.listLeaves(input.from, input.count)),
    listCheckpoints: os.listCheckpoints.handler(async ({ input }) => ({
      checkpoints: await base.ledger.listCheckpoints(input.from, input.count),
    })),
  });
}
