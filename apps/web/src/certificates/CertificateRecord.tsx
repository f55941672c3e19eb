import { idTypeNames } from '@jiangping/domain/people/person-choices';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import type { SignedRecord } from './bundle-record.ts';
import { verifyTexts } from './public-texts.ts';

/** Every certified field, from the signed record alone. */
export function CertificateRecord({ record }: { record: SignedRecord }) {
  const t = useTexts(verifyTexts);
  const word = useWord();
  const formats = useFormats();
  const { occupation, level, site } = record;
  const idType = idTypeNames[record.idType as keyof typeof idTypeNames];
  const rows: [string, string, ('code' | 'large')?][] = [
    [t('fields.name'), record.name, 'large'],
    [t('fields.idDocument'), `${word(idType, record.idType)} ${record.idNumberMasked}`],
    [t('fields.occupation'), word(occupation), 'large'],
    [t('fields.level'), word(level), 'large'],
    ...(record.workType ? [[t('fields.workType'), word(record.workType)] as [string, string]] : []),
    [t('fields.occupationCode'), t('codeOf', { code: occupation.code, edition: occupation.edition })],
    [t('fields.number'), record.certificateNumber, 'code'],
    ...record.scores.map(({ name, value }): [string, string] => [name, value]),
    [t('fields.institution'), record.institutionName],
    [t('fields.site'), t('siteOf', { name: site.name, code: site.code })],
    [t('fields.scope'), site.scopeSentence],
    [t('fields.issuedOn'), formats.date(record.issuedOn)],
    ...(record.photoDigest === null ? [] : [[t('fields.photo'), record.photoDigest, 'code'] as [string, string, 'code']]),
  ];
  return (
    <section className="public-card certificate-record">
      <h2>{t('record')}</h2>
      <p className="public-small">{t('recordSay')}</p>
      <dl>
        {rows.map(([name, value, look = '']) => (
          <div key={name} className={look && `field-${look}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
