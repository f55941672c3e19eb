import { Card, Typography } from 'antd';
import { useTexts } from '../shell/language.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import type { Cover } from './cover.ts';
import { paperTexts } from './texts.ts';

/** The seal of a paper, when it opens, and who sees what until then. */
export function SealTab({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const { digest, sealedBy, sealedAt, sealedFactId } = cover;
  return (
    <div className="seal-parts">
      <Card size="small" title={t('sealHeading')}>
        {digest !== null && sealedBy && sealedAt !== null ? (
          <>
            <p>{t('byAt', { name: sealedBy.name, at: formats.instant(sealedAt, true) })}</p>
            <p className="quiet">{t('digest')}</p>
            <p>
              <Typography.Text code copyable className="digest">
                {digest}
              </Typography.Text>
            </p>
            <p className="quiet">{t('digestSay')}</p>
            {sealedFactId !== null && (
              <p>
                <PlainLink href={`/ledger/${sealedFactId}`}>{t('seeFact')}</PlainLink>
              </p>
            )}
          </>
        ) : (
          <p>{t('notSealedSay')}</p>
        )}
      </Card>
      <Card size="small" title={t('openHeading')}>
        <p>{t('openSay')}</p>
      </Card>
      <Card size="small" title={t('seenHeading')}>
        <ul className="seen-lines">
          {(['cover', 'items', 'candidates'] as const).map((key) => (
            <li key={key}>{t(`seenSay.${key}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
