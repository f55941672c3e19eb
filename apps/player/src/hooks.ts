import { useEffect, useState } from 'preact/hooks';
import type { Saver, SaverState } from './saver-state.ts';

/** The state of a saver; the component is drawn again on every change. */
export function useSaver(saver: Saver): SaverState {
  const [state, setState] = useState(saver.state());
  useEffect(() => {
    setState(saver.state());
    return saver.subscribe(() => setState(saver.state()));
  }, [saver]);
  return state;
}

/** The value of `read`, read again four times a second; the component is drawn again only when it differs. */
export function useTicking<T extends string | number>(read: () => T): T {
  const [value, setValue] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setValue(read()), 250);
    return () => clearInterval(timer);
  });
  return value;
}
