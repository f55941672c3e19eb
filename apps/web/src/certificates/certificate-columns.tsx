import { Link } from '@tanstack/react-router';
import { LevelName, Name, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import type { Column } from '../shell/ListRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { stateNames, stateTones } from './certificate.ts';
import type { CertificateRow, CertificateState } from './certificate.ts';
import { certificateTexts } from './texts.ts';

/** The status of a certificate in words. */
export function CertificateStateTag({ of }: { of: CertificateState }) {
  return <StateTag tone={stateTones[of]}>{useWord()(stateNames[of])}</StateTag>;
}

/** The columns of the register; a batch's own list leaves out what its page says already. */
export function useCertificateColumns(isOfBatch: boolean): readonly Column<CertificateRow>[] {
  const t = useTexts(certificateTexts);
  const formats = useFormats();
  return [
    {
      key: 'number',
      title: t('number'),
      render: ({ number }) => (
        <Link to="/certificates/$number" params={{ number }} className="code nowrap">
          {number}
        </Link>
      ),
    },
    { key: 'holder', title: t('holder'), render: ({ holder }) => holder.name },
    { key: 'state', title: t('state'), render: ({ state }) => <CertificateStateTag of={state} /> },
    ...(isOfBatch
      ? []
      : [
          {
            key: 'occupation',
            title: t('occupation'),
            render: ({ occupation }: CertificateRow) => <Occupation of={occupation} />,
          },
          {
            key: 'level',
            title: t('level'),
            render: ({ level }: CertificateRow) => <LevelName of={level} />,
          },
          {
            key: 'site',
            title: t('site'),
            render: ({ site }: CertificateRow) => (
              <span className="site-cell">
                <Name of={site} />
              </span>
            ),
          },
        ]),
    {
      key: 'issuedOn',
      title: t('issuedOn'),
      render: ({ issuedOn }) => <span className="nowrap">{formats.date(issuedOn)}</span>,
    },
  ];
}
