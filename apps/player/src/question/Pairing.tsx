import { useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { usePreferences } from '../preferences.ts';
import { countUses } from './answer-lines.ts';
import type { Orderable } from './Ordering.tsx';

interface Props {
  readonly entries: readonly (Orderable & { readonly max: number })[];
  readonly pairs: readonly string[];
  readonly isFull: boolean;
  /** What is picked and waits for its other half; held outside where a picture can be tapped as well. */
  readonly picked: string | null;
  readonly onTap: (id: string) => void;
  readonly onPairs: (pairs: readonly string[]) => void;
  readonly focus: {
    readonly rootRef: RefObject<HTMLDivElement | null>;
    readonly focusNext: (...places: readonly string[]) => void;
  };
}

/** Pairs made by tapping one and then the other. */
export function Pairing({ entries, pairs, isFull, picked, onTap, onPairs, focus: { focusNext } }: Props) {
  const { t } = usePreferences();
  const pickedEntry = entries.find(({ id }) => id === picked);
  const nameOf = (id: string) => entries.find((entry) => entry.id === id);
  return (
    <>
      <ul class="chips">
        {entries.map(({ id, max, content }) => {
          const isPicked = picked === id;
          const uses = countUses(pairs, id);
          return (
            <li key={id}>
              <button
                type="button"
                class={isPicked ? 'chip chip-picked' : 'chip'}
                data-place={`tap ${id}`}
                aria-pressed={isPicked}
                disabled={!isPicked && (isFull || (max > 0 && uses >= max))}
                onClick={() => onTap(id)}
              >
                {content}
                {uses > 0 && <span class="chip-uses">{t('uses', { n: uses })}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <p class="quiet" role="status">
        {pickedEntry ? t('pairSecond', { text: pickedEntry.text }) : isFull ? '' : t('pairFirst')}
      </p>
      {pairs.length > 0 && (
        <ul class="pairs">
          {pairs.map((pair) => {
            const [a = '', b = ''] = pair.split(' ');
            const text = `${nameOf(a)?.text ?? a} – ${nameOf(b)?.text ?? b}`;
            return (
              <li key={pair}>
                <span class="pair-half">{nameOf(a)?.content}</span>
                <span aria-hidden="true">—</span>
                <span class="pair-half">{nameOf(b)?.content}</span>
                <button
                  type="button"
                  class="sign-button"
                  aria-label={t('takeOut', { text })}
                  onClick={() => {
                    focusNext(`tap ${a}`);
                    onPairs(pairs.filter((each) => each !== pair));
                  }}
                >
                  <span aria-hidden="true">✕</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

/** What a tap on one entry does: picks it, lets it go, or makes a pair with the one picked before. */
export function usePicking(
  pairs: readonly string[],
  onPairs: (pairs: readonly string[]) => void,
): { readonly picked: string | null; readonly tap: (id: string) => void } {
  const [picked, setPicked] = useState<string | null>(null);
  return {
    picked,
    tap(id) {
      if (picked === null || picked === id) {
        setPicked(picked === id ? null : id);
        return;
      }
      setPicked(null);
      const isThere = pairs.includes(`${picked} ${id}`) || pairs.includes(`${id} ${picked}`);
      if (!isThere) onPairs([...pairs, `${picked} ${id}`]);
    },
  };
}
