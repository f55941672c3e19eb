import { describe, expect, it } from 'vitest';
import { encodeHex } from './bytes.ts';
import { combineReveals, commitReveal, findMissingReveals, verifyReveal } from './reveal.ts';

const alice = { party: 'alice', salt: new Uint8Array(16).fill(1), value: new Uint8Array(32).fill(2) };
const bob = { party: 'bob', salt: new Uint8Array(16).fill(3), value: new Uint8Array(32).fill(4) };
const reveals = [alice, bob];
const commitments = reveals.map((reveal) => ({ party: reveal.party, commitment: commitReveal(reveal) }));

describe('commit and reveal', () => {
  it('has the golden values of a second program', () => {
    expect(encodeHex(commitReveal(alice))).toBe(
      '2c6fcb611571105410938e07208bd0b9849627260df22ef68daa8d7db3aa7fca',
    );
    expect(encodeHex(combineReveals(commitments, reveals))).toBe(
      '7bfd03016483a55bfc3f492f854b3486d9b780c694cbbede81334fb527dff877',
    );
  });

  it('gives one result whatever the order of commitments and reveals', () => {
    expect(combineReveals(commitments.toReversed(), reveals)).toEqual(
      combineReveals(commitments, reveals.toReversed()),
    );
  });

  it('gives another result for another value of any party', () => {
    const other = { ...bob, value: bob.value.with(0, 9) };
    const others = [commitments[0]!, { party: 'bob', commitment: commitReveal(other) }];
    expect(combineReveals(others, [alice, other])).not.toEqual(combineReveals(commitments, reveals));
  });

  it('verifies a reveal only for its party, value and salt', () => {
    const [commitment] = commitments;
    expect(verifyReveal(commitment!, alice)).toBe(true);
    expect(verifyReveal(commitment!, { ...alice, value: alice.value.with(31, 0) })).toBe(false);
    expect(verifyReveal(commitment!, { ...alice, salt: alice.salt.with(0, 0) })).toBe(false);
    expect(verifyReveal({ ...commitment!, party: 'bob' }, alice)).toBe(false);
    expect(verifyReveal(commitment!, { ...alice, party: 'bob' })).toBe(false);
    expect(verifyReveal(commitment!, { ...alice, salt: new Uint8Array() })).toBe(false);
  });

  it('does not let a party copy the commitment of another', () => {
    const copied = [commitments[0]!, { party: 'bob', commitment: commitments[0]!.commitment }];
    expect(() => combineReveals(copied, [alice, { ...alice, party: 'bob' }])).toThrow('reveal_mismatch: bob');
  });

  it('names who has not revealed and gives no result', () => {
    expect(() => combineReveals(commitments, [bob])).toThrow('reveal_missing: alice');
    expect(findMissingReveals(commitments, [bob])).toEqual(['alice']);
    expect(findMissingReveals(commitments, reveals)).toEqual([]);
  });

  it('refuses false, repeated and uninvited reveals, and no parties at all', () => {
    const uninvited = { ...alice, party: 'carol' };
    expect(() => combineReveals(commitments, [alice, { ...bob, value: alice.value }])).toThrow(
      'reveal_mismatch: bob',
    );
    expect(() => combineReveals(commitments, [alice, bob, bob])).toThrow('reveal_mismatch');
    expect(() => combineReveals(commitments, [alice, bob, uninvited])).toThrow('reveal_mismatch');
    expect(() => combineReveals([...commitments, commitments[0]!], reveals)).toThrow('reveal_mismatch');
    expect(() => combineReveals([], [])).toThrow('reveal_mismatch');
  });

  it('refuses secrets short enough to be guessed', () => {
    expect(() => commitReveal({ ...alice, value: new Uint8Array(15) })).toThrow('length_wrong');
    expect(() => commitReveal({ ...alice, salt: new Uint8Array(15) })).toThrow('length_wrong');
  });
});
