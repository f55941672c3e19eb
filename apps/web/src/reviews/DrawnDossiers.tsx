import { useState } from 'react';
import { Alert, Button, Grid, Modal, Progress } from 'antd';
import { ArrowRightOutlined } from '@ant-design/icons';
import type { Batch } from '../batches/batch.ts';
import { useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useMay, useMe } from '../shell/me.ts';
import { ListRows } from '../shell/ListRows.tsx';
import { useFormats } from '../shell/times.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { GravityTag } from './GravityTag.tsx';
import { isNewest, nextOpen, pathOfDossier } from './drawn.ts';
import type { DrawnDossier, Review } from './review.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { SheetRows } from './SheetRows.tsx';
import { hasDraft } from './sheet.ts';
import { reviewTexts } from './texts.ts';

/** The dossiers to review with what was found in them; a reviewer goes on from here. */
export function DrawnDossiers({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const { person, account } = useMe();
  const may = useMay();
  const formats = useFormats();
  const isWide = Grid.useBreakpoint().md ?? false;
  const [page, setPage] = useState({ page: 1, pageSize: 20 });
  const [shown, setShown] = useState<DrawnDossier | null>(null);
  const { drawnDossiers, reviewers } = review;
  // An earlier round is named in the address of its dossiers.
  const round = isNewest(review) ? null : review.round;
  const isMine = may('recordSheet') && reviewers.some(({ id }) => id === person.id);
  const done = drawnDossiers.filter(({ sheet }) => sheet !== null).length;
  const next = isMine && batch.acts.includes('recordSheet') ? nextOpen(drawnDossiers) : null;
  if (drawnDossiers.length === 0)
    return (
      <ReviewPart title={t('dossiers')}>
        <p className="quiet">{t('notYetDossiers')}</p>
      </ReviewPart>
    );
  return (
    <ReviewPart
      title={t('dossiers')}
      acts={
        next && (
          <LinkButton
            type="primary"
            href={pathOfDossier(batch.id, next.entryId)}
            icon={<ArrowRightOutlined />}
          >
            {t('nextDossier', { number: next.number })}
          </LinkButton>
        )
      }
    >
      <div className="review-progress">
        <span role="status">{t('progress', { done, of: drawnDossiers.length })}</span>
        <Progress percent={(done / drawnDossiers.length) * 100} showInfo={false} aria-hidden />
      </div>
      {drawnDossiers.some(({ reason }) => reason === 'escalated') && (
        <Alert className="review-note" type="warning" showIcon title={t('escalatedAll')} />
      )}
      {may('recordSheet') && !isMine && (
        <Alert className="review-note" type="info" showIcon title={t('notMine')} />
      )}
      <div className="review-rows">
        <ListRows
          rows={drawnDossiers.slice((page.page - 1) * page.pageSize, page.page * page.pageSize)}
          isWide={isWide}
          isLoading={false}
          paging={drawnDossiers.length > 20 ? { ...page, total: drawnDossiers.length } : null}
          onPage={(next, pageSize) => setPage({ page: pageSize === page.pageSize ? next : 1, pageSize })}
          rowKey={({ entryId }) => entryId}
          columns={[
            { key: 'number', title: t('number'), render: ({ number }) => t('numberOf', { number }) },
            { key: 'reason', title: t('reason'), render: ({ reason }) => t(`reasons.${reason}`) },
            {
              key: 'outcome',
              title: t('outcome'),
              render: ({ sheet, entryId }) =>
                sheet ? (
                  <GravityTag of={sheet.outcome} />
                ) : (
                  <>
                    <StateTag tone="waiting">{t('toReview')}</StateTag>
                    {isMine && hasDraft(localStorage, account, entryId) && (
                      <span className="quiet"> {t('draftHere')}</span>
                    )}
                  </>
                ),
            },
            {
              key: 'reviewer',
              title: t('signedBy'),
              render: ({ sheet }) =>
                sheet ? (
                  <span className="two-lines">
                    <span>{sheet.reviewer.name}</span>
                    <span className="quiet">{formats.instant(sheet.signedAt)}</span>
                  </span>
                ) : (
                  <span className="quiet">—</span>
                ),
            },
          ]}
          rowActs={(row) => (
            <>
              {isMine && (
                <LinkButton type="link" href={pathOfDossier(batch.id, row.entryId, round)}>
                  {t(
                    row.sheet
                      ? 'readDossier'
                      : hasDraft(localStorage, account, row.entryId)
                        ? 'goOn'
                        : 'openDossier',
                  )}
                </LinkButton>
              )}
              {row.sheet && (
                <Button type="link" onClick={() => setShown(row)}>
                  {t('seeSheet')}
                </Button>
              )}
            </>
          )}
          empty={<ListEmpty isFiltered={false} say={t('notYetDossiers')} />}
        />
      </div>
      <Modal
        title={shown && t('sheetTitle', { number: shown.number })}
        open={shown !== null}
        footer={null}
        width={680}
        onCancel={() => setShown(null)}
      >
        {shown?.sheet && <SheetRows sheet={shown.sheet} names={review.sheetRows} />}
      </Modal>
    </ReviewPart>
  );
}
