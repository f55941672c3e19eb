import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { AnswerSheet } from './AnswerSheet.tsx';
import type { ServerClock } from './clock.ts';
import { EndingPage } from './EndingPage.tsx';
import { Banners, ExamHead } from './ExamHead.tsx';
import { useSaver } from './hooks.ts';
import { usePreferences } from './preferences.ts';
import { QuestionCard } from './QuestionCard.tsx';
import { listAsked } from './question/content.ts';
import { flushDrafts } from './question/draft.ts';
import { MediaProgress } from './question/Media.tsx';
import { countAnswered } from './resume.ts';
import type { Saver } from './saver-state.ts';
import { SubmitDialog } from './SubmitDialog.tsx';
import { Dialog } from './Dialog.tsx';

/** Where the keys belong to the field itself. */
const FIELDS =
  'input:not([type=radio], [type=checkbox]), select, textarea, audio, video, dialog, [data-keys], .plate-view';
const NONE: readonly string[] = [];

/** The running exam: one item a screen, the answer sheet beside or below, and the ways to its end. */
export function ExamPage({ saver, clock }: { saver: Saver; clock: ServerClock }) {
  const { t } = usePreferences();
  const state = useSaver(saver);
  const [opened, setOpened] = useState<'sheet' | 'submit' | null>(null);
  const { items } = saver.page();
  const index = Math.max(
    0,
    items.findIndex((item) => item.position === state.position),
  );
  const item = items[index];
  const heading = useRef<HTMLHeadingElement>(null);
  // Letters choose where there is one list of options, and nothing else to answer.
  const asked = item?.content ? listAsked(item.content) : null;
  const hasLetters = asked === null || (asked.length === 1 && asked[0]?.tag === 'choice');

  function visit(position: number): void {
    flushDrafts();
    setOpened(null);
    saver.visit(position);
  }
  function move(step: 1 | -1): void {
    const target = items[index + step];
    if (target) visit(target.position);
    else if (step === 1) openSubmit();
  }

  function openSubmit(): void {
    flushDrafts();
    setOpened('submit');
  }

  const isFirstDraw = useRef(true);
  useEffect(() => {
    if (!isFirstDraw.current) heading.current?.focus({ preventScroll: true });
    isFirstDraw.current = false;
    scrollTo({ top: 0 });
  }, [state.position]);

  // Before the next key can come, not after the next frame: a quick hand must never meet the item before.
  useLayoutEffect(() => {
    const onKey = (domEvent: KeyboardEvent) => {
      if (
        opened !== null ||
        domEvent.defaultPrevented ||
        domEvent.ctrlKey ||
        domEvent.metaKey ||
        domEvent.altKey
      )
        return;
      const target = domEvent.target instanceof Element ? domEvent.target : null;
      if (target?.closest(FIELDS)) return;
      // An input method of the system may hide the letter, never the key.
      const key =
        domEvent.key.length === 1
          ? domEvent.key.toUpperCase()
          : domEvent.code.replace(/^(Key|Digit|Numpad)/, '');
      if (domEvent.key === 'ArrowLeft') move(-1);
      else if (domEvent.key === 'ArrowRight') move(1);
      else if (domEvent.key === 'Enter' && target?.closest('button, a, summary') === null) move(1);
      else if (key === 'M' && item) saver.mark(item.position, !state.marks.has(item.position));
      else {
        const choice = /^[1-9]$/.test(key)
          ? Number(key) - 1
          : /^[A-P]$/.test(key)
            ? key.charCodeAt(0) - 65
            : -1;
        const option = hasLetters
          ? heading.current?.closest('form')?.querySelectorAll('input')[choice]
          : null;
        if (!option) return;
        option.focus({ preventScroll: true });
        option.click();
      }
      domEvent.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  if (state.phase === 'ending') return <EndingPage saver={saver} state={state} />;
  if (!item) return null;
  const hasContent = item.content !== null;
  const answered = countAnswered(saver.page(), state.responses);
  const sheet = <AnswerSheet items={items} state={state} onVisit={visit} onSubmit={openSubmit} />;
  return (
    <div class="exam">
      <ExamHead page={saver.page()} state={state} clock={clock} />
      <div class="exam-body">
        <main class="exam-main">
          <Banners state={state} clock={clock} />
          {state.phase === 'paused' ? (
            <section class="card calm">
              <h1>{t('pausedTitle')}</h1>
              <p>{t('pausedHint')}</p>
            </section>
          ) : (
            <QuestionCard
              item={item}
              total={items.length}
              response={state.responses.get(item.position) ?? NONE}
              isMarked={state.marks.has(item.position)}
              headingRef={heading}
              onAnswer={(response) => void saver.record(item.position, response)}
              onMark={(isMarked) => saver.mark(item.position, isMarked)}
            />
          )}
          <MediaProgress />
          <p class="keys-hint quiet">{t(hasContent ? 'keysHintContent' : 'keysHint')}</p>
        </main>
        <aside class="exam-side">{sheet}</aside>
      </div>
      <nav class="foot" aria-label={t('questionOf', { n: item.position })}>
        <button type="button" class="button" disabled={index === 0} onClick={() => move(-1)}>
          {t('previous')}
        </button>
        <button type="button" class="button foot-sheet" onClick={() => setOpened('sheet')}>
          <span>{t('sheet')}</span>
          <span class="foot-count">
            {answered}/{items.length}
          </span>
        </button>
        <button type="button" class="button button-main" onClick={() => move(1)}>
          {t(index === items.length - 1 ? 'submit' : 'next')}
        </button>
      </nav>
      {opened === 'sheet' && (
        <Dialog label={t('sheet')} className="drawer" onClose={() => setOpened(null)}>
          {sheet}
          <button type="button" class="button" onClick={() => setOpened(null)}>
            {t('close')}
          </button>
        </Dialog>
      )}
      {opened === 'submit' && (
        <SubmitDialog
          items={items}
          state={state}
          onVisit={visit}
          onClose={() => setOpened(null)}
          onSubmit={() => {
            setOpened(null);
            void saver.finish('candidate');
          }}
        />
      )}
    </div>
  );
}
