import { dealEntries, layEntries, SPARE } from './assembly-board-layout.ts';
import type { Board, Entry } from './assembly-board-layout.ts';
import { createMeetings } from './assembly-meetings.ts';
import type { Meetings } from './assembly-meetings.ts';
import { countForm, limitForm, shift, sumValues } from './assembly-limits.ts';
import type { FormLimits, Limit } from './assembly-limits.ts';
import { findSharing } from './assembly-overlap.ts';
import { findUnits } from './assembly-units.ts';
import type { Stage } from './assembly-whole.ts';
import { drawBelow, drawFraction } from './prng.ts';
import type { Prng } from './prng.ts';

/** How far away in the order of kin the other piece of an exchange is looked for. */
const REACH = 40;
/** The part of the objective's unit that weighs as much as one item too many. */
const OBJECTIVE_UNIT = 0.005;
/** What becomes of the part of a broken rule that costs 1. */
const STIFFER = 0.7;

/** Forms laid out for exchanging pieces one against one: single items, or groups that stay whole. */
export interface Table {
  /** How many pieces stand in the forms. */
  used: number;
  /** Makes so many random exchanges; one that costs is made the more rarely the less heat there is, never at 0. */
  exchange: (moves: number, heat: number, prng: Prng) => void;
  /** Whether every rule but the objective holds, counted anew. */
  isSound: () => boolean;
  /** Makes the rules dearer that are broken now: an objective can outbid a hair too much again and again. */
  stiffen: () => void;
  /** Takes all stiffening back. */
  soften: () => void;
  readForms: () => number[][];
}

/** What an exchange works on. */
interface Exchange {
  board: Board;
  byForm: readonly FormLimits[];
  sums: readonly Float64Array[];
  gains: readonly number[];
  pieceOf: readonly number[];
  meetings: Meetings | null;
}

/**
 * Lays out the forms of a model on a table. A broken rule costs, and so does a point of the objective that is worse
 * than `wanted`. Where no forms are given the pieces of the greatest weight are dealt out: the weight of an item is the
 * number of forms it should stand in, below 0 where it should stand in none. Null for models that exchanging does not
 * suit: no size, or too small a pool.
 */
export function layTable(
  stage: Stage,
  pool: readonly number[],
  wanted: number,
  given: { weights: ReadonlyMap<number, number> } | { forms: readonly (readonly number[])[] },
): Table | null {
  const { model, goal } = stage;
  const { size, forms: count } = model;
  if (size === undefined) return null;
  const bank = findUnits(model);
  const unitsOf = (list: readonly string[] = []): Set<number> => {
    const named = new Set(list);
    return new Set(model.items.flatMap((item, at) => (named.has(item.id) ? [bank.unitOf[at] ?? 0] : [])));
  };
  const included = unitsOf(model.include);
  const excluded = unitsOf(model.exclude);
  const anchors = [...included].flatMap((unit) => bank.units[unit] ?? []);
  const inPool = new Set(pool);
  const open = [...new Set(pool.map((item) => bank.unitOf[item] ?? 0))].filter((unit) => {
    const items = bank.units[unit] ?? [];
    return !included.has(unit) && !excluded.has(unit) && items.every((item) => inPool.has(item));
  });
  const pieces = open.map((unit) => bank.units[unit] ?? []);
  const pieceOfItem = new Map(pieces.flatMap((items, piece) => items.map((item) => [item, piece] as const)));
  const room = size - anchors.length;
  const held = pieces.reduce((sum, items) => sum + items.length, 0);
  if (room <= 0 || held < room) return null;
  if ('forms' in given && given.forms.some((form) => form.length !== size)) return null;

  const isDisjoint = count > 1 && findSharing(model) === 'disjoint';
  if (isDisjoint && held < room * count) return null;
  const lengths = new Set(pieces.map((items) => items.length));
  const [length = 1] = lengths;
  const isMixed = lengths.size > 1 || room % length !== 0;
  const laid = 'forms' in given ? given.forms.map((form) => readPieces(form, pieceOfItem)) : null;
  const byForm = Array.from({ length: count }, (_, form) =>
    limitForm(stage, form, pieces, anchors, wanted, OBJECTIVE_UNIT, isMixed),
  );
  const units = new Map(byForm.flatMap(({ limits }) => limits.map((limit) => [limit, limit.unit] as const)));
  const entries = listEntries();
  const pieceOf = entries.map(({ piece }) => piece);
  const unit = OBJECTIVE_UNIT * goal.findUnit(wanted);
  // One form's sum has a limit of its own; the sum of several is a gain to be had anywhere.
  const isGain = model.objective.kind === 'max-sum' && count > 1;
  const gains = pieceOf.map((piece) =>
    isGain ? (pieces[piece] ?? []).reduce((sum, item) => sum + sumValues(stage, item), 0) / unit : 0,
  );
  const board = laid
    ? layEntries(entries, takeEntries(laid, pieceOf))
    : dealEntries(entries, count, room * count);
  const { places, slots } = board;
  const standing = (form: number): number[] =>
    slots.slice(form * places, (form + 1) * places).map((entry) => pieceOf[entry] ?? 0);
  const sums = byForm.map((form, at) => countForm(form, standing(at)));
  const meetings = isDisjoint || count < 2 ? null : createMeetings(model, pieces, anchors.length);
  byForm.forEach((_, form) => meetings?.place(form, standing(form)));
  const exchange: Exchange = { board, byForm, sums, gains, pieceOf, meetings };
  return {
    used: board.used,
    exchange: (moves, heat, prng) => {
      for (let move = 0; move < moves; move += 1) tryExchange(exchange, heat, prng);
    },
    isSound: () => (meetings?.areFew() ?? true) && findBroken().length === 0,
    stiffen: () => {
      for (const limit of findBroken()) limit.unit *= STIFFER;
      if (meetings?.areFew() === false) meetings.stiffen(STIFFER);
    },
    soften: () => {
      meetings?.soften();
      for (const [limit, own] of units) limit.unit = own;
    },
    readForms: () =>
      byForm.map((_, form) => [...anchors, ...standing(form).flatMap((piece) => pieces[piece] ?? [])]),
  };

  function findBroken(): Limit[] {
    return byForm.flatMap((form, at) => {
      // Counted anew, since a million additions and subtractions leave a trace.
      const sum = countForm(form, standing(at));
      sums[at] = sum;
      const rules = form.limits.slice(0, form.limits.length - form.goals);
      return rules.filter(
        ({ lower, upper }, row) => (sum[row] ?? 0) < lower - 1e-9 || (sum[row] ?? 0) > upper + 1e-9,
      );
    });
  }

  /** An entry for every form a piece may usefully stand in, and empty ones where the number of pieces may change. */
  function listEntries(): Entry[] {
    const counts = new Map<number, number>();
    for (const piece of laid?.flat() ?? []) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    const listed = pieces.flatMap((items, piece): Entry[] => {
      const weights =
        'weights' in given ? items.map((item) => given.weights.get(item) ?? 0) : [counts.get(piece) ?? 0];
      const weight = weights.reduce((sum, value) => sum + value, 0) / weights.length;
      const copies = isDisjoint || count < 2 ? 1 : Math.min(count, 1 + Math.max(0, Math.ceil(weight)));
      const { rows = [] } = { rows: byForm[0]?.rows[piece] };
      return Array.from({ length: copies }, (_, copy) => ({
        piece,
        length: items.length,
        weight: weight - copy,
        rows,
      }));
    });
    if (!isMixed) return listed;
    const most = Math.max(0, ...(laid ?? []).map((form) => form.length));
    const missing = (laid ?? []).reduce((sum, form) => sum + most - form.length, 0);
    const empty: Entry = { piece: pieces.length, length: 0, weight: 0, rows: [] };
    return [...listed, ...Array.from({ length: missing + count * (2 * SPARE) }, () => empty)];
  }
}

