import { useCallback, useEffect, useState } from 'react';

export type Answer<Data> =
  | { readonly state: 'waiting' }
  | { readonly state: 'given'; readonly data: Data }
  | { readonly state: 'refused'; readonly error: unknown };

/** The answer of one call, asked for when the page opens and again by `retry`; for pages without the query cache. */
export function useAnswer<Data>(call: () => Promise<Data>): { answer: Answer<Data>; retry: () => void } {
  const [answer, setAnswer] = useState<Answer<Data>>({ state: 'waiting' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setAnswer({ state: 'waiting' });
    call().then(
      (data) => isCurrent && setAnswer({ state: 'given', data }),
      (error: unknown) => isCurrent && setAnswer({ state: 'refused', error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [call, round]);
  return { answer, retry: useCallback(() => setRound((earlier) => earlier + 1), []) };
}
