import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useTexts } from '../shell/language.ts';
import { dossierTexts } from './dossier-texts.ts';
import type { Dossier, DrawRecord } from './review.ts';
import { reviewTexts } from './texts.ts';

/** The digest of the body computed in this browser and found under the frozen root. */
export function DossierDigest({ dossier, draw }: { dossier: Dossier; draw: DrawRecord | null }) {
  const t = useTexts(dossierTexts);
  const r = useTexts(reviewTexts);
  const query = useQuery({
    queryKey: ['reviews', 'checkDossier', dossier, draw?.root],
    queryFn: async () => {
      const { verifyDossier } = await import('@jiangping/verify/dossier');
      return verifyDossier(dossier, draw ?? { root: '', leaves: [] });
    },
    staleTime: Infinity,
  });
  if (!query.data) return <Spin size="small" />;
  const { computed, isDigest, isLeaf, isUnderRoot } = query.data;
  const isGenuine = isDigest && isLeaf && isUnderRoot;
  const lines = [
    { name: 'digest', holds: isDigest },
    { name: 'leaf', holds: isLeaf },
    { name: 'root', holds: isUnderRoot },
  ] as const;
  return (
    <Alert
      className="section"
      type={isGenuine ? 'success' : 'error'}
      showIcon
      role={isGenuine ? 'status' : 'alert'}
      title={t(isGenuine ? 'genuine' : 'changed')}
      description={
        <>
          <div>{isGenuine ? t('genuineSay', { number: dossier.number }) : t('changedSay')}</div>
          <details open={!isGenuine}>
            <summary>{r('stepsShow')}</summary>
            <ul className="draw-steps">
              {lines.map(({ name, holds }) => (
                <li
                  key={name}
                  className={`draw-step draw-step-${holds ? 'holds' : 'fails'}`}
                  data-step={name}
                >
                  {holds ? <CheckCircleFilled /> : <CloseCircleFilled />}
                  <div>
                    {t(`checks.${name}`, { number: dossier.number })}{' '}
                    <span className="draw-step-word">{r(holds ? 'holds' : 'fails')}</span>
                  </div>
                </li>
              ))}
            </ul>
            <dl className="review-values">
              <dt>{r('values.computed')}</dt>
              <dd className="code">{computed ?? '—'}</dd>
              {computed !== dossier.digest && (
                <>
                  <dt>{r('values.told')}</dt>
                  <dd className="code">{dossier.digest}</dd>
                </>
              )}
            </dl>
          </details>
        </>
      }
    />
  );
}
