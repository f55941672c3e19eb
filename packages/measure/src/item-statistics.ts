// Classical item statistics (Crocker and Algina, Introduction to Classical and Modern Test Theory, 1986, chapter 14). What a
// group of takers told about an item is kept as sums about the group's own means, so that groups pool by mere addition.

/** What one taker did with one item. */
export interface Answered {
  /** Points reached by full points, 0–1. */
  readonly share: number;
  readonly isOmitted: boolean;
}

/**
 * What one group, whose takers met the same items, told about one item. Item shares are called x; the rest score y is the share of
 * points reached in all other items of the form, 0–1.
 */
export interface ItemSums {
  readonly takers: number;
  readonly omitted: number;
  /** Σx: the sum of shares reached. */
  readonly reached: number;
  /** Σ(x − x̄)². */
  readonly itemSpread: number;
  /** Σ(y − ȳ)²; 0 where the form has no other item. */
  readonly restSpread: number;
  /** Σ(x − x̄)(y − ȳ). */
  readonly joint: number;
}

export interface ItemFigures {
  readonly takers: number;
  /** Item difficulty p: the mean share of points reached, 0–1; null without takers. */
  readonly share: number | null;
  /**
   * Corrected point-biserial, −1 … 1: the correlation of the item with the rest score, which leaves the item itself out lest
   * it correlate with itself (corrected item–total correlation). Null for fewer than two takers and where item or rest score
   * does not vary.
   */
  readonly biserial: number | null;
  /** Share of takers who gave no answer, 0–1; null without takers. */
  readonly omitted: number | null;
}

/** Spread below this, per taker, is the rounding of equal values and counts as none. */
const NOTHING = 1e-18;

/**
 * The sums of each item over one group: a row a taker, a column an item, `full` the full points of the items. Throws a
 * RangeError where a row is not as long as `full` or points are not positive.
 */
export function sumItems(rows: readonly (readonly Answered[])[], full: readonly number[]): ItemSums[] {
  if (rows.some((row) => row.length !== full.length) || full.some((points) => !(points > 0)))
    throw new RangeError('a response matrix needs one share an item, and items with points');
  const whole = sum(full);
  const totals = rows.map((row) => sum(row.map(({ share }, i) => share * (full[i] ?? 0))));
  return full.map((points, i) => {
    const answers = rows.flatMap((row) => row[i] ?? []);
    const shares = answers.map(({ share }) => share);
    const rests =
      full.length === 1
        ? shares.map(() => 0)
        : shares.map((share, taker) => ((totals[taker] ?? 0) - share * points) / (whole - points));
    const fromMean = deviations(shares);
    const restFromMean = deviations(rests);
    const itemSpread = spreadOf(fromMean);
    const restSpread = spreadOf(restFromMean);
    return {
      takers: answers.length,
      omitted: answers.filter(({ isOmitted }) => isOmitted).length,
      reached: sum(shares),
      itemSpread,
      restSpread,
      joint:
        itemSpread === 0 || restSpread === 0
          ? 0
          : sum(fromMean.map((value, taker) => value * (restFromMean[taker] ?? 0))),
    };
  });
}

/**
 * The sums of several groups taken together. Takers, omissions and shares pool exactly; the correlation becomes the pooled
 * within-group one, Σ joint ÷ √(Σ itemSpread · Σ restSpread), so that groups of different strength, or forms of different
 * length, do not pass for a correlation.
 */
export function poolSums(groups: readonly ItemSums[]): ItemSums {
  const add = (field: keyof ItemSums) => sum(groups.map((group) => group[field]));
  return {
    takers: add('takers'),
    omitted: add('omitted'),
    reached: add('reached'),
    itemSpread: add('itemSpread'),
    restSpread: add('restSpread'),
    joint: add('joint'),
  };
}

/** The figures that sums stand for. */
export function figuresOf({
  takers,
  omitted,
  reached,
  itemSpread,
  restSpread,
  joint,
}: ItemSums): ItemFigures {
  if (takers === 0) return { takers, share: null, biserial: null, omitted: null };
  return {
    takers,
    share: reached / takers,
    biserial:
      itemSpread > 0 && restSpread > 0
        ? Math.max(-1, Math.min(1, joint / Math.sqrt(itemSpread * restSpread)))
        : null,
    omitted: omitted / takers,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function deviations(values: readonly number[]): number[] {
  const mean = sum(values) / values.length;
  return values.map((value) => value - mean);
}

function spreadOf(fromMean: readonly number[]): number {
  const spread = sum(fromMean.map((value) => value * value));
  return spread <= NOTHING * fromMean.length ? 0 : spread;
}
