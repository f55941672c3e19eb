// The QTI document of a draft: made of its form, or as its writer typed it, with the files it shows by their addresses.
import { useQuery } from '@tanstack/react-query';
import type { CheckProblem } from '@jiangping/formats/check';
import { mediaIn } from '@jiangping/formats/question/form';
import type { FormFault } from '@jiangping/formats/question/form';
import { callFormats } from './formats-call.ts';
import type { JobAnswer } from './formats-call.ts';
import { formOf, needsDocument } from './item-draft.ts';
import type { ItemDraft } from './item-draft.ts';

/** A question as the server takes it. */
export interface Question {
  readonly document: string;
  readonly media: { readonly href: string; readonly sha256: string }[];
}

export interface DraftDocument {
  readonly question: Question;
  readonly faults: readonly (FormFault | 'medium_missing')[];
  readonly problems: readonly CheckProblem[];
  /** What a typed document says; null of a form, which says it itself. */
  readonly reading: JobAnswer<'open'>['reading'];
}

/** The document of a draft; null where stem, options and key say it all. */
export async function documentOf(draft: ItemDraft, signal?: AbortSignal): Promise<DraftDocument | null> {
  if (!needsDocument(draft)) return null;
  const sha256Of = new Map(draft.media.map(({ name, sha256 }) => [name, sha256]));
  const form = formOf(draft);
  if (form === null) {
    const document = draft.document ?? '';
    const hrefs = draft.media.map(({ name }) => name);
    const { problems, reading, assets } = await callFormats('open', { document, hrefs }, signal);
    const media = [...new Set(assets)].flatMap((href) => {
      const sha256 = sha256Of.get(href);
      return sha256 === undefined ? [] : [{ href, sha256 }];
    });
    return { question: { document, media }, faults: [], problems, reading };
  }
  const { document, media, faults, problems } = await callFormats('write', { form }, signal);
  const known = media.flatMap(({ name, href }) => {
    const sha256 = sha256Of.get(name);
    return sha256 === undefined ? [] : [{ href, sha256 }];
  });
  const isMissing = [form.stem, ...form.options.map(({ text }) => text), ...form.steps]
    .flatMap(mediaIn)
    .some((name) => !sha256Of.has(name));
  return {
    question: { document, media: known },
    faults: isMissing ? [...faults, 'medium_missing'] : faults,
    problems,
    reading: null,
  };
}

/** The document of a draft that has rested a moment, given as the text of it (`draftKey`). */
export function useDraftDocument(draftKey: string) {
  return useQuery({
    queryKey: ['item-draft-document', draftKey],
    queryFn: ({ signal }) => documentOf(JSON.parse(draftKey) as ItemDraft, signal),
    placeholderData: (earlier) => earlier,
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** The parts of a draft that its document depends on. */
export function draftKeyOf({ document, media, ...draft }: ItemDraft): string {
  const { interaction, stem, options, correct, pairs, steps, lines, guide } = draft;
  return JSON.stringify(
    document === null
      ? { interaction, stem, options, correct, pairs, steps, lines, guide, document, media }
      : {
          interaction,
          stem: '',
          options: [],
          correct: [],
          pairs: [],
          steps: [],
          lines: 1,
          guide: '',
          document,
          media,
        },
  );
}
