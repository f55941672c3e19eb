import { useState } from 'preact/hooks';
import type { ComponentChildren, RefObject } from 'preact';
import { usePreferences } from '../preferences.ts';
import { moveValue } from './answer-lines.ts';

export interface Orderable {
  readonly id: string;
  /** How it is called where it cannot be seen. */
  readonly text: string;
  readonly content: ComponentChildren;
}

interface Props {
  readonly entries: readonly Orderable[];
  readonly order: readonly string[];
  readonly max: number;
  readonly onOrder: (order: readonly string[]) => void;
  readonly focus: {
    readonly rootRef: RefObject<HTMLDivElement | null>;
    readonly focusNext: (...places: readonly string[]) => void;
  };
}

/**
 * An order made by tapping one after another, mended by moving up and down. Nothing is in order before it was touched, so
 * that an order never counts as answered by chance.
 */
export function Ordering({ entries, order, max, onOrder, focus: { focusNext } }: Props) {
  const { t } = usePreferences();
  const [said, say] = useState('');
  const placed = order.flatMap((id) => entries.filter((entry) => entry.id === id));
  const rest = entries.filter(({ id }) => !order.includes(id));
  const isFull = max > 0 && order.length >= max;

  function add({ id, text }: Orderable, i: number): void {
    const next = rest[i + 1] ?? rest[i - 1];
    focusNext(...(next ? [`add ${next.id}`] : []), `up ${id}`);
    say(t('orderSaid', { text, n: order.length + 1 }));
    onOrder([...order, id]);
  }
  function move({ id, text }: Orderable, step: 1 | -1): void {
    const moved = moveValue(order, id, step);
    if (moved === order) return;
    focusNext(`${step === 1 ? 'down' : 'up'} ${id}`);
    say(t('orderSaid', { text, n: moved.indexOf(id) + 1 }));
    onOrder(moved);
  }
  function remove({ id, text }: Orderable): void {
    focusNext(`add ${id}`);
    say(t('removeSaid', { text }));
    onOrder(order.filter((each) => each !== id));
  }

  return (
    <>
      {placed.length > 0 && (
        <ol class="ordered">
          {placed.map((entry, i) => (
            <li key={entry.id}>
              <span class="ordered-number">{i + 1}</span>
              <span class="ordered-text">{entry.content}</span>
              <span class="ordered-moves">
                {(
                  [
                    ['up', '↑', 'moveUp', i === 0, () => move(entry, -1)],
                    ['down', '↓', 'moveDown', i === placed.length - 1, () => move(entry, 1)],
                    ['out', '✕', 'takeOut', false, () => remove(entry)],
                  ] as const
                ).map(([key, sign, name, isOff, act]) => (
                  <button
                    key={key}
                    type="button"
                    class="sign-button"
                    data-place={`${key} ${entry.id}`}
                    aria-label={t(name, { text: entry.text })}
                    aria-disabled={isOff}
                    onClick={act}
                  >
                    <span aria-hidden="true">{sign}</span>
                  </button>
                ))}
              </span>
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <>
          <p class="quiet">{t(placed.length > 0 ? 'orderRest' : 'orderStart')}</p>
          <ul class="chips">
            {rest.map((entry, i) => (
              <li key={entry.id}>
                <button
                  type="button"
                  class="chip"
                  data-place={`add ${entry.id}`}
                  disabled={isFull}
                  onClick={() => add(entry, i)}
                >
                  {entry.content}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}
