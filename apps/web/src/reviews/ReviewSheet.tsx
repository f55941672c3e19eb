// The review sheet beside a dossier: signed ones can only be read, an open one is filled in by the reviewer.
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { App, Button, Card, Input } from 'antd';
import { ArrowRightOutlined } from '@ant-design/icons';
import { gravities } from '@jiangping/domain/reviews/sheet';
import type { Batch } from '../batches/batch.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { readDossier } from './dossier.ts';
import { dossierTexts } from './dossier-texts.ts';
import { GravityTag } from './GravityTag.tsx';
import { nextOpen, pathOfDossier } from './drawn.ts';
import { reviewRefreshes } from './review.ts';
import type { Dossier, Review, Sheet } from './review.ts';
import { lacksOf, outcomeOf, rowsOf, withRow } from './sheet.ts';
import { focusRow, SheetRowField } from './SheetRowField.tsx';
import { SheetRows } from './SheetRows.tsx';
import { useSheetDraft } from './use-sheet-draft.ts';

interface ReviewSheetProps {
  batch: Batch;
  review: Review;
  dossier: Dossier;
  sheet: Sheet | null;
  /** Told which row the reviewer left to look at the dossier. */
  onLook: (code: string) => void;
}

/** The sheet of one dossier, with the way to the next. */
export function ReviewSheet(props: ReviewSheetProps) {
  const { batch, review, dossier, sheet } = props;
  const t = useTexts(dossierTexts);
  const next = nextOpen(review.drawnDossiers, dossier.entryId);
  const way = next ? (
    <LinkButton
      href={pathOfDossier(batch.id, next.entryId)}
      type={sheet ? 'primary' : 'default'}
      icon={<ArrowRightOutlined />}
    >
      {t('next', { number: next.number })}
    </LinkButton>
  ) : (
    <LinkButton href={`/batches/${batch.id}/review`} type={sheet ? 'primary' : 'default'}>
      {t('toReview')}
    </LinkButton>
  );
  return (
    <aside className="dossier-sheet" id="review-sheet" tabIndex={-1} aria-label={t('sheet')}>
      <Card>
        <h2>{t('sheet')}</h2>
        {sheet ? (
          <>
            <SheetRows sheet={sheet} names={review.sheetRows} />
            <p>{way}</p>
          </>
        ) : (
          <OpenSheet {...props} way={way} />
        )}
      </Card>
    </aside>
  );
}

function OpenSheet({ batch, review, dossier, onLook, way }: ReviewSheetProps & { way: ReactNode }) {
  const t = useTexts(dossierTexts);
  const word = useWord();
  const { modal } = App.useApp();
  const { draft, change, keptAt, isKeeping, finish } = useSheetDraft(dossier);
  const form = useRef<HTMLDivElement>(null);
  const codes = review.sheetRows.map(({ code }) => code);
  const { open, notes } = lacksOf(draft, codes);
  const outcome = outcomeOf(draft, codes);
  const isComplete = open.length === 0 && notes.length === 0;
  const { dossier: body } = readDossier(dossier.body);
  const signByKey = (domEvent: KeyboardEvent) => {
    if (domEvent.key !== 'Enter' || !(domEvent.ctrlKey || domEvent.metaKey)) return;
    domEvent.preventDefault();
    if (isComplete) form.current?.querySelector<HTMLButtonElement>('.sheet-sign button')?.click();
    else focusRow(open[0] ?? notes[0]);
  };
  // A sheet that is nearly done must not be lost to a slip where the browser keeps no draft.
  useEffect(() => {
    if (isKeeping || outcome === null) return;
    const warn = (domEvent: BeforeUnloadEvent) => domEvent.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isKeeping, outcome]);
  return (
    <div ref={form} onKeyDown={signByKey}>
      <p className="quiet">{t('sheetSay')}</p>
      <p className="quiet sheet-keys">{t('keys')}</p>
      <ol className="review-fields">
        {review.sheetRows.map((row, index) => (
          <SheetRowField
            key={row.code}
            row={row}
            draft={draft.rows[row.code] ?? { outcome: null, note: '' }}
            body={body}
            people={dossier.people}
            nextCode={codes[index + 1]}
            onChange={(part) => change(withRow(draft, row.code, part))}
            onLook={() => onLook(row.code)}
          />
        ))}
      </ol>
      <label className="review-remark">
        {t('remark')}
        <Input.TextArea
          rows={2}
          maxLength={1000}
          value={draft.remark}
          onChange={({ target }) => change({ ...draft, remark: target.value })}
        />
      </label>
      <div className="review-foot">
        <div role="status" className="review-foot-state">
          {isComplete ? (
            t('complete')
          ) : (
            <>
              {open.length > 0 && (
                <Button type="link" onClick={() => focusRow(open[0])}>
                  {t('open', { count: open.length })}
                </Button>
              )}
              {notes.length > 0 && (
                <Button type="link" onClick={() => focusRow(notes[0])}>
                  {t('notesMissing', { count: notes.length })}
                </Button>
              )}
            </>
          )}
          {outcome && (
            <span className="review-foot-outcome">
              {t('outcomeNow')} <GravityTag of={outcome} />
            </span>
          )}
        </div>
        <p className="quiet">
          {!isKeeping ? t('notKept') : keptAt !== null ? t('kept', { time: keptAt }) : null}
        </p>
        <div className="review-foot-acts">
          <span className="sheet-sign">
            <ActButton<object, { factId: string; outcome: Sheet['outcome'] }>
              // Another sheet is another act: it gets a key of its own.
              key={JSON.stringify(draft)}
              label={t('sign')}
              title={t('signTitle', { number: dossier.number })}
              disabled={!isComplete}
              isDanger={outcome === 'fatal'}
              asksReason={false}
              type="primary"
              say={
                <>
                  {outcome && t('signSay', { outcome: word(gravities[outcome]) })}
                  {(outcome === 'fatal' || outcome === 'major') && (
                    <strong className="sign-warning">
                      {t(outcome === 'fatal' ? 'signFatal' : 'signMajor')}
                    </strong>
                  )}
                </>
              }
              fields={
                <ul className="signed-rows">
                  {rowsOf(draft, codes)
                    .filter((row) => row.outcome !== 'pass')
                    .map(({ code, outcome: found, note }) => (
                      <li key={code}>
                        <div>
                          <strong>
                            {word(
                              review.sheetRows.find((row) => row.code === code),
                              code,
                            )}
                          </strong>
                          <p>{note}</p>
                        </div>
                        <GravityTag of={found} />
                      </li>
                    ))}
                </ul>
              }
              refreshes={reviewRefreshes}
              run={async (_, options) => {
                const answer = await api.reviews.recordSheet(
                  {
                    batchId: batch.id,
                    entryId: dossier.entryId,
                    rows: rowsOf(draft, codes),
                    remark: draft.remark.trim(),
                  },
                  options,
                );
                finish();
                return answer;
              }}
              done={(answer) =>
                t('signed', { number: dossier.number, outcome: word(gravities[answer.outcome]) })
              }
            />
          </span>
          {way}
          {outcome !== null && (
            <Button
              type="text"
              onClick={() =>
                modal.confirm({
                  title: t('clearSay'),
                  okButtonProps: { danger: true },
                  okText: t('clear'),
                  onOk: () => change({ rows: {}, remark: '' }),
                })
              }
            >
              {t('clear')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
