// Items that say nearly the same. Chinese has no spaces, so texts are compared as sets of character pairs.

/** A text as it is compared and searched: letters and digits only, without punctuation, spaces, case and width. */
export function searchTextOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The pairs of neighbouring characters of a text, without punctuation, spaces, case and width. */
export function bigramsOf(text: string): ReadonlySet<string> {
  const characters = Array.from(searchTextOf(text));
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

/** How many numbers two ascending lists share. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared;
}

/** Each text as the ascending ranks of its pairs, rank 0 being the pair that the fewest texts have. */
function rankPairs(texts: readonly string[]): readonly (readonly number[])[] {
  const sets = texts.map(bigramsOf);
  const frequency = new Map<string, number>();
  for (const pairs of sets) for (const pair of pairs) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const byRarity = [...frequency].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const rankOf = new Map(byRarity.map(([pair], rank) => [pair, rank]));
  return sets.map((pairs) => [...pairs].map((pair) => rankOf.get(pair) ?? 0).sort((a, b) => a - b));
}

/**
 * Every pair of texts at least as similar as the threshold (above 0), most similar first; none is missed. Fast because
 * two texts that similar are of like size and share one of their rarest pairs, so only an index of those is searched
 * (prefix filter: Bayardo, Ma and Srikant, WWW 2007). Options belong into `text` where stems like “下列说法正确的是”
 * repeat. With `since`, only pairs of which one text stands at that place or later: new items against a bank. Stops at
 * `most` pairs, because a file of one text five thousand times would make twelve million.
 */
export function findNearDuplicates(
  texts: readonly { readonly id: string; readonly text: string }[],
  threshold: number,
  { since = 0, most = Infinity }: { readonly since?: number; readonly most?: number } = {},
): readonly NearDuplicate[] {
  const ranks = rankPairs(texts.map(({ text }) => text));
  const index = new Map<number, number[]>();
  const found: NearDuplicate[] = [];
  ranks.forEach((own, i) => {
    if (found.length >= most) return;
    // Two lists this similar share at least threshold × length, so their prefixes of the rest plus one must meet.
    const prefix = own.slice(0, own.length - Math.ceil(threshold * own.length - 1e-9) + 1);
    const candidates = new Set<number>();
    for (const rank of prefix) {
      const places = index.get(rank);
      if (places) {
        for (const place of places) candidates.add(place);
        places.push(i);
      } else index.set(rank, [i]);
    }
    if (i < since) return;
    for (const place of candidates) {
      const other = ranks[place] ?? [];
      const [least, most] =
        own.length < other.length ? [own.length, other.length] : [other.length, own.length];
      if (least < threshold * most - 1e-9) continue;
      const shared = countShared(own, other);
      const similarity = shared / (own.length + other.length - shared);
      if (similarity >= threshold) {
        found.push({ item: texts[i]?.id ?? '', other: texts[place]?.id ?? '', similarity });
      }
    }
  });
  return found.sort((a, b) => b.similarity - a.similarity).slice(0, most);
}
