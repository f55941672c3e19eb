// What is being typed, dragged or nudged and is not an answer yet. It becomes one when the hand rests, and at once when
// the field, the item or the page is left or the exam ends: nothing that is visible may be lost.
import { useEffect, useRef, useState } from 'preact/hooks';

/** How long a hand rests before what it left counts: each key must not be an entry of the journal. */
const REST_MS = 700;
/** A hand that never rests is not waited for longer. */
const LONGEST_MS = 4000;

const flushes = new Set<() => void>();

/** Makes answers of all that is being typed, before anything that ends input. */
export function flushDrafts(): void {
  for (const flush of [...flushes]) flush();
}

export interface Draft<T> {
  /** What is to be seen: what is being typed, else what is kept. */
  readonly value: T;
  readonly change: (value: T) => void;
  readonly flush: () => void;
}

/** A value between the hand and the answer; `keep` is called with it after a rest, and at the latest when the field goes. */
export function useDraft<T>(kept: T, keep: (value: T) => void): Draft<T> {
  const [draft, setDraft] = useState<{ readonly value: T } | null>(null);
  const now = useRef<{
    draft: { readonly value: T } | null;
    since: number;
    timer?: ReturnType<typeof setTimeout>;
    keep: (value: T) => void;
  }>({ draft: null, since: 0, keep });
  now.current.keep = keep;

  const [flush] = useState(() => () => {
    const { current } = now;
    clearTimeout(current.timer);
    const held = current.draft;
    if (held === null) return;
    current.draft = null;
    current.keep(held.value);
    setDraft(null);
  });
  useEffect(() => {
    flushes.add(flush);
    return () => {
      flush();
      flushes.delete(flush);
    };
  }, []);

  function change(value: T): void {
    const { current } = now;
    if (current.draft === null) current.since = performance.now();
    current.draft = { value };
    clearTimeout(current.timer);
    const left = LONGEST_MS - (performance.now() - current.since);
    current.timer = setTimeout(flush, Math.max(0, Math.min(REST_MS, left)));
    setDraft(current.draft);
  }

  return { value: draft ? draft.value : kept, change, flush };
}
