import { Worker } from 'node:worker_threads';
import type { AssemblyProgress } from './assembly.ts';
import type { AssemblyResult, WrittenModel } from './assembly-model.ts';
import type { ModelProblem } from './assembly-problem.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker.ts';

export interface WorkerOptions {
  onProgress?: (progress: AssemblyProgress) => void;
  /** Aborting ends the thread at once, in the middle of a solve; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Aborting ends the search: the promise resolves with the best forms found so far, or with none. */
  finish?: AbortSignal;
}

/** A model the worker refused, or what it found. */
export type WorkerOutcome = { result: AssemblyResult } | { problems: ModelProblem[] };

/** A worker thread kept for one model after another, so that the engine is loaded and warm for the second. */
export interface Assembler {
  /** Assembles one model; a second call waits for the first. Rejects after an abort, a failure or `close`. */
  run(model: WrittenModel, options?: WorkerOptions): Promise<WorkerOutcome>;
  /** Ends the thread; a run under way rejects. */
  close(): Promise<void>;
}

/** An assembler whose thread starts with the first run and again after an abort; an idle one keeps no process alive. */
export function openAssembler(): Assembler {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };
  const runNow = async (model: WrittenModel, options: WorkerOptions): Promise<WorkerOutcome> => {
    options.signal?.throwIfAborted();
    if (closed) throw new Error('the assembler is closed');
    worker ??= new Worker(new URL('./worker.ts', import.meta.url));
    return converse(worker, model, options).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  };
  return {
    run: (model, options = {}) => {
      const run = last.then(() => runNow(model, options));
      last = run.catch(() => undefined);
      return untilAborted(run, options.signal);
    },
    close: () => {
      closed = true;
      return stop();
    },
  };
}

/** The same promise, but one that waits in the queue rejects as soon as its signal is aborted. */
function untilAborted<Answer>(run: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) return run;
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason as Error);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([run, promise]).finally(() => signal.removeEventListener('abort', onAbort));
}

function converse(worker: Worker, model: WrittenModel, options: WorkerOptions): Promise<WorkerOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerOutcome>();
  const stop = new SharedArrayBuffer(4);
  const onFinish = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
  const onAbort = (): void => reject(options.signal?.reason as Error);
  const onExit = (): void => reject(new Error('the assembly thread ended before its answer'));
  const onMessage = (answer: WorkerAnswer): void => {
    if (answer.kind === 'progress') options.onProgress?.(answer.progress);
    else if (answer.kind === 'result') resolve({ result: answer.result });
    else if (answer.kind === 'refused') resolve({ problems: answer.problems });
    else reject(new Error(answer.message));
  };
  options.signal?.addEventListener('abort', onAbort, { once: true });
  options.finish?.addEventListener('abort', onFinish, { once: true });
  if (options.finish?.aborted) onFinish();
  worker.on('message', onMessage).once('error', reject).once('exit', onExit);
  worker.ref();
  worker.postMessage({ model, stop } satisfies WorkerQuestion);
  return promise.finally(() => {
    options.signal?.removeEventListener('abort', onAbort);
    options.finish?.removeEventListener('abort', onFinish);
    worker.off('message', onMessage).off('error', reject).off('exit', onExit);
    worker.unref();
  });
}
