import { createHash } from 'node:crypto';
import { encodeQR } from 'qr';
import { isIdentity } from '@jiangping/credentials/identity-hash';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import { Refusal } from '@jiangping/domain/refusal';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { decryptField } from '../base/fields.ts';
import { readIdNumber } from '../people/people.ts';
import { readStored, selectCertificates } from './bundles.ts';
import type { StoredCertificate } from './bundles.ts';
import { typeset } from './typesetter.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * The certificate for printing. Its words are those of the signed record, so a row changed in the database is refused
 * (`certificate_altered`); the full ID number is added after it was found to be the one behind the signed hash.
 */
export async function getPdf(base: Base, caller: Caller | null, certificateId: string): Promise<File> {
  requirePost(caller, 'printCertificate');
  const row = await selectCertificates(base.db)
    .where('certificates.id', '=', certificateId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  requirePost(caller, 'printCertificate', row.site_id);
  const stored = readStored(row);
  const { idType, idNumber } = await readIdNumber(base.db, base, row.holder_id);
  const salt = decryptField(base.keys, 'identity-salt', row.identity_salt_cipher);
  if (!isIdentity(stored.badge.record.identity, idNumber, salt))
    throw new Refusal('certificate_altered', { certificate: row.id });
  const pdf = printCertificate(base, stored, { idType, idNumber });
  return new File([new Uint8Array(pdf)], `${row.number}.pdf`, { type: 'application/pdf' });
}

/** Sets one certificate. Dated by its day of issue, so that a second print is the same file. */
export function printCertificate(
  base: Base,
  { row, badge: { record, envelope } }: StoredCertificate,
  holder: { idType: keyof typeof idTypeNames; idNumber: string },
): Buffer {
  const [year = 0, month = 0, day = 0] = record.issuedOn.split('-').map(Number);
  const named = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => ({ zh: nameZh, en: nameEn });
  return typeset({
    template: 'certificate.typ',
    createdAt: row.issued_at,
    data: {
      title: `职业技能等级证书 ${record.certificateNumber}`,
      institution: record.institutionName,
      name: record.name,
      idType: { zh: idTypeNames[holder.idType].zh, en: idTypeNames[holder.idType].en },
      idNumber: holder.idNumber,
      occupation: { ...named(record.occupation), code: record.occupation.code },
      workType: record.workType ? named(record.workType) : null,
      level: named(record.level),
      number: record.certificateNumber,
      site: record.site.name,
      issuedOn: {
        zh: `${record.issuedOn.replace('-', '年').replace('-', '月')}日`,
        en: `${day} ${months[month - 1] ?? ''} ${year}`,
      },
      year,
      month,
      day,
      qr: encodeQR(`${base.publicUrl}/v/${row.token}`, 'svg', { ecc: 'medium', border: 2 }),
      host: new URL(base.publicUrl).host,
      issuerFingerprint: groupsOf(createHash('sha256').update(envelope.issuerId).digest('hex')),
      recordFingerprint: groupsOf(row.credential_digest.toString('hex')),
    },
  });
}

/** The first sixteen digits in fours: short enough to compare by eye. */
function groupsOf(hex: string): string {
  return (hex.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
