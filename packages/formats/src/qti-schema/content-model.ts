// Content models in the notation of DTDs, as automata: `a?, (b | c)+, #text`. XML Schema asks that the next child alone decides
// where it belongs (unique particle attribution), so one state is enough and a check takes one step a child.

/** One place of a model that a child can take: a name, or any of a class of names. */
interface Place {
  readonly names: ReadonlySet<string>;
  /** The places that may come next, by number. */
  readonly next: Set<number>;
}

/** A model ready to be matched. */
export interface ContentModel {
  readonly places: readonly Place[];
  /** Places where a content may begin. */
  readonly first: ReadonlySet<number>;
  /** Places where it may end. */
  readonly last: ReadonlySet<number>;
  readonly mayBeEmpty: boolean;
  /** Words may stand between and instead of the children. */
  readonly hasText: boolean;
  /** Every name that stands anywhere in it. */
  readonly names: ReadonlySet<string>;
  /** `ANY`: nothing below is looked at. */
  readonly isAny: boolean;
}

/** Names that stand for several, written `%flow` in models. */
export type NameClasses = Readonly<Record<string, readonly string[]>>;

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly mayBeEmpty: boolean;
}

const empty: Part = { first: [], last: [], mayBeEmpty: true };

/**
 * Compiles a model: names and `%classes`, `,` for order, `|` for choice, `?` `*` `+`, brackets; `#text` for words, `EMPTY` for
 * nothing, `ANY` for everything. Throws for a model that is not written so: models are ours.
 */
export function compileModel(written: string, classes: NameClasses): ContentModel {
  const tokens = written.match(/[%#]?[\w-]+|[(),|?*+]/g) ?? [];
  const places: Place[] = [];
  let at = 0;
  let hasText = false;

  const link = (from: readonly number[], to: readonly number[]) => {
    for (const place of from) for (const next of to) places[place]?.next.add(next);
  };
  const repeat = (part: Part): Part => {
    const sign = tokens[at];
    if (sign !== '?' && sign !== '*' && sign !== '+') return part;
    at += 1;
    if (sign !== '?') link(part.last, part.first);
    return sign === '+' ? part : { ...part, mayBeEmpty: true };
  };
  const readOne = (): Part => {
    const token = tokens[at];
    at += 1;
    if (token === '(') {
      const inner = readChoice();
      if (tokens[at] !== ')') throw new Error(`A bracket of “${written}” is not closed.`);
      at += 1;
      return repeat(inner);
    }
    if (token === '#text') {
      hasText = true;
      return empty;
    }
    if (token === undefined || /^[),|?*+]$/.test(token)) throw new Error(`“${written}” is no content model.`);
    const names = token.startsWith('%') ? classes[token.slice(1)] : [token];
    if (!names) throw new Error(`“${written}” names the unknown class ${token}.`);
    const place = places.push({ names: new Set(names), next: new Set() }) - 1;
    return repeat({ first: [place], last: [place], mayBeEmpty: false });
  };
  const readOrder = (): Part => {
    let whole = readOne();
    while (tokens[at] === ',') {
      at += 1;
      const part = readOne();
      link(whole.last, part.first);
      whole = {
        first: whole.mayBeEmpty ? [...whole.first, ...part.first] : whole.first,
        last: part.mayBeEmpty ? [...whole.last, ...part.last] : part.last,
        mayBeEmpty: whole.mayBeEmpty && part.mayBeEmpty,
      };
    }
    return whole;
  };
  function readChoice(): Part {
    const parts = [readOrder()];
    while (tokens[at] === '|') {
      at += 1;
      parts.push(readOrder());
    }
    return {
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
      mayBeEmpty: parts.some(({ mayBeEmpty }) => mayBeEmpty),
    };
  }

  const isAny = written === 'ANY';
  const whole = isAny || written === 'EMPTY' ? empty : readChoice();
  if (!isAny && written !== 'EMPTY' && at < tokens.length)
    throw new Error(`“${written}” goes on after its end.`);
  return {
    places,
    first: new Set(whole.first),
    last: new Set(whole.last),
    mayBeEmpty: whole.mayBeEmpty,
    hasText,
    names: new Set(places.flatMap(({ names }) => [...names])),
    isAny,
  };
}

/** Names that two places claim at the same moment; empty for a model that XML Schema would take. */
export function ambiguitiesOf(model: ContentModel): string[] {
  const found = new Set<string>();
  for (const together of [model.first, ...model.places.map(({ next }) => next)]) {
    const claimed = new Set<string>();
    for (const place of together) {
      for (const name of model.places[place]?.names ?? []) {
        if (claimed.has(name)) found.add(name);
        claimed.add(name);
      }
    }
  }
  return [...found];
}

/** A walk through the children of one element. */
export interface ModelWalk {
  /** Takes the next child; false where it may not stand here, and then it counts as not there. */
  take(name: string): boolean;
  /** Goes on at the child after leaving out what should stand before it, and says what that is; null where no way leads there. */
  skipTo(name: string): string[] | null;
  /** True where the content may end here. */
  isComplete(): boolean;
  /** The names that may come next. */
  expected(): string[];
}

/** Begins to match a content. */
export function walkModel(model: ContentModel): ModelWalk {
  let open: ReadonlySet<number> = model.first;
  let taken: number | null = null;
  const expected = () => [...open].flatMap((number) => [...(model.places[number]?.names ?? [])]);
  const enter = (number: number) => {
    taken = number;
    open = model.places[number]?.next ?? open;
  };
  const find = (places: Iterable<number>, name: string) =>
    [...places].find((number) => model.places[number]?.names.has(name));
  return {
    take(name) {
      const number = find(open, name);
      if (number !== undefined) enter(number);
      return number !== undefined;
    },
    skipTo(name) {
      const missing = expected();
      const reached = new Set(open);
      // A set that grows while it is walked: every place is reached once.
      for (const number of reached) model.places[number]?.next.forEach((next) => reached.add(next));
      const number = find(reached, name);
      if (number === undefined) return null;
      enter(number);
      return missing;
    },
    isComplete: () => (taken === null ? model.mayBeEmpty : model.last.has(taken)),
    expected,
  };
}
