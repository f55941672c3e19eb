import { describe, expect, it } from 'vitest';
import { kindOf } from './verdict-kind.ts';
import { pathOfStatusList } from './verify-in-browser.ts';

const sound = { unusable: false, genuine: true, valid: true, status: 'in_force' } as const;

describe('the answer a visitor takes away', () => {
  it('is valid only when the browser itself found it genuine and in force', () => {
    expect(kindOf(sound, 'issued')).toBe('valid');
    expect(kindOf(sound)).toBe('valid');
    expect(kindOf({ ...sound, status: 'unknown' }, 'issued')).toBe('told');
    expect(kindOf({ ...sound, status: 'unknown' })).toBe('fileValid');
  });

  it('is a failure when a check fails, whatever the server says', () => {
    expect(kindOf({ ...sound, genuine: false, valid: false }, 'issued')).toBe('failed');
    expect(kindOf({ ...sound, genuine: false, valid: false, unusable: true })).toBe('noRecord');
  });

  it('is the worse of list and server where they disagree', () => {
    expect(kindOf({ ...sound, valid: false, status: 'revoked' }, 'issued')).toBe('revoked');
    expect(kindOf(sound, 'suspended')).toBe('suspended');
    expect(kindOf({ ...sound, valid: false, status: 'suspended' }, 'annulled')).toBe('annulled');
  });

  it('tells an expired certificate from a forged one', () => {
    expect(kindOf({ ...sound, valid: false }, 'issued')).toBe('expired');
    expect(kindOf({ ...sound, valid: false, status: 'unknown' }, 'issued')).toBe('failed');
  });
});

describe('where status lists are asked for', () => {
  it('is this site only, whatever host the file names', () => {
    const path = '/public/status-lists/019a1111-0000-7000-8000-000000000001';
    expect(pathOfStatusList(`https://center.example/api${path}`)).toBe(path);
    for (const url of [
      'https://evil.example/x',
      `https://evil.example${path}`,
      `https://a.example/api${path}/../../logins`,
      'nonsense',
    ]) {
      expect(pathOfStatusList(url)).toBeNull();
    }
  });
});
