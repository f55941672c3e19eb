// Loads the widgets that few papers need when a paper needs them, so that the page of every room stays small. The service
// worker keeps their file with the rest of the shell.
import { useEffect, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { Notice } from '../Shell.tsx';
import type { Widget } from './answering.ts';
import { listAsked } from './content.ts';
import type { Content } from './content.ts';
import type { rareWidgets } from './rare-widgets.ts';

type Rare = typeof rareWidgets;

export const rareTags = [
  'hotspot',
  'graphic-order',
  'graphic-associate',
  'graphic-gap-match',
  'select-point',
  'position-object',
  'slider',
  'media',
] as const satisfies readonly (keyof Rare)[];

let loaded: Rare | null = null;

/** Loads them before the candidate comes to such a question. */
export function loadRare(contents: readonly (Content | null)[]): void {
  const isRare = (content: Content | null) =>
    content !== null && listAsked(content).some(({ tag }) => rareTags.some((rare) => rare === tag));
  // A failure shows, with what to do, at the question itself.
  if (contents.some(isRare)) void bringRare().catch(() => undefined);
}

async function bringRare(): Promise<Rare> {
  loaded ??= (await import('./rare-widgets.ts')).rareWidgets;
  return loaded;
}

/** A widget of the file, once it is there. */
export const RareWidget: Widget = ({ node }) => {
  const { t } = usePreferences();
  const [widgets, setWidgets] = useState(loaded);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!widgets) bringRare().then(setWidgets, () => setFailed(true));
  }, []);
  if (isFailed) {
    return (
      <Notice kind="warning">
        <p>{t('widgetFailed')}</p>
        <button type="button" class="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </Notice>
    );
  }
  const Drawn = widgets?.[node.tag as keyof Rare];
  return Drawn ? <Drawn node={node} /> : <p class="quiet widget-wait">{t('mediaLoading')}</p>;
};
