import type { Client } from '@jiangping/contract/client';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { CheckLine } from './CheckLines.tsx';
import { verifyTexts } from './public-texts.ts';

type PublicCertificate = Awaited<ReturnType<Client['certificates']['verifyByToken']>>;

/** Site and batch at the time of issue, as the server tells them; said so on each line. */
export function IssueFacts({
  certificate: { scope, review },
  issuedOn,
}: {
  certificate: PublicCertificate;
  issuedOn: string;
}) {
  const t = useTexts(verifyTexts);
  const formats = useFormats();
  const isInScope = scope.validFrom <= issuedOn && issuedOn <= scope.validTo;
  const share = review.dossiers === 0 ? 0 : Math.floor((review.drawn / review.dossiers) * 1000) / 10;
  return (
    <section className="public-card">
      <h2>{t('background')}</h2>
      <ul className="checks">
        <CheckLine holds={isInScope} note={t('serverSays')}>
          {t(isInScope ? 'scopeOk' : 'scopeBad', {
            date: formats.date(issuedOn),
            from: formats.date(scope.validFrom),
            to: formats.date(scope.validTo),
            number: scope.documentNumber,
          })}
        </CheckLine>
        <CheckLine holds note={t('serverSays')}>
          {t('reviewed', {
            dossiers: review.dossiers,
            drawn: review.drawn,
            share: formats.number(share),
            time: formats.instant(review.decidedAt),
          })}
        </CheckLine>
      </ul>
    </section>
  );
}
