// Keeps a mark sheet while it is filled in: at once in this browser, a moment later on the server, one call after another.
import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, troubleOf } from '../shell/api.ts';
import { useMe } from '../shell/me.ts';
import { chooseStart, formOf, keptKey, readKept } from './sheet.ts';
import type { Desk, Draft, Task } from './sheet.ts';

/** How the sheet stands: on the server, on its way, only here (tried again), or refused. */
export type SaveState =
  | { readonly kind: 'untouched' | 'saving' | 'kept' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'refused'; readonly error: unknown };

const pauseBeforeSave = 600;
const pauseBeforeRetry = 5000;

export function useDraft(sittingId: string, task: Task) {
  const { account } = useMe();
  const queryClient = useQueryClient();
  const key = keptKey(account, sittingId, task);
  const [start] = useState(() => chooseStart(task, readKept(localStorage, key)));
  const [draft, setDraft] = useState<Draft>(start.draft);
  const [other, setOther] = useState(start.other);
  const [state, setState] = useState<SaveState>({ kind: 'untouched' });
  // What the server has confirmed, what is to be there, and the timer of the next try.
  const work = useRef({
    confirmed: formOf(task),
    wanted: start.draft,
    isSending: false,
    isGone: false,
    isSigned: false,
    timer: 0,
  });

  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing is kept where nothing may be kept.
    }
  };

  const send = async (): Promise<void> => {
    const now = work.current;
    if (now.isSending || now.isSigned || formOf(now.wanted) === now.confirmed) return;
    const sent = now.wanted;
    now.isSending = true;
    if (!now.isGone) setState({ kind: 'saving' });
    try {
      const { candidateId, itemVersionId } = task;
      const { savedAt } = await api.marking.saveMarkDraft({
        sittingId,
        candidateId,
        itemVersionId,
        marks: [...sent.marks],
        fatal: [...sent.fatal],
      });
      now.confirmed = formOf(sent);
      queryClient.setQueryData(
        ['marking', 'getMarkingDesk', sittingId],
        (desk: Desk | undefined) => desk && withDraft(desk, task, sent),
      );
      if (formOf(now.wanted) === now.confirmed) {
        forget();
        if (!now.isGone) setState({ kind: 'saved', at: savedAt });
      } else now.timer = window.setTimeout(() => void send(), 0);
    } catch (error) {
      const isRefused = troubleOf(error).kind === 'refused';
      if (!now.isGone) setState(isRefused ? { kind: 'refused', error } : { kind: 'kept' });
      // A refusal is an answer; only silence is asked again.
      if (!isRefused && !now.isGone) now.timer = window.setTimeout(() => void send(), pauseBeforeRetry);
    } finally {
      now.isSending = false;
    }
  };
  const latestSend = useRef(send);
  useEffect(() => {
    latestSend.current = send;
  });

  const change = (next: Draft) => {
    const now = work.current;
    now.wanted = next;
    setDraft(next);
    try {
      localStorage.setItem(key, JSON.stringify({ base: now.confirmed, draft: next }));
    } catch {
      // A browser that keeps nothing still sends.
    }
    window.clearTimeout(now.timer);
    now.timer = window.setTimeout(() => void latestSend.current(), pauseBeforeSave);
  };

  useEffect(() => {
    const now = work.current;
    now.isGone = false;
    // What this browser had kept goes to the server as soon as the sheet is opened again.
    if (formOf(now.wanted) !== now.confirmed)
      now.timer = window.setTimeout(() => void latestSend.current(), 0);
    return () => {
      now.isGone = true;
      window.clearTimeout(now.timer);
      void latestSend.current();
    };
  }, []);

  return {
    draft,
    state,
    change,
    /** What this browser kept although another device went on; `null` once it is decided which one counts. */
    other,
    decide: (isOther: boolean) => {
      if (isOther && other) change(other);
      else forget();
      setOther(null);
    },
    /** To be called when the sheet has been signed: nothing is sent any more. */
    finish: () => {
      work.current.isSigned = true;
      window.clearTimeout(work.current.timer);
      forget();
    },
  };
}

function withDraft(desk: Desk, { candidateId, itemVersionId }: Task, { marks, fatal }: Draft): Desk {
  return {
    ...desk,
    tasks: desk.tasks.map((task) =>
      task.candidateId === candidateId && task.itemVersionId === itemVersionId && task.state !== 'signed'
        ? { ...task, state: 'draft' as const, marks: [...marks], fatal: [...fatal] }
        : task,
    ),
  };
}
