import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { Notice } from '../Shell.tsx';
import type { TextKey } from '../texts.ts';
import { digestOf, numberOf } from './content.ts';
import type { PresentedElement } from './content.ts';
import type { MediaShelf, MediaState } from './media-shelf.ts';

/** The files of the question that is drawn. */
export const MediaContext = createContext<MediaShelf | null>(null);

const words: Readonly<Record<'loading' | 'offline' | 'failed', TextKey>> = {
  loading: 'mediaLoading',
  offline: 'mediaOffline',
  failed: 'mediaFailed',
};

function useShelf(): MediaShelf | null {
  const shelf = useContext(MediaContext);
  const [, redraw] = useState(0);
  useEffect(() => {
    const again = () => redraw((count) => count + 1);
    const end = shelf?.subscribe(again);
    // The file may have come between the drawing and now, when nobody listened yet.
    again();
    return end;
  }, [shelf]);
  return shelf;
}

/** The state of the file at a `media:` address; any other address has none and fails. */
export function useMedia(src: string | undefined): MediaState {
  const shelf = useShelf();
  const sha256 = digestOf(src);
  return shelf && sha256 !== null ? shelf.find(sha256) : { kind: 'failed' };
}

/** What stands in the place of a file that is not there yet, in its size and with its words. */
export function MediaWait({ state, alt }: { state: MediaState; alt?: string | undefined }) {
  const { t } = usePreferences();
  if (state.kind === 'ready') return null;
  return (
    <span class="media-wait">
      <span>{t(words[state.kind])}</span>
      {alt && <span>{alt}</span>}
    </span>
  );
}

/** A picture of the text; until it is there, its alternative text. */
export function Picture({ node }: { node: PresentedElement }) {
  const state = useMedia(node.attributes['src']);
  const alt = node.attributes['alt'] ?? '';
  if (state.kind !== 'ready') return <MediaWait state={state} alt={alt} />;
  const width = numberOf(node, 'width');
  const height = numberOf(node, 'height');
  return (
    <img
      class="picture"
      src={state.url}
      alt={alt}
      {...(width > 0 ? { width } : {})}
      {...(height > 0 ? { height } : {})}
    />
  );
}

/** A recording or film of the text, with the controls of the browser and no limit of plays. */
export function Recording({ node }: { node: PresentedElement }) {
  const state = useMedia(node.attributes['src']);
  const label = node.attributes['label'];
  if (state.kind !== 'ready') return <MediaWait state={state} alt={label} />;
  const controls = { src: state.url, controls: true, preload: 'metadata', 'aria-label': label } as const;
  return node.tag === 'audio' ? (
    <audio class="recording" {...controls} />
  ) : (
    <video class="recording" playsInline {...controls} />
  );
}

/** Tells of files that could not be fetched, with the way to ask again. */
export function MediaNotice({ digests }: { digests: readonly string[] }) {
  const { t } = usePreferences();
  const shelf = useShelf();
  const stuck = digests.filter((each) => ['offline', 'failed'].includes(shelf?.find(each).kind ?? ''));
  if (stuck.length === 0) return null;
  return (
    <Notice kind="warning">
      <p>{t('mediaStuck', { n: stuck.length })}</p>
      <button type="button" class="button" onClick={() => shelf?.retry(stuck)}>
        {t('mediaRetry')}
      </button>
    </Notice>
  );
}

/** How many files of the paper are on this device; nothing once all are. */
export function MediaProgress() {
  const { t } = usePreferences();
  const progress = useShelf()?.progress();
  if (!progress || progress.ready === progress.total) return null;
  return <p class="quiet media-progress">{t('mediaProgress', { ...progress })}</p>;
}
