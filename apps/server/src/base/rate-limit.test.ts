import { describe, expect, it } from 'vitest';
import { Refusal } from '@jiangping/domain/refusal';
import { createTokenLimit } from './rate-limit.ts';

const start = Date.UTC(2026, 10, 23);

function openLimit() {
  let now = start;
  const ambient = { now: () => new Date(now), randomBytes: () => Buffer.alloc(0) };
  const limit = createTokenLimit(ambient, {
    token: { burst: 20, perMinute: 60 },
    address: { burst: 10, perMinute: 6 },
    unknown: ['attempt_unknown'],
  });
  const call = async (token: string, answer: () => Promise<string>) =>
    limit({ token, address: '203.0.113.7' }, answer).catch((error: unknown) => (error as Refusal).code);
  return { call, pass: (milliseconds: number) => (now += milliseconds) };
}

const known = () => Promise.resolve('saved');
const unknown = () => Promise.reject(new Refusal('attempt_unknown'));

describe('the limit of calls that carry a token', () => {
  it('lets sixty devices behind one address save every second for ten minutes', async () => {
    const { call, pass } = openLimit();
    const answers = new Set<string>();
    for (let second = 0; second < 600; second += 1) {
      for (let device = 0; device < 60; device += 1)
        answers.add(await call(`device-${String(device)}`, known));
      pass(1000);
    }
    expect([...answers]).toEqual(['saved']);
  });

  it('slows down one device that asks without end, and only that one', async () => {
    const { call, pass } = openLimit();
    const answers = [];
    for (let i = 0; i < 25; i += 1) answers.push(await call('busy', known));
    expect(answers.filter((answer) => answer === 'saved')).toHaveLength(20);
    expect(answers.slice(20)).toEqual(Array.from({ length: 5 }, () => 'rate_limited'));
    expect(await call('other', known)).toBe('saved');
    pass(1000);
    expect(await call('busy', known)).toBe('saved');
  });

  it('counts tokens that nobody knows for their address, whatever they are, and known ones not', async () => {
    const { call } = openLimit();
    for (let i = 0; i < 10; i += 1) expect(await call(`guess-${String(i)}`, unknown)).toBe('attempt_unknown');
    expect(await call('guess-more', unknown)).toBe('rate_limited');
    expect(await call('device-1', known)).toBe('saved');
  });

  it('passes every other refusal on without counting it', async () => {
    const { call } = openLimit();
    const fenced = () => Promise.reject(new Refusal('attempt_fenced'));
    for (let i = 0; i < 15; i += 1) expect(await call(`old-${String(i)}`, fenced)).toBe('attempt_fenced');
    expect(await call('guess', unknown)).toBe('attempt_unknown');
  });
});
