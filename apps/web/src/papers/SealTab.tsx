import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Typography } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import type { Cover } from './cover.ts';
import { paperQuery } from './paper-query.ts';
import { checkSeal } from './seal-check.ts';
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
            <Digest label={t('digest')} value={digest} />
            <p className="quiet">{t('digestSay')}</p>
            <FactLink factId={sealedFactId} />
          </>
        ) : (
          <p>{t('notSealedSay')}</p>
        )}
      </Card>
      <OpeningCard cover={cover} />
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

function OpeningCard({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const formats = useFormats();
  const may = useMay();
  const { unsealedBy, unsealedAt, unsealedFactId, salt, sealedFactId } = cover;
  return (
    <Card size="small" title={t('openHeading')}>
      {unsealedBy && unsealedAt !== null && salt !== null ? (
        <>
          <p>{t('byAt', { name: unsealedBy.name, at: formats.instant(unsealedAt, true) })}</p>
          <Digest label={t('salt')} value={salt} />
          <p className="quiet">{t('saltSay')}</p>
          <FactLink factId={unsealedFactId} />
          {may('readPaper') && sealedFactId !== null && (
            <Recomputation paperId={cover.id} factId={sealedFactId} />
          )}
        </>
      ) : (
        <p>{t(cover.state === 'withdrawn' ? 'neverOpensSay' : 'openSay')}</p>
      )}
    </Card>
  );
}

function Digest({ label, value }: { label: string; value: string }) {
  return (
    <>
      <p className="quiet">{label}</p>
      <p>
        <Typography.Text code copyable className="digest">
          {value}
        </Typography.Text>
      </p>
    </>
  );
}

function FactLink({ factId }: { factId: string | null }) {
  const t = useTexts(paperTexts);
  if (factId === null) return null;
  return (
    <p>
      <PlainLink href={`/ledger/${factId}`}>{t('seeFact')}</PlainLink>
    </p>
  );
}

/** Computes the commitment anew in this browser; it takes the items, so it is a reading of the paper. */
function Recomputation({ paperId, factId }: { paperId: string; factId: string }) {
  const t = useTexts(paperTexts);
  const [isWanted, setWanted] = useState(false);
  const paper = useQuery({ ...paperQuery(paperId), enabled: isWanted });
  const fact = useQuery({
    queryKey: ['ledger', 'getFactProof', factId],
    queryFn: ({ signal }) => api.ledger.getFactProof({ factId }, { signal }),
    enabled: isWanted,
  });
  if (!isWanted) {
    return (
      <>
        <p className="quiet">{t('recomputeSay')}</p>
        <Button onClick={() => setWanted(true)}>{t('recompute')}</Button>
      </>
    );
  }
  return (
    <Loaded query={fact}>
      {(proof) => <Loaded query={paper}>{(read) => <Verdict {...checkSeal(read, proof.fact)} />}</Loaded>}
    </Loaded>
  );
}

function Verdict({ computed, showsItems, holds }: ReturnType<typeof checkSeal>) {
  const t = useTexts(paperTexts);
  return (
    <Alert
      className="recompute"
      type={holds ? 'success' : 'error'}
      showIcon
      title={t(holds ? 'recomputeGood' : showsItems ? 'recomputeBad' : 'recomputeOther')}
      description={computed !== null && <code className="digest">{computed}</code>}
    />
  );
}
