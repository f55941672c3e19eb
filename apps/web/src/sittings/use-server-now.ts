import { useEffect, useState } from 'react';

/** Milliseconds on the server's clock, second by second: what it told with its last answer, and the time since. */
export function useServerNow(serverNow: string, receivedAt: number): number {
  const [here, setHere] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(serverNow) + Math.max(0, here - receivedAt);
}
