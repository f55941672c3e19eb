import type { Kysely } from 'kysely';
import type { CertificateRecord } from '@jiangping/credentials/certificate-record';
import { buildOpenBadge } from '@jiangping/credentials/open-badge';
import type { JsonObject } from '@jiangping/credentials/json';
import type { StatusPointer } from '@jiangping/credentials/status-list';
import { Refusal } from '@jiangping/domain/refusal';
import { codeOfLevel, levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import type { DB } from '../base/schema.types.ts';

/** What all certificates of a batch have in common. */
export interface BatchFrame {
  siteId: string;
  scopeLineId: string;
  level: Level;
  province: string;
  siteSerial: string;
  /** The record without what is the holder's own. */
  common: Omit<CertificateRecord, 'certificateNumber' | 'name' | 'idType' | 'idNumberMasked' | 'identity'>;
}

/** What a certificate says about one holder. */
export interface HolderFrame {
  certificateId: string;
  number: string;
  name: string;
  idType: string;
  idNumberMasked: string;
  identityHash: string;
  theoryScore: number;
  practicalScore: number;
  passMark: number;
  status: readonly StatusPointer[];
}

/** Reads once what every certificate of a batch repeats; refuses `institution_missing` where no Center is registered. */
export async function readBatchFrame(db: Kysely<DB>, batchId: string, issuedOn: string): Promise<BatchFrame> {
  const row = await db
    .selectFrom('batches')
    .innerJoin('sites', 'sites.id', 'batches.site_id')
    .innerJoin('occupations', 'occupations.id', 'batches.occupation_id')
    .innerJoin('scope_lines', 'scope_lines.id', 'batches.scope_line_id')
    .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
    .leftJoin('work_types', 'work_types.id', 'scope_lines.work_type_id')
    .where('batches.id', '=', batchId)
    .select([
      'batches.site_id',
      'batches.scope_line_id',
      'batches.level',
      'sites.name_zh as site_name',
      'sites.province',
      'sites.serial',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh as occupation_zh',
      'occupations.name_en as occupation_en',
      'work_types.name_zh as work_type_zh',
      'work_types.name_en as work_type_en',
      'authorisations.document_number',
      'scope_lines.valid_from',
      'scope_lines.valid_to',
    ])
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  const center = await db
    .selectFrom('sites')
    .select('name_zh')
    .where('kind', '=', 'center')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!center) throw new Refusal('institution_missing');
  const level = row.level as Level;
  const { zh, en } = levelNames[level];
  const scopeSentence = `${row.document_number},${row.valid_from} 至 ${row.valid_to}:${row.occupation_zh}(${row.code})${row.work_type_zh ?? ''} ${zh}`;
  return {
    siteId: row.site_id,
    scopeLineId: row.scope_line_id,
    level,
    province: row.province,
    siteSerial: row.serial,
    common: {
      occupation: {
        edition: row.edition,
        code: row.code,
        nameZh: row.occupation_zh,
        nameEn: row.occupation_en,
      },
      ...(row.work_type_zh !== null && row.work_type_en !== null
        ? { workType: { nameZh: row.work_type_zh, nameEn: row.work_type_en } }
        : {}),
      level: { code: String(codeOfLevel(level) ?? level), nameZh: zh, nameEn: en },
      institutionName: center.name_zh,
      site: { name: row.site_name, code: `${row.province}${row.serial}`, scopeSentence },
      issuedOn,
      batchId,
    },
  };
}

/** The unsigned credential of one holder. The salt of the identity hash stays out of it, see `identity-hash.ts`. */
export function buildCertificate(
  { common }: BatchFrame,
  holder: HolderFrame,
  { issuerId, validFrom }: { issuerId: string; validFrom: string },
): JsonObject {
  const partScore = (part: 'theory' | 'practical', score: number) => ({
    part,
    nameZh: partNames[part].zh,
    nameEn: partNames[part].en,
    score: String(score),
    maximum: '100',
  });
  return buildOpenBadge({
    record: {
      ...common,
      certificateNumber: holder.number,
      name: holder.name,
      idType: holder.idType,
      idNumberMasked: holder.idNumberMasked,
      identity: { identityHash: holder.identityHash },
      partScores: [partScore('theory', holder.theoryScore), partScore('practical', holder.practicalScore)],
    },
    envelope: {
      id: uriOfCertificate(holder.certificateId),
      issuerId,
      validFrom,
      criteria: `理论知识考试和技能考核均不低于 ${holder.passMark} 分 / Theory exam and practical assessment each at least ${holder.passMark} of 100`,
      status: holder.status,
    },
  });
}

/** The name by which a certificate's credential calls itself. */
export function uriOfCertificate(certificateId: string): string {
  return `urn:uuid:${certificateId}`;
}
