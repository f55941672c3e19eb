import { describe, expect, it } from 'vitest';
import {
  isRegisterState,
  pathOfCertificate,
  registerStates,
  stateNames,
  stateTones,
  tidyQuery,
} from './certificate.ts';

describe('what the register is asked for', () => {
  it('is a number as certificates print it, however its groups were typed', () => {
    expect(tidyQuery('s0000 5100 0434 2640 0001 4')).toBe('S000051000434264000014');
    expect(tidyQuery('Ｓ０００0510004342640000１4')).toBe('S000051000434264000014');
    expect(tidyQuery('0434 264')).toBe('0434264');
  });

  it('is a name or a batch code as it was typed', () => {
    for (const text of ['吉克·阿依木果', '51000434-2026-00003', 'Su Lixin'])
      expect(tidyQuery(text)).toBe(text);
    expect(tidyQuery(undefined)).toBeUndefined();
  });
});

describe('the states of the register', () => {
  it('have a name and a look each, and no other word is one', () => {
    for (const state of registerStates) {
      expect(stateNames[state].zh).not.toBe('');
      expect(stateTones[state]).not.toBe('');
      expect(isRegisterState(state)).toBe(true);
    }
    expect(isRegisterState('numbered')).toBe(false);
  });

  it('lead to a page by the number', () => {
    expect(pathOfCertificate('S000051000434264000014')).toBe('/certificates/S000051000434264000014');
  });
});
