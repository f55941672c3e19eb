/**
 * Lets one window of this browser write an attempt: the newest claims it, and every other one is told by `onLost`.
 * Call the returned function to leave the channel. Works without a secure context, unlike the lock manager.
 */
export function claimAttempt(attemptId: string, onLost: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('jiangping-attempt');
  channel.onmessage = (message: MessageEvent<unknown>) => {
    if (message.data === attemptId) onLost();
  };
  channel.postMessage(attemptId);
  return () => channel.close();
}
