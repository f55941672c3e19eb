// An item as candidates see it, for those who write and vet it: a page that another page of this origin shows in a frame.
//
//   frame → page   { kind: 'jiangping-ready' }                                      once, when it can take an item
//   page → frame   { kind: 'jiangping-preview', item, language, isElder, response } as often as wanted
//   frame → page   { kind: 'jiangping-answer', response }                           on each answer
//   frame → page   { kind: 'jiangping-height', px }                                 when the height of the content changes
//
// The files of the item come from /api/item-media, with the login of whoever looks. Nothing is kept.
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PlayerItem } from './api.ts';
import { applyPreferences, setPreferences } from './preferences.ts';
import { mediaOf } from './question/content.ts';
import { flushDrafts } from './question/draft.ts';
import { browserDigest, browserParts } from './question/exam-media.ts';
import { MediaContext } from './question/Media.tsx';
import { createMediaFetch } from './question/media-fetch.ts';
import { createMediaShelf } from './question/media-shelf.ts';
import { QuestionCard } from './QuestionCard.tsx';
import type { Lang } from './texts.ts';
import './base.css';
import './exam.css';
import './question/question.css';

interface Shown {
  readonly item: PlayerItem;
  readonly response: readonly string[];
  /** Drawn anew for each message, so that nothing of the item before stays in a field. */
  readonly serial: number;
}
type PreviewMessage = Omit<Shown, 'serial'> & {
  readonly kind: 'jiangping-preview';
  readonly language: Lang;
  readonly isElder: boolean;
};

const tell = (message: { kind: string; response?: readonly string[]; px?: number }) =>
  parent.postMessage(message, location.origin);

const fetchFile = createMediaFetch({
  fetch: (input, init) => fetch(input, init),
  path: (sha256) => `/api/item-media/${sha256}`,
  bearer: null,
  digest: browserDigest(),
});

function isPreview(message: MessageEvent<unknown>): message is MessageEvent<PreviewMessage> {
  if (message.origin !== location.origin || message.source !== parent) return false;
  const { data } = message;
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'jiangping-preview';
}

function Preview() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const onMessage = (message: MessageEvent<unknown>) => {
      if (!isPreview(message)) return;
      flushDrafts();
      const { item, response, language, isElder } = message.data;
      setPreferences({ lang: language === 'en' ? 'en' : 'zh', isElder });
      setShown((before) => ({ item, response, serial: (before?.serial ?? 0) + 1 }));
    };
    addEventListener('message', onMessage);
    const heights = new ResizeObserver(() => {
      const px = Math.ceil(document.body.getBoundingClientRect().height);
      if (px > 0) tell({ kind: 'jiangping-height', px });
    });
    heights.observe(document.body);
    tell({ kind: 'jiangping-ready' });
    return () => {
      removeEventListener('message', onMessage);
      heights.disconnect();
    };
  }, []);
  return shown && <Card key={shown.serial} {...shown} />;
}

function Card({ item, response: given }: Shown) {
  const [response, setResponse] = useState(given);
  const shelf = useMemo(
    () =>
      createMediaShelf({
        ...browserParts,
        wanted: item.content === null ? [] : mediaOf(item.content),
        fetchFile,
        store: null,
        spreadMs: 0,
      }),
    [],
  );
  useEffect(() => () => shelf.close(false), []);
  return (
    <MediaContext.Provider value={shelf}>
      <main>
        <QuestionCard
          item={item}
          total={null}
          response={response}
          onAnswer={(next) => {
            setResponse(next);
            tell({ kind: 'jiangping-answer', response: next });
          }}
        />
      </main>
    </MediaContext.Provider>
  );
}

applyPreferences();
addEventListener('pagehide', flushDrafts);
const root = document.getElementById('app');
if (root) render(<Preview />, root);
