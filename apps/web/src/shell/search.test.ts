import { describe, expect, it } from 'vitest';
import { isOwnPath } from './PlainLink.tsx';
import { listSearchOf, parseSearch, stringifySearch } from './search.ts';

describe('what a list keeps in its address', () => {
  it('comes back as it was put there, rare characters and signs included', () => {
    const search = { q: '𠮷野·阿卜杜 100%&=', state: 'filed', page: '3' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it('leaves out what is empty', () => {
    expect(stringifySearch({ q: '', state: undefined })).toBe('');
    expect(stringifySearch({ page: 2, state: undefined })).toBe('?page=2');
  });

  it('keeps only the names the page knows, and only texts', () => {
    expect(listSearchOf('state')({ q: 'a', state: 'filed', admin: 'true', page: 2 })).toEqual({
      q: 'a',
      state: 'filed',
    });
  });
});

describe('an address that comes from data', () => {
  it('is followed inside the site only when it is a path of it', () => {
    expect(isOwnPath('/batches/1')).toBe(true);
    for (const href of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      'batches',
    ]) {
      expect(isOwnPath(href)).toBe(false);
    }
  });
});
