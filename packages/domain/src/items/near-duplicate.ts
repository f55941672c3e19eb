// Items that say nearly the same. Chinese has no spaces, so texts are compared as sets of character pairs.

/** The pairs of neighbouring characters of a text, without punctuation, spaces, case and width. */
export function bigramsOf(text: string): ReadonlySet<string> {
  const characters = Array.from(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  if (characters.length === 1) return new Set(characters);
  return new Set(characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`));
}

function countCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const pair of small) if (large.has(pair)) common += 1;
  return common;
}

/** Jaccard similarity of two texts' pairs, 0–1; 1 for texts that differ only in punctuation, spaces, case or width. */
export function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = countCommon(a, b);
  const union = a.size + b.size - common;
  return union === 0 ? 0 : common / union;
}

export interface NearDuplicate {
  readonly item: string;
  readonly other: string;
  readonly similarity: number;
}

/**
 * Every pair of texts at least as similar as the threshold (above 0), most similar first; none is missed. Fast because
 * two texts that similar must share one of their rarest pairs, so only an index of those is searched (prefix filter,
 * Bayardo, Ma and Srikant, WWW 2007). Options belong into `text` where stems like “下列说法正确的是” repeat.
 */
export function findNearDuplicates(
  texts: readonly { readonly id: string; readonly text: string }[],
  threshold: number,
): readonly NearDuplicate[] {
  const entries = texts.map(({ id, text }) => ({ id, pairs: bigramsOf(text) }));
  const frequency = new Map<string, number>();
  for (const { pairs } of entries)
    for (const pair of pairs) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const byRarity = (a: string, b: string) =>
    (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0);

  const index = new Map<string, number[]>();
  const found: NearDuplicate[] = [];
  entries.forEach(({ id, pairs }, i) => {
    const prefixLength = pairs.size - Math.ceil(threshold * pairs.size - 1e-9) + 1;
    const prefix = [...pairs].sort(byRarity).slice(0, prefixLength);
    const candidates = new Set<number>();
    for (const pair of prefix) {
      const places = index.get(pair);
      if (places) {
        for (const place of places) candidates.add(place);
        places.push(i);
      } else index.set(pair, [i]);
    }
    for (const place of candidates) {
      const other = entries[place];
      if (!other) continue;
      const similarity = similarityOf(pairs, other.pairs);
      if (similarity >= threshold) found.push({ item: id, other: other.id, similarity });
    }
  });
  return found.sort((a, b) => b.similarity - a.similarity);
}
