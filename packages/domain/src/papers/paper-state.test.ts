import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal.ts';
import {
  checkBookable,
  checkReadable,
  checkSealable,
  checkUnsealTime,
  checkWithdrawable,
  paperStates,
} from './paper-state.ts';
import type { PaperState } from './paper-state.ts';

const codeOf = (check: () => void) => {
  try {
    check();
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
};
const codesOf = (check: (state: PaperState) => void) =>
  Object.fromEntries(paperStates.map((state) => [state, codeOf(() => check(state))]));

describe('the state of a paper', () => {
  it('lets a paper be sealed once, and not after it was withdrawn', () => {
    expect(codesOf(checkSealable)).toEqual({
      assembled: null,
      sealed: 'paper_sealed_already',
      unsealed: 'paper_sealed_already',
      withdrawn: 'paper_withdrawn',
    });
  });

  it('lets sittings use sealed and unsealed papers only', () => {
    expect(codesOf(checkBookable)).toEqual({
      assembled: 'paper_not_sealed',
      sealed: null,
      unsealed: null,
      withdrawn: 'paper_withdrawn',
    });
  });

  it('lets a paper be withdrawn until candidates have met it', () => {
    expect(codesOf(checkWithdrawable)).toEqual({
      assembled: null,
      sealed: null,
      unsealed: 'paper_unsealed_already',
      withdrawn: 'paper_withdrawn',
    });
  });

  it('shows items before the seal and after the unsealing only', () => {
    expect(codesOf(checkReadable)).toEqual({
      assembled: null,
      sealed: 'paper_sealed',
      unsealed: null,
      withdrawn: 'paper_withdrawn',
    });
  });

  it('keeps a paper closed until the minutes of the policy before the start, that instant included', () => {
    const startsAt = 10_000_000;
    const opens = startsAt - 30 * 60_000;
    expect(codeOf(() => checkUnsealTime(startsAt, opens - 1, 30))).toBe('paper_not_yet_open');
    expect(codeOf(() => checkUnsealTime(startsAt, opens, 30))).toBeNull();
    expect(codeOf(() => checkUnsealTime(startsAt, startsAt + 86_400_000, 30))).toBeNull();
  });
});
