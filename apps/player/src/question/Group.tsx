import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { usePreferences } from '../preferences.ts';
import { useAnswer } from './answering.ts';
import { childOf } from './content.ts';
import type { PresentedElement } from './content.ts';
import { draw } from './draw.tsx';

interface Props {
  readonly node: PresentedElement;
  readonly rootRef?: RefObject<HTMLDivElement | null>;
  readonly children: ComponentChildren;
}

/** One interaction as a group with a name: its prompt, else its place in the question. */
export function Group({ node, rootRef, children }: Props) {
  const { t } = usePreferences();
  const { place, of } = useAnswer(node);
  const id = useId();
  const prompt = childOf(node, 'prompt');
  const drawn = useMemo(() => prompt && draw(prompt.children), [prompt]);
  return (
    <div
      ref={rootRef ?? null}
      class={`widget widget-${node.tag}`}
      role="group"
      tabIndex={-1}
      {...(prompt
        ? { 'aria-labelledby': id }
        : { 'aria-label': of > 1 ? t('answerPlace', { n: place }) : t('answerHere') })}
    >
      {prompt && (
        <div class="prompt" id={id}>
          {drawn}
        </div>
      )}
      {children}
    </div>
  );
}

interface LimitsProps {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  /** Whether another one could be wanted; where every place is filled the bound needs no telling. */
  readonly isMoreWanted?: boolean;
}

/** How many may and must be chosen, how many are, and what to do when no more may be. */
export function Limits({ min, max, count, isMoreWanted = true }: LimitsProps) {
  const { t } = usePreferences();
  const bounds =
    max > 0 && min === max
      ? max > 1 && t('limitExactly', { n: max })
      : max > 0 && min > 0
        ? t('limitRange', { min, max })
        : max > 1
          ? t('limitMost', { n: max })
          : min > 1 && t('limitLeast', { n: min });
  const isFull = max > 1 && count >= max && isMoreWanted;
  return (
    <p class="limits" role="status">
      {bounds && <span>{bounds}</span>}
      {bounds && count > 0 && <span>{t('limitCount', { n: count })}</span>}
      {isFull && <strong>{t('limitFull')}</strong>}
    </p>
  );
}

/**
 * Keeps the focus where the hand was when a button goes or moves: the first of the named places (`data-place`) that is
 * there after the next drawing gets it, else the group.
 */
export function useFocusPlace(): {
  readonly rootRef: RefObject<HTMLDivElement | null>;
  readonly focusNext: (...places: readonly string[]) => void;
} {
  const rootRef = useRef<HTMLDivElement>(null);
  const wanted = useRef<readonly string[] | null>(null);
  useLayoutEffect(() => {
    const places = wanted.current;
    if (!places) return;
    wanted.current = null;
    const found = places
      .map((place) => rootRef.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`))
      .find((element) => element);
    (found ?? rootRef.current)?.focus();
  });
  return {
    rootRef,
    focusNext: (...places) => {
      wanted.current = places;
    },
  };
}
