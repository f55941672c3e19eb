import { provinces } from '@jiangping/domain/people/regions';
import type { Words } from '../shell/language.ts';
import type { Tone } from '../shell/StateTag.tsx';

/** How the states of sites and of authorisations look. */
export const siteTones: Readonly<Record<'trial' | 'formal' | 'suspended' | 'withdrawn', Tone>> = {
  trial: 'waiting',
  formal: 'good',
  suspended: 'bad',
  withdrawn: 'quiet',
};

export const authorisationTones = {
  proposed: 'waiting',
  in_force: 'good',
  refused: 'quiet',
  suspended: 'bad',
  withdrawn: 'quiet',
} as const satisfies Record<string, Tone>;

export type AuthorisationState = keyof typeof authorisationTones;

/** True for the word of a state that an authorisation may have. */
export function isAuthorisationState(state: string | undefined): state is AuthorisationState {
  return state !== undefined && Object.hasOwn(authorisationTones, state);
}

export const siteKinds = ['center', 'general_station', 'direct_base', 'trial_base'] as const;

/** Provinces by the two digits of GB/T 2260. */
export const provinceNames: Readonly<Record<string, Words>> = provinces;
