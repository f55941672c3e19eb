import { requireRules } from '@jiangping/domain/papers/paper-rules';
import { Refusal } from '@jiangping/domain/refusal';
import { encodeHex } from '@jiangping/log/bytes';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { markInUse } from '../items/items.ts';
import { getBlueprint } from './blueprints.ts';
import { commitForms, readForms } from './forms.ts';
import { findSimilarity, rulesOf } from './paper-checks.ts';

/**
 * Seals a paper that another person assembled: every rule is counted once more, the items go into use, and the ledger gets
 * a salted digest of all forms, so that later anybody with the opening can tell whether a word was changed.
 */
export async function sealPaper(base: Base, caller: Caller | null, input: { paperId: string }) {
  return act(base, caller, 'sealPaper', input, async ({ tx, now, personId, record }) => {
    const paper = await tx
      .selectFrom('papers')
      .select(['id', 'blueprint_id', 'assembled_by'])
      .where('id', '=', input.paperId)
      .executeTakeFirst();
    if (!paper) throw new Refusal('not_found');
    if (paper.assembled_by === personId) throw new Refusal('sealer_is_assembler');
    const forms = await readForms(tx, paper.id);
    const salt = base.ambient.randomBytes(32);
    const digest = commitForms(paper.id, forms, salt);
    // First of all, so that a second seal at the same moment waits here and is told that there is one.
    const sealed = await tx
      .insertInto('seals')
      .values({
        paper_id: paper.id,
        assembled_by: paper.assembled_by,
        sealed_by: personId,
        digest: Buffer.from(digest),
        salt,
        sealed_at: now,
      })
      .onConflict((conflict) => conflict.column('paper_id').doNothing())
      .executeTakeFirst();
    if (sealed.numInsertedOrUpdatedRows !== 1n) throw new Refusal('paper_sealed_already');
    await markInUse(
      tx,
      forms.flatMap(({ items }) => items.map(({ versionId }) => versionId)),
    );
    const { plan } = await getBlueprint(tx, paper.blueprint_id);
    requireRules(
      rulesOf(
        plan,
        forms.map(({ items }) => items),
        await findSimilarity(tx, now),
      ),
    );
    const factId = await record({
      kind: 'paper.sealed',
      subject: { type: 'paper', id: paper.id },
      stream: paper.id,
      data: { digest: encodeHex(digest), forms: forms.length },
    });
    return { id: paper.id, factId, digest: encodeHex(digest) };
  });
}
