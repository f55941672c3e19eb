import { checkBookable, checkSealable, checkWithdrawable } from '@jiangping/domain/papers/paper-state';
import type { PaperState } from '@jiangping/domain/papers/paper-state';
import { requireRules } from '@jiangping/domain/papers/paper-rules';
import { Refusal } from '@jiangping/domain/refusal';
import { encodeHex } from '@jiangping/log/bytes';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { markInUse, requireUsable } from '../items/items.ts';
import { getBlueprint } from './blueprints.ts';
import { decryptPaper } from './forms.ts';
import { takeItems } from './item-uses.ts';
import { findSimilarity, rulesOf } from './paper-checks.ts';

/** The row of a paper, held until the transaction ends; refuses `not_found`. */
export async function lockPaper({ tx }: ActScope, paperId: string) {
  const row = await tx
    .selectFrom('papers')
    .select(['id', 'blueprint_id', 'assembled_by', 'part', 'state'])
    .where('id', '=', paperId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return { ...row, state: row.state as PaperState };
}

/**
 * Seals a paper that another person assembled: every rule is counted once more, its theory items are taken for good, and the
 * ledger gets the commitment to every word. Its items are shown to nobody from now until a sitting opens it.
 */
export async function sealPaper(base: Base, caller: Caller | null, input: { paperId: string }) {
  return act(base, caller, 'sealPaper', input, async (scope) => {
    const { tx, now, personId, record } = scope;
    const paper = await lockPaper(scope, input.paperId);
    checkSealable(paper.state);
    if (paper.assembled_by === personId) throw new Refusal('sealer_is_assembler');
    const { digest, forms } = await decryptPaper(tx, base.keys, paper.id);
    const versionIds = forms.flatMap(({ items }) => items.map(({ versionId }) => versionId));
    await requireUsable(tx, versionIds);
    // Practical items are announced to the candidates beforehand, so any number of papers may hold them.
    if (paper.part === 'theory') await takeItems(tx, base.keys, versionIds);
    const { plan } = await getBlueprint(tx, paper.blueprint_id);
    requireRules(
      rulesOf(
        plan,
        forms.map(({ items }) => items),
        await findSimilarity(tx, now),
      ),
    );
    await tx
      .insertInto('seals')
      .values({
        paper_id: paper.id,
        assembled_by: paper.assembled_by,
        sealed_by: personId,
        digest,
        sealed_at: now,
      })
      .execute();
    await tx.updateTable('papers').set({ state: 'sealed' }).where('id', '=', paper.id).execute();
    const factId = await record({
      kind: 'paper.sealed',
      subject: { type: 'paper', id: paper.id },
      stream: paper.id,
      data: { digest: encodeHex(digest), forms: forms.length },
    });
    return { id: paper.id, factId, digest: encodeHex(digest) };
  });
}

/**
 * Unseals a paper for the sitting that is being opened, in its act: the content is decrypted, held against the commitment of
 * the seal and written in clear, and the salt is published, so that whoever holds the content can compute the commitment
 * anew. A paper that an earlier sitting unsealed stays as it is. Refuses `paper_withdrawn`, `paper_seal_broken`.
 */
export async function unsealPaper(
  scope: ActScope,
  { paperId, sittingId }: { paperId: string; sittingId: string },
): Promise<void> {
  const { tx, base, now, personId, record } = scope;
  const { state } = await lockPaper(scope, paperId);
  checkBookable(state);
  if (state === 'unsealed') return;
  const seal = await tx
    .selectFrom('seals')
    .select('digest')
    .where('paper_id', '=', paperId)
    .executeTakeFirstOrThrow();
  const { digest, salt, seed, forms } = await decryptPaper(tx, base.keys, paperId);
  if (!digest.equals(seal.digest)) throw new Refusal('paper_seal_broken');
  await tx
    .insertInto('unsealings')
    .values({ paper_id: paperId, salt: Buffer.from(salt), seed, unsealed_by: personId, unsealed_at: now })
    .execute();
  await tx.updateTable('papers').set({ state: 'unsealed' }).where('id', '=', paperId).execute();
  const placed = forms.flatMap(({ id, items }) =>
    items.map(({ position, versionId, points }) => ({
      form_id: id,
      paper_id: paperId,
      position,
      item_version_id: versionId,
      points,
    })),
  );
  for (const portion of portionsOf(placed)) await tx.insertInto('paper_form_items').values(portion).execute();
  await markInUse(
    tx,
    placed.map(({ item_version_id }) => item_version_id),
  );
  await record({
    kind: 'paper.unsealed',
    subject: { type: 'paper', id: paperId },
    stream: paperId,
    data: { digest: encodeHex(digest), salt: encodeHex(salt), sitting: sittingId },
  });
}

/**
 * Withdraws a paper that no candidate has met, as leaked or for another reason: no sitting can use it any more. The items of
 * a sealed one stay taken. Refuses `paper_unsealed_already`, `paper_withdrawn`.
 */
export async function withdrawPaper(
  base: Base,
  caller: Caller | null,
  input: { paperId: string; isLeaked: boolean; reason: string },
) {
  return act(base, caller, 'withdrawPaper', input, async (scope) => {
    const { tx, now, personId, record } = scope;
    const { id, state } = await lockPaper(scope, input.paperId);
    checkWithdrawable(state);
    await tx
      .insertInto('withdrawals')
      .values({
        paper_id: id,
        is_leaked: input.isLeaked,
        reason: input.reason,
        withdrawn_by: personId,
        withdrawn_at: now,
      })
      .execute();
    await tx.updateTable('papers').set({ state: 'withdrawn' }).where('id', '=', id).execute();
    const factId = await record({
      kind: 'paper.withdrawn',
      subject: { type: 'paper', id },
      stream: id,
      data: { from: state, leaked: input.isLeaked },
    });
    return { id, factId };
  });
}
