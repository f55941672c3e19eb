import type { CertificateRecord } from '@jiangping/verify/verify';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { verifyTexts } from './public-texts.ts';

type Row = readonly [name: string, value: string, look?: 'code' | 'large'];

/** Every certified field, from the signed record alone. */
export function CertificateFields({ record }: { record: CertificateRecord }) {
  const t = useTexts(verifyTexts);
  const word = useWord();
  const formats = useFormats();
  const { occupation, level, site, workType, partScores = [], photoDigest } = record;
  const idType = idTypeNames[record.idType as keyof typeof idTypeNames];
  const rows: readonly Row[] = [
    [t('fields.name'), record.name, 'large'],
    [t('fields.idDocument'), `${word(idType, record.idType)} ${record.idNumberMasked}`],
    [t('fields.occupation'), word(occupation), 'large'],
    [t('fields.level'), word(level), 'large'],
    ...(workType ? [[t('fields.workType'), word(workType)] as const] : []),
    [t('fields.occupationCode'), t('codeOf', { code: occupation.code, edition: occupation.edition })],
    [t('fields.number'), record.certificateNumber, 'code'],
    ...partScores.map(
      (part) => [word(part), t('scoreOf', { score: part.score, maximum: part.maximum })] as const,
    ),
    [t('fields.institution'), record.institutionName],
    [t('fields.site'), t('siteOf', { name: site.name, code: site.code })],
    [t('fields.scope'), site.scopeSentence],
    [t('fields.issuedOn'), formats.date(record.issuedOn)],
    [t('fields.batch'), record.batchId, 'code'],
    ...(photoDigest === undefined ? [] : [[t('fields.photo'), photoDigest, 'code'] as const]),
  ];
  return (
    <section className="public-card certificate-record">
      <h2>{t('record')}</h2>
      <p className="public-small">{t('recordSay')}</p>
      <dl>
        {rows.map(([name, value, look]) => (
          <div key={name} className={look && `field-${look}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
