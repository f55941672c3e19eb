// The commitment of a paper computed anew in the reader's own browser, from the content the server hands over after the
// unsealing, and held against what the ledger has kept since the seal.
import { decodeHex, encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';

/** What of a paper that is read after its unsealing the check looks at. */
export interface OpenedPaper {
  readonly id: string;
  readonly opening: {
    readonly domain: string;
    readonly salt: string;
    readonly value: Readonly<Record<string, unknown>>;
  } | null;
  readonly formItems: readonly {
    readonly label: string;
    readonly items: readonly {
      readonly position: number;
      readonly versionId: string;
      readonly points: number;
      readonly title: string;
    }[];
  }[];
}

export interface SealCheck {
  /** The commitment as computed here, in hex; null where the content cannot be committed to. */
  readonly computed: string | null;
  /** The one the ledger has kept since the seal; null where the fact is not the seal of this paper. */
  readonly sealed: string | null;
  /** The content is that of this paper and holds exactly the items shown, in their places, with their points and words. */
  readonly showsItems: boolean;
  readonly holds: boolean;
}

/** Checks an opened paper against the fact of its seal, given as the text that stands in the ledger. */
export function checkSeal(paper: OpenedPaper, fact: string): SealCheck {
  const sealed = digestOfSeal(fact, paper.id);
  const computed = computeDigest(paper);
  const showsItems = isSameContent(paper);
  return { computed, sealed, showsItems, holds: computed !== null && computed === sealed && showsItems };
}

function computeDigest({ opening }: OpenedPaper): string | null {
  if (!opening) return null;
  try {
    const { domain, salt, value } = opening;
    return encodeHex(commitValue({ domain, salt: decodeHex(salt), value }));
  } catch {
    return null;
  }
}

function digestOfSeal(fact: string, paperId: string): string | null {
  const { kind, subject, data } = JSON.parse(fact) as {
    kind?: string;
    subject?: { id?: string };
    data?: { digest?: string };
  };
  return kind === 'paper.sealed' && subject?.id === paperId ? (data?.digest ?? null) : null;
}

/** The part of a commitment's value that a page shows. */
interface SealedContent {
  readonly paper: string;
  readonly forms: readonly {
    readonly label: string;
    readonly items: readonly {
      readonly position: number;
      readonly version: string;
      readonly points: number;
      readonly body: { readonly stem?: string; readonly title?: string };
    }[];
  }[];
}

function isSameContent({ id, opening, formItems }: OpenedPaper): boolean {
  if (!opening) return false;
  // Where the commitment holds, this is what the server committed to; elsewhere the comparison below fails.
  const { paper, forms } = opening.value as unknown as SealedContent;
  const shown = formItems.map(({ label, items }) => [
    label,
    items.map(({ position, versionId, points, title }) => [position, versionId, points, title]),
  ]);
  const told = forms.map(({ label, items }) => [
    label,
    items.map(({ position, version, points, body }) => [position, version, points, body.stem ?? body.title]),
  ]);
  return paper === id && JSON.stringify(shown) === JSON.stringify(told);
}
