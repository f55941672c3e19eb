/** Entry of a worker thread: loads HiGHS, assembles the models it is sent, and posts progress and results. */
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { assemble } from './assembly.ts';
import type { AssemblyProgress } from './assembly.ts';
import type { AssemblyResult, WrittenModel } from './assembly-model.ts';
import { findModelProblems } from './assembly-problem.ts';
import type { ModelProblem } from './assembly-problem.ts';
import { loadEngine } from './engine.ts';
import { loadHighs } from './highs-loader.ts';

/** What the worker posts for every model it was sent: any number of 'progress', then one of the others. */
export type WorkerAnswer =
  | { kind: 'progress'; progress: AssemblyProgress }
  | { kind: 'result'; result: AssemblyResult }
  | { kind: 'refused'; problems: ModelProblem[] }
  | { kind: 'failed'; message: string };

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');
const post = (answer: WorkerAnswer): void => port.postMessage(answer);
const loading = loadEngine(loadHighs);

/** A model, and a word of shared memory that another thread sets to 1 when the best found so far will do. */
export interface WorkerQuestion {
  model: unknown;
  stop: SharedArrayBuffer;
}

port.on('message', ({ model, stop }: WorkerQuestion) => {
  const flag = new Int32Array(stop);
  void loading
    .then((engine): WorkerAnswer => {
      const problems = findModelProblems(model);
      if (problems.length > 0) return { kind: 'refused', problems };
      const result = assemble(model as WrittenModel, engine, {
        clock: () => performance.now() / 1000,
        isStopped: () => Atomics.load(flag, 0) === 1,
        onProgress: (progress) => post({ kind: 'progress', progress }),
      });
      return { kind: 'result', result };
    })
    .catch((error: unknown): WorkerAnswer => ({ kind: 'failed', message: String(error) }))
    .then(post);
});
