// Whose copy a leaked text is: the choices it shows against the variant of every reader, pooled over its items. What it
// proves is bounded: that a copy shows the marks of a person says whose screen it was read from, not whose hand carried it.
import { canonicalVariant, factorial, findMarks } from './canary.ts';
import type { MarkedItem, Marks, Variant } from './canary.ts';
import type { Shown } from './canary-reading.ts';

/** How well a shown copy agrees with one variant. */
export interface Agreement {
  readonly agreeing: number;
  readonly disagreeing: number;
  /** Logarithm to base 2 of the likelihood ratio: this reader's variant against anybody's. */
  readonly bits: number;
}

const nothing: Agreement = { agreeing: 0, disagreeing: 0, bits: 0 };

function add(a: Agreement, b: Agreement): Agreement {
  return {
    agreeing: a.agreeing + b.agreeing,
    disagreeing: a.disagreeing + b.disagreeing,
    bits: a.bits + b.bits,
  };
}

/** One place with so many equally likely choices, read with an error now and then. */
function weigh(choices: number, agrees: boolean, slip: number): Agreement {
  return agrees
    ? { agreeing: 1, disagreeing: 0, bits: Math.log2((1 - slip) * choices) }
    : { agreeing: 0, disagreeing: 1, bits: Math.log2((slip / (choices - 1)) * choices) };
}

/**
 * Weighs what a copy shows against a variant: every site that can be read, and the order of the options found as one place
 * more. `slip` is the share of places read wrongly or changed on the way, above 0 and below a half.
 */
export function weighVariant(marks: Marks, shown: Shown, variant: Variant, slip: number): Agreement {
  const sites = [
    ...marks.stem.map(({ forms }, i) => [forms.length, shown.stem[i], variant.stem[i]] as const),
    ...marks.options.flatMap((of, o) =>
      of.map(({ forms }, i) => [forms.length, shown.options[o]?.[i], variant.options[o]?.[i]] as const),
    ),
  ];
  const words = sites.reduce(
    (sum, [choices, read, chosen]) =>
      read === null || read === undefined ? sum : add(sum, weigh(choices, read === chosen, slip)),
    nothing,
  );
  const { order } = shown;
  if (!order) return words;
  const own = variant.order.filter((place) => order.includes(place));
  return add(words, weigh(factorial(order.length), order.join() === own.join(), slip));
}

/** One version that a stretch of the copy may come from. */
export interface FoundVersion {
  readonly versionId: string;
  readonly item: MarkedItem;
  readonly shown: Shown;
}

/** A stretch of the copy: one version, or several whose texts it shows equally well. */
export type FoundItem = readonly FoundVersion[];

/** Two readings of the same stretch that differ less than this in the share found are equally good. */
const EQUALLY = 0.02;

/**
 * The stretches of a copy from the versions found in it: where stretches overlap, the version that more of is found has it;
 * versions of equally much share it.
 */
export function groupFound(found: readonly FoundVersion[]): FoundItem[] {
  const best = [...found].sort(
    (a, b) =>
      b.shown.found - a.shown.found || a.shown.from - b.shown.from || (a.versionId < b.versionId ? -1 : 1),
  );
  const groups: FoundVersion[][] = [];
  for (const each of best) {
    const { from, to, found: share } = each.shown;
    const group = groups.find(([head]) => head && from < head.shown.to - 2 && head.shown.from < to - 2);
    if (!group) groups.push([each]);
    else if (group[0] && group[0].shown.found - share < EQUALLY) group.push(each);
  }
  return groups.sort((a, b) => (a[0]?.shown.from ?? 0) - (b[0]?.shown.from ?? 0));
}

/** Who may have leaked: a person, and the variant they saw of a version, or null where they are not on record with it. */
export interface Suspect {
  readonly personId: string;
  variantOf(versionId: string, marks: Marks): Variant | null;
}

