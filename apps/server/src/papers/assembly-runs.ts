// Assemblies while they are under way, and how the last one of each blueprint ended: whoever opens the blueprint sees it, the
// maker who left and came back and every other. It is kept by the process that solves and by no table: what is written
// down of an assembly is the paper.
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { Facts, RefusalCode } from '@jiangping/domain/refusals';
import type { Assembler } from '@jiangping/measure/worker-client';
import { newId } from '../base/ambient.ts';
import { findAnswer, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { assemblePaper } from './assemblies.ts';
import type { Assembled, AssemblyStep } from './assemblies.ts';
import { SEARCH_SECONDS } from './drafts.ts';

interface Person {
  id: string;
  name: string;
}

/** How an assembly ended; of a cancelled one who ended it, of a refused one why. */
export type AssemblyEnd =
  | { kind: 'assembled'; paperId: string }
  | { kind: 'cancelled'; by: Person }
  | { kind: 'refused'; code: RefusalCode; facts: Facts }
  | { kind: 'failed' };

interface Run {
  id: string;
  blueprintId: string;
  startedBy: Person;
  startedAt: Date;
  endedAt: Date | null;
  step: AssemblyStep;
  end: AssemblyEnd | null;
  /** The caller's key and the seed: a repeated request gets the same answer. */
  key: string | null;
  seed: string | undefined;
  abort: AbortController;
  answer: Promise<Assembled>;
}

/** Blueprints whose last assembly is remembered. */
const MOST = 200;

export type AssemblyInput = Parameters<typeof assemblePaper>[3];

/**
 * The assemblies of one server process. One at a time runs for a blueprint; those of different blueprints wait for the
 * one solver in turn.
 */
export function openAssemblyRuns(base: Base, assembler: Assembler) {
  const lastOf = new Map<string, Run>();

  const begin = (caller: Caller, input: AssemblyInput): Run => {
    const abort = new AbortController();
    const run: Run = {
      id: newId(base.ambient),
      blueprintId: input.blueprintId,
      startedBy: caller.person,
      startedAt: base.ambient.now(),
      endedAt: null,
      step: { phase: 'preparing' },
      end: null,
      key: caller.key,
      seed: input.seed,
      abort,
      answer: assemblePaper(base, assembler, caller, input, {
        signal: abort.signal,
        onStep: (step) => (run.step = { ...run.step, ...step }),
      }).then(
        (answer) => {
          finish(run, { kind: 'assembled', paperId: answer.id });
          return answer;
        },
        (error: unknown) => {
          const { code, facts } = isRefusal(error) ? error : { code: null, facts: {} };
          finish(run, code === null ? { kind: 'failed' } : { kind: 'refused', code, facts });
          throw error;
        },
      ),
    };
    return run;
  };

  const finish = (run: Run, end: AssemblyEnd): void => {
    run.end ??= end;
    run.endedAt ??= base.ambient.now();
  };

  return {
    /**
     * Assembles a paper and answers when it is written. A caller who hangs up changes nothing: the assembly goes on, is
     * found here again, and is ended by `cancel`. Refuses `assembly_running` while one of the blueprint is under way.
     */
    assemble: async (caller: Caller | null, input: AssemblyInput): Promise<Assembled> => {
      requirePost(caller, 'assemblePaper');
      if (!caller) throw new Refusal('login_required');
      const last = lastOf.get(input.blueprintId);
      if (last && !last.end) {
        const isSame = last.key === caller.key && last.startedBy.id === caller.person.id;
        if (isSame && last.seed !== input.seed) throw new Refusal('key_reused');
        if (isSame) return last.answer;
        const earlier = await findAnswer<Assembled>(base, caller, 'assemblePaper', input);
        if (earlier) return earlier;
        throw new Refusal('assembly_running');
      }
      const run = begin(caller, input);
      lastOf.delete(input.blueprintId);
      lastOf.set(input.blueprintId, run);
      for (const [blueprintId, { end }] of lastOf) {
        if (lastOf.size <= MOST) break;
        if (end) lastOf.delete(blueprintId);
      }
      return run.answer;
    },

    /** The assembly of a blueprint that is under way, or the last one; null where this process knows none. */
    find: (caller: Caller | null, blueprintId: string) => {
      requirePost(caller, 'readPaper');
      const run = lastOf.get(blueprintId);
      return { limitSeconds: SEARCH_SECONDS, assembly: run ? tell(run, base.ambient.now()) : null };
    },

    /**
     * Ends an assembly under way, by any paper maker: the solver stops and nothing is written. Refuses `assembly_over` once
     * the paper is being written.
     */
    cancel: (caller: Caller | null, { assemblyId }: { assemblyId: string }) => {
      requirePost(caller, 'assemblePaper');
      if (!caller) throw new Refusal('login_required');
      const run = [...lastOf.values()].find(({ id }) => id === assemblyId);
      if (!run) throw new Refusal('not_found');
      if (run.end || run.step.phase === 'writing') throw new Refusal('assembly_over');
      finish(run, { kind: 'cancelled', by: caller.person });
      run.abort.abort();
      return tell(run, base.ambient.now());
    },
  };
}

export type AssemblyRuns = ReturnType<typeof openAssemblyRuns>;

function tell({ id, startedBy, startedAt, endedAt, step, end }: Run, now: Date) {
  const { phase, objective = null, bound = null, gap = null, wantedGap = null } = step;
  return {
    id,
    startedBy,
    startedAt: startedAt.toISOString(),
    seconds: Math.max(0, ((endedAt ?? now).getTime() - startedAt.getTime()) / 1000),
    phase,
    objective,
    bound,
    gap,
    wantedGap,
    end,
  };
}
