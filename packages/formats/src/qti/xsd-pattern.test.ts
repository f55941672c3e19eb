import { describe, expect, it } from 'vitest';
import { compilePattern, matchesPattern } from './xsd-pattern.ts';

function run(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return 'fault' in compiled ? 'fault' : matchesPattern(compiled, text, () => undefined);
}

describe('XSD patterns', () => {
  it.each([
    ['a(b|c)*d{2,3}', 'abcbcdd', true],
    ['a(b|c)*d{2,3}', 'abcbcd', false],
    ['abc', 'xabc', false],
    ['[a-z-[aeiou]]+', 'xyz', true],
    ['[a-z-[aeiou]]+', 'xaz', false],
    ['[^a-c]', 'd', true],
    ['[^a-c]', 'b', false],
    ['[a\\-z]+', 'a-z', true],
    ['[-+]?\\d+', '-12', true],
    ['\\d{3}', '１２３', true],
    ['\\i\\c*', 'x-1', true],
    ['\\p{Lu}\\P{Lu}', 'Ab', true],
    ['\\p{IsCJKUnifiedIdeographs}+', '品酒', true],
    ['.', '\n', false],
    ['.{2}', '𠮷x', true],
    ['\\s\\S', ' x', true],
    ['\\w+', 'a-b', false],
    ['(a|b|)c', 'c', true],
    ['a?b+c*', 'bb', true],
    ['a{0}', '', true],
    ['a{2,}', 'aaaa', true],
    ['\\$\\d+\\.\\d{2}', '$10.50', true],
    ['^\\s*(?:york|York)\\s*$', ' York ', true],
    ['a|b|c', 'b', true],
    ['', '', true],
    ['', 'a', false],
  ])('%j on %j is %j', (pattern, text, expected) => {
    expect(run(pattern, text)).toBe(expected);
  });

  it.each([
    '(',
    ')',
    '[',
    '[z-a]',
    'a{2,1}',
    '*',
    'a**',
    '\\b',
    '(?=a)',
    '\\1',
    '\\p{Nope}',
    'a{',
    '[a-z-[b]c]',
  ])('refuses %j', (pattern) => {
    expect(run(pattern, 'a')).toBe('fault');
  });

  it('refuses patterns that would grow without measure', () => {
    for (const pattern of [
      '((a{100}){100}){100}',
      '((){4000}){4000}',
      '('.repeat(200),
      '[a-[b-'.repeat(200),
    ]) {
      expect(run(pattern, 'a')).toBe('fault');
    }
  });

  it('needs time that grows with length times size, also where backtracking explodes', () => {
    const compiled = compilePattern('((a+)+|(a|a)*)*b');
    if ('fault' in compiled) throw new Error(compiled.fault);
    let steps = 0;
    expect(matchesPattern(compiled, 'a'.repeat(2000), (n) => (steps += n))).toBe(false);
    expect(steps).toBeLessThan(2000 * 60);
  });
});
