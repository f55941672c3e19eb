import type { Jobs } from './formats-worker.ts';

/** Milliseconds after which a job is ended: the largest bank that is taken needs a fraction of it. */
const LIMIT = 60_000;

export type JobInput<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0];
export type JobAnswer<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>;

/** A job that took too long, or that the machine could not carry. */
export class JobEnded extends Error {
  readonly reason: 'time' | 'defect';
  constructor(reason: 'time' | 'defect', message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Runs one job of formats-worker.ts in a thread of its own and ends the thread with it. Rejects with JobEnded, and with the
 * signal's reason when that aborts.
 */
export function callFormats<Name extends keyof Jobs>(
  name: Name,
  input: JobInput<Name>,
  signal?: AbortSignal,
): Promise<JobAnswer<Name>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./formats-worker.ts', import.meta.url), { type: 'module' });
    const timer = setTimeout(() => end(() => reject(new JobEnded('time', 'too long'))), LIMIT);
    const abort = () => end(() => reject(signal?.reason as Error));
    function end(then: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      then();
    }
    if (signal?.aborted === true) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort);
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ answer: JobAnswer<Name> } | { fault: string }>) =>
        end(() => {
          if ('fault' in data) reject(new JobEnded('defect', data.fault));
          else resolve(data.answer);
        }),
    );
    worker.addEventListener('error', (error) => end(() => reject(new JobEnded('defect', error.message))));
    worker.postMessage({ name, input });
  });
}