/** The pieces that a form is made of; the anchors are none. */
function readPieces(form: readonly number[], pieceOfItem: ReadonlyMap<number, number>): number[] {
  return [...new Set(form.flatMap((item) => pieceOfItem.get(item) ?? []))];
}

/** One entry of its own for every piece of every form. */
function takeEntries(forms: readonly (readonly number[])[], pieceOf: readonly number[]): number[][] {
  const free = Map.groupBy(pieceOf.keys(), (entry) => pieceOf[entry] ?? 0);
  return forms.map((form) => form.flatMap((piece) => free.get(piece)?.shift() ?? []));
}

/** One exchange of an entry in a form against one of another form or an unused one; undone where it costs too much. */
function tryExchange(
  { board, byForm, sums, gains, pieceOf, meetings }: Exchange,
  heat: number,
  prng: Prng,
): void {
  const { slots, places, used, placeOf, kin, kinOf } = board;
  const from = drawBelow(prng, used);
  const leaving = slots[from] ?? 0;
  // Mostly among its kin: an exchange across topics nearly always breaks a rule.
  const near = (kinOf[leaving] ?? 0) + drawBelow(prng, 2 * REACH + 1) - REACH;
  const to = drawBelow(prng, 4) > 0 ? (placeOf[kin[near] ?? leaving] ?? from) : drawBelow(prng, slots.length);
  const form = Math.floor(from / places);
  const other = to < used ? Math.floor(to / places) : -1;
  if (form === other) return;
  const coming = slots[to] ?? 0;
  const out = pieceOf[leaving] ?? 0;
  const into = pieceOf[coming] ?? 0;
  const mine = byForm[form];
  const mySum = sums[form];
  const their = byForm[other];
  const theirSum = sums[other];
  if (!mine || !mySum || out === into) return;
  if (meetings && (meetings.isIn(into, form) || (other >= 0 && meetings.isIn(out, other)))) return;
  let cost = shift(mine, mySum, out, -1) + shift(mine, mySum, into, 1);
  if (their && theirSum) cost += shift(their, theirSum, into, -1) + shift(their, theirSum, out, 1);
  else cost += (gains[leaving] ?? 0) - (gains[coming] ?? 0);
  if (meetings) cost += meetings.swap(form, out, into, other);
  if (cost <= 0 || (heat > 0 && drawFraction(prng) < Math.exp(-cost / heat))) {
    slots[from] = coming;
    slots[to] = leaving;
    placeOf[coming] = from;
    placeOf[leaving] = to;
    return;
  }
  shift(mine, mySum, into, -1);
  shift(mine, mySum, out, 1);
  if (their && theirSum) {
    shift(their, theirSum, out, -1);
    shift(their, theirSum, into, 1);
  }
  meetings?.swap(form, into, out, other);
}