export interface RankedSuspect extends Agreement {
  readonly personId: string;
  /**
   * The chance, at most, that anybody among the readers agrees this well without being the source: readers divided by the
   * likelihood ratio. Its expectation over the choices of an innocent is 1, so a ratio of r comes with a chance of at most 1/r
   * (Markov), and the readers are as many chances (Bonferroni).
   */
  readonly chance: number;
  readonly isNamed: boolean;
}

export type TraceVerdict = 'nothing_found' | 'too_few' | 'named' | 'canonical' | 'open';

export interface Trace {
  readonly verdict: TraceVerdict;
  /** The readers, best agreement first. */
  readonly ranking: readonly RankedSuspect[];
  /** The same for the unmarked text, that writers, files and, after the exam, candidates have. */
  readonly canonical: Agreement & { readonly chance: number };
  /** Places that can be read in the copy: sites, and an order of options as one. */
  readonly places: number;
  /** The most bits that anybody could reach with them. */
  readonly mostBits: number;
}

export interface TraceLimits {
  /** The share of places read wrongly or changed on the way. */
  readonly slip: number;
  /** The chance below which a reader is named, 0–1. */
  readonly chance: number;
}

/**
 * Ranks readers by how well their variants agree with a copy. A verdict names readers only where their chance is within the
 * limit and the unmarked text does not agree as well (`canonical`); where not even full agreement could reach the limit there
 * are `too_few` places; else it is `open`.
 */
export function traceReaders(
  found: readonly FoundItem[],
  suspects: readonly Suspect[],
  limits: TraceLimits,
): Trace {
  const { slip } = limits;
  const items = found.map((group) =>
    group.map((version) => ({ ...version, marks: findMarks(version.item) })),
  );
  // A stretch that may come from several versions gives each reader as many chances to agree.
  const hypotheses = items.reduce((product, group) => product * group.length, Math.max(1, suspects.length));
  const chanceOf = (bits: number) => Math.min(1, hypotheses / 2 ** bits);
  const pool = (weighOne: (version: (typeof items)[number][number]) => Agreement | null) =>
    items
      .map((group) => {
        const weighed = group.flatMap((version) => weighOne(version) ?? []);
        return weighed.sort((a, b) => b.bits - a.bits)[0] ?? nothing;
      })
      .reduce(add, nothing);
  const canonical = pool(({ marks, shown }) => weighVariant(marks, shown, canonicalVariant(marks), slip));
  const most = pool(({ marks, shown }) => mostOf(marks, shown, slip));
  const ranking = suspects
    .map(({ personId, variantOf }): RankedSuspect => {
      const agreement = pool(({ versionId, marks, shown }) => {
        const variant = variantOf(versionId, marks);
        return variant && weighVariant(marks, shown, variant, slip);
      });
      const chance = chanceOf(agreement.bits);
      return {
        ...agreement,
        personId,
        chance,
        isNamed: chance <= limits.chance && agreement.bits > canonical.bits,
      };
    })
    .sort((a, b) => b.bits - a.bits || (a.personId < b.personId ? -1 : 1));
  return {
    verdict: verdictOf(found.length, chanceOf(most.bits), chanceOf(canonical.bits), ranking, limits.chance),
    ranking,
    canonical: { ...canonical, chance: chanceOf(canonical.bits) },
    places: most.agreeing,
    mostBits: most.bits,
  };
}

/** Full agreement with everything that can be read. */
function mostOf(marks: Marks, shown: Shown, slip: number): Agreement {
  return weighVariant(
    marks,
    shown,
    {
      stem: shown.stem.map((read) => read ?? 0),
      options: shown.options.map((of) => of.map((read) => read ?? 0)),
      order: shown.order ?? [],
    },
    slip,
  );
}

function verdictOf(
  found: number,
  least: number,
  canonical: number,
  ranking: readonly RankedSuspect[],
  limit: number,
): TraceVerdict {
  if (found === 0) return 'nothing_found';
  if (least > limit) return 'too_few';
  if (ranking.some(({ isNamed }) => isNamed)) return 'named';
  return canonical <= limit ? 'canonical' : 'open';
}
