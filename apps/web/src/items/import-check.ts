// The way of a file to the report on it: its pictures are stored, then its items are checked by the server in portions.
import { useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { importRecordOf } from '@jiangping/formats/question/bank-draft';
import type { BankDraft } from '@jiangping/formats/question/bank-draft';
import type { DraftFile } from '@jiangping/formats/question/bank-drafts';
import { api } from '../shell/api.ts';
import type { BankPlace } from './bank.ts';
import { withStoredFiles } from './bank-file.ts';
import type { EmbeddedFile, ReadFile } from './bank-file.ts';
import { asFullFacts, factsOf } from './import-facts.ts';
import type { SomeFacts } from './import-facts.ts';
import { cutPortions, joinReports, sendPortions } from './import-portions.ts';
import type { RowProblem } from './import-problems.ts';
import { storeFiles } from './item-media.ts';
import type { StoreOutcome } from './item-media.ts';

/** A file that was read: items as they stand, or drafts with what the clerk says of them. */
export type FileItems =
  | {
      readonly kind: 'records';
      readonly items: readonly Readonly<Record<string, unknown>>[];
      readonly files: readonly EmbeddedFile[];
    }
  | { readonly kind: 'drafts'; readonly drafts: readonly BankDraft[]; readonly files: readonly DraftFile[] };

export interface CheckInput {
  readonly place: BankPlace;
  readonly fileName: string;
  readonly content: FileItems;
  readonly own: ReadonlyMap<number, SomeFacts>;
  readonly defaults: SomeFacts;
  readonly points: ReadonlyMap<string, string>;
}

export interface CheckProgress {
  readonly step: 'storing' | 'checking';
  readonly done: number;
  readonly all: number;
}

type Json = Readonly<Record<string, unknown>>;

/** The items as the server takes them, and those held back because the bank does not take one of their files. */
function recordsOf(
  { content, own, defaults, points }: CheckInput,
  stored: readonly StoreOutcome[],
): { items: Json[]; held: RowProblem[] } {
  if (content.kind === 'records') {
    const sha256Of = new Map(
      content.files.flatMap(({ name }, i): [string, string][] => {
        const outcome = stored[i];
        return outcome && 'sha256' in outcome ? [[name, outcome.sha256]] : [];
      }),
    );
    return { items: content.items.map((item) => withStoredFiles(item, sha256Of)), held: [] };
  }
  const items: Json[] = [];
  const held: RowProblem[] = [];
  content.drafts.forEach((draft, place) => {
    const shown = draft.content.kind === 'question' ? draft.content.media : [];
    const faults = shown.flatMap(({ file, href }) => {
      const outcome = stored[file];
      return outcome && 'fault' in outcome ? [{ href, ...outcome.fault }] : [];
    });
    if (faults.length === 0) {
      const facts = asFullFacts(factsOf(draft, own.get(place), defaults, points));
      const sha256Of = (file: number) => {
        const outcome = stored[file];
        return outcome && 'sha256' in outcome ? outcome.sha256 : '';
      };
      items.push(importRecordOf(draft, facts, sha256Of));
    }
    for (const { href, zh, en } of faults) {
      const name = href.split('/').at(-1) ?? href;
      held.push({
        stage: 'media',
        severity: 'error',
        where: draft.id,
        zh: `${name}：${zh}`,
        en: `${name}: ${en}`,
      });
    }
  });
  return { items, held };
}

/** Stores and checks; what was stored once is not sent again when the same file is checked anew. */
export function useImportCheck() {
  const [progress, setProgress] = useState<CheckProgress | null>(null);
  const stored = useRef(new WeakMap<Uint8Array, StoreOutcome>());
  const running = useRef<AbortController | null>(null);
  const check = useMutation({
    mutationFn: async (input: CheckInput) => {
      const { signal } = (running.current = new AbortController());
      const { files } = input.content;
      const open = files.filter(({ bytes }) => !stored.current.has(bytes));
      const tell = (step: CheckProgress['step'], all: number) => (done: number) =>
        setProgress({ step, done, all });
      if (open.length > 0) {
        tell('storing', open.length)(0);
        const outcomes = await storeFiles(open, tell('storing', open.length), signal);
        open.forEach(({ bytes }, i) => {
          const outcome = outcomes[i];
          if (outcome) stored.current.set(bytes, outcome);
        });
      }
      const { items, held } = recordsOf(
        input,
        files.flatMap(({ bytes }) => stored.current.get(bytes) ?? []),
      );
      tell('checking', items.length)(0);
      const file: ReadFile = { ...input.place, fileName: input.fileName, items };
      const reports = await sendPortions(
        cutPortions(items),
        (portion) => api.items.checkItems({ ...file, items: portion }, { signal }),
        tell('checking', items.length),
      );
      return { file, held, report: joinReports(reports) };
    },
    onSettled: () => setProgress(null),
  });
  return { check, progress, cancel: () => running.current?.abort(new DOMException('', 'AbortError')) };
}
