// Files of work packages: kept whole in the database, told by their digest in the ledger, never changed.
import { createHash } from 'node:crypto';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import { checkPackageFile, packageFileTypes } from '@jiangping/domain/standards/package-file';
import type { PackageFileType } from '@jiangping/domain/standards/package-file';
import { moveWorkPackage } from '@jiangping/domain/standards/work-package';
import { newId } from '../base/ambient.ts';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { writeFact } from '../base/facts.ts';
import { findPolicies } from '../people/people.ts';
import { findReader } from './package-rows.ts';
import { lockOwnPackage, ofPackage } from './work-packages.ts';

/**
 * Attaches a file to a package in drafting, by its responsible person. Refuses a type or size outside the limits, too many
 * files, and content that is there already.
 */
export async function attachFile(
  base: Base,
  caller: Caller | null,
  input: { workPackageId: string; name: string; content: string },
) {
  // Before any work is spent on the file.
  requirePost(caller, 'draftWorkPackage');
  const { workPackageId, name } = input;
  const content = Buffer.from(input.content, 'base64');
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const policies = await findPolicies(base.db, today);
  const type = checkPackageFile(name, content, policies.get('standards.package_file_bytes'));
  const digest = createHash('sha256').update(content).digest();
  const sha256 = digest.toString('hex');
  const request = { workPackageId, name, sha256 };
  return act(base, caller, 'draftWorkPackage', request, async ({ tx, now, personId, newId, record }) => {
    const { state, round } = await lockOwnPackage(tx, workPackageId, personId);
    moveWorkPackage(state, 'attachFile');
    const files = await tx
      .selectFrom('work_package_files')
      .select(['name', 'sha256'])
      .where('work_package_id', '=', workPackageId)
      .execute();
    const known = files.find((file) => file.sha256.equals(digest));
    if (known) throw new Refusal('work_package_file_known', { name: known.name });
    const limit = policies.get('standards.package_files');
    if (files.length >= limit) throw new Refusal('work_package_files_full', { limit });
    const id = newId();
    await tx
      .insertInto('work_package_files')
      .values({
        id,
        work_package_id: workPackageId,
        round,
        name,
        type,
        bytes: content.length,
        sha256: digest,
        content,
        attached_by: personId,
        attached_at: now,
      })
      .execute();
    // The name was written by a person and may hold one: only the digest enters the log.
    const factId = await record({
      kind: 'work-package.file-attached',
      ...ofPackage(workPackageId),
      data: { file: id, round, type, bytes: content.length, sha256 },
    });
    return { id, factId, sha256 };
  });
}

/**
 * A file of a package that the caller may see. A draft of an item bank holds items, so every reading is written into the
 * ledger in the same transaction: nothing is shown that is not recorded.
 */
export async function getPackageFile(
  base: Base,
  caller: Caller | null,
  input: { workPackageId: string; fileId: string },
) {
  const { held, personId, isOwnOnly } = findReader(caller);
  const answer = await base.db.transaction().execute(async (tx) => {
    let files = tx
      .selectFrom('work_package_files')
      .innerJoin('work_packages', 'work_packages.id', 'work_package_files.work_package_id')
      .where('work_package_files.id', '=', input.fileId)
      .where('work_packages.id', '=', input.workPackageId);
    if (isOwnOnly) files = files.where('work_packages.responsible_id', '=', personId);
    const file = await files
      .select([
        'work_package_files.name',
        'work_package_files.type',
        'work_package_files.sha256',
        'work_package_files.content',
      ])
      .executeTakeFirst();
    if (!file) throw new Refusal('not_found');
    const readFactId = newId(base.ambient);
    const sha256 = file.sha256.toString('hex');
    await writeFact(tx, {
      id: readFactId,
      kind: 'work-package.file-read',
      at: base.ambient.now().toISOString(),
      actor: { person: personId, post: held.post, grant: held.grantId },
      ...ofPackage(input.workPackageId),
      data: { file: input.fileId, sha256 },
    });
    return {
      name: file.name,
      media: packageFileTypes[file.type as PackageFileType].media,
      sha256,
      content: file.content.toString('base64'),
      readFactId,
    };
  });
  base.ledger.nudge();
  return answer;
}
