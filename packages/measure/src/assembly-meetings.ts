import { price } from './assembly-limits.ts';
import type { AssemblyModel } from './assembly-model.ts';

/** Which piece stands in which form, and how many items every two forms share, while pieces are exchanged. */
export interface Meetings {
  place: (form: number, standing: readonly number[]) => void;
  isIn: (piece: number, form: number) => boolean;
  /** Takes a piece out of a form and another in, the other way round in `other` (-1: none); what that costs. */
  swap: (form: number, out: number, into: number, other: number) => number;
  /** Whether no two forms share too many. */
  areFew: () => boolean;
  /** Makes sharing too many dearer by this factor of the unit, or as cheap as it was at first. */
  stiffen: (factor: number) => void;
  soften: () => void;
}

/**
 * The part of one shared item too many that costs 1: so little that it can be passed through, because to share another
 * item means to share one too many or one too few on the way.
 */
const SHARE_UNIT = 1;

/** Nothing stands anywhere yet, but the `anchored` items that every form has. */
export function createMeetings(
  { forms, overlap }: AssemblyModel,
  pieces: readonly (readonly number[])[],
  anchored: number,
): Meetings {
  const present = new Uint8Array((pieces.length + 1) * forms);
  const common = new Int32Array(forms * forms).fill(anchored);
  const limit = { lower: -Infinity, upper: overlap.max, unit: SHARE_UNIT };
  const move = (piece: number, form: number, sign: number): number => {
    const length = pieces[piece]?.length ?? 0;
    // Empty places are all the same piece and may stand anywhere.
    if (length === 0) return 0;
    let cost = 0;
    const row = piece * forms;
    for (let beside = 0; beside < forms; beside += 1) {
      if (beside === form || present[row + beside] === 0) continue;
      const pair = form < beside ? form * forms + beside : beside * forms + form;
      const before = common[pair] ?? 0;
      const after = before + sign * length;
      common[pair] = after;
      cost += price(limit, after) - price(limit, before);
    }
    present[row + form] = sign > 0 ? 1 : 0;
    return cost;
  };
  return {
    place: (form, standing) => {
      for (const piece of standing) move(piece, form, 1);
    },
    isIn: (piece, form) => present[piece * forms + form] === 1,
    swap: (form, out, into, other) => {
      let cost = move(out, form, -1);
      if (other >= 0) cost += move(into, other, -1) + move(out, other, 1);
      return cost + move(into, form, 1);
    },
    areFew: () => {
      for (let one = 0; one < forms; one += 1) {
        for (let two = one + 1; two < forms; two += 1) {
          if ((common[one * forms + two] ?? 0) > overlap.max) return false;
        }
      }
      return true;
    },
    stiffen: (factor) => {
      limit.unit *= factor;
    },
    soften: () => {
      limit.unit = SHARE_UNIT;
    },
  };
}
