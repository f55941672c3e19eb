import { useRef } from 'react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import './reviews.css';
import { batchQuery } from '../batches/batch.ts';
import type { Batch } from '../batches/batch.ts';
import { api } from '../shell/api.ts';
import { ItemScreen } from '../shell/ItemScreen.tsx';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { DossierDigest } from './DossierDigest.tsx';
import { DossierDocument } from './DossierDocument.tsx';
import { dossierTexts } from './dossier-texts.ts';
import { GravityTag } from './GravityTag.tsx';
import { goToPart } from './parts.ts';
import { isNewest, roundOf } from './drawn.ts';
import { reviewQuery } from './review.ts';
import type { Dossier, Review } from './review.ts';
import { ReviewSheet } from './ReviewSheet.tsx';
import { dossierRoute } from './routes.ts';
import { focusRow } from './SheetRowField.tsx';

// Reading a dossier is a fact of the ledger, so it is asked for once and kept; it cannot change.
const dossierQuery = (batchId: string, entryId: string, round: number | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'getDossier', batchId, entryId, round ?? 'newest'],
    queryFn: ({ signal }) =>
      api.reviews.getDossier({ batchId, entryId, ...(round === undefined ? {} : { round }) }, { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** One drawn dossier as a document, its digest computed anew, and beside it the review sheet. */
export function DossierPage() {
  const { batchId, entryId } = dossierRoute.useParams();
  const round = roundOf(dossierRoute.useSearch().round);
  const batch = useQuery(batchQuery(batchId));
  const review = useQuery(reviewQuery(batchId, round));
  const dossier = useQuery(dossierQuery(batchId, entryId, round));
  return (
    <Loaded query={dossier}>
      {(dossier) => (
        <Loaded query={batch}>
          {(batch) => (
            <Loaded query={review}>
              {(review) => <DossierScreen key={entryId} batch={batch} review={review} dossier={dossier} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface DossierScreenProps {
  batch: Batch;
  review: Review;
  dossier: Dossier;
}

function DossierScreen({ batch, review, dossier }: DossierScreenProps) {
  const t = useTexts(dossierTexts);
  const { drawnDossiers } = review;
  const place = drawnDossiers.findIndex(({ entryId }) => entryId === dossier.entryId);
  const sheet = drawnDossiers[place]?.sheet ?? null;
  const left = useRef<string | null>(null);
  // Back to the row that was left, on screens that show dossier and sheet one below the other.
  const goToSheet = () => (left.current === null ? goToPart('review-sheet') : focusRow(left.current));
  return (
    <Page
      heading={t('heading', { number: dossier.number })}
      beside={sheet && <GravityTag of={sheet.outcome} />}
      say={
        <>
          <PlainLink
            href={`/batches/${batch.id}/review${isNewest(review) ? '' : `?round=${String(review.round)}`}`}
          >
            {t('back', { code: batch.code })}
          </PlainLink>
          {place >= 0 && <> · {t('position', { place: place + 1, of: drawnDossiers.length })}</>}
        </>
      }
    >
      <ItemScreen>
        <Alert className="section" type="info" showIcon title={t('readSay')} />
        <DossierDigest dossier={dossier} draw={review.draw} />
        <div className="dossier">
          <div className="dossier-side">
            <DossierDocument dossier={dossier} batch={batch} />
            <p className="to-sheet">
              <Button type="primary" onClick={goToSheet}>
                {t('backToSheet')}
              </Button>
            </p>
          </div>
          <ReviewSheet
            batch={batch}
            review={review}
            dossier={dossier}
            sheet={sheet}
            onLook={(code) => {
              left.current = code;
            }}
          />
        </div>
      </ItemScreen>
    </Page>
  );
}
