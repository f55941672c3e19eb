import { useTexts } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';
import { sittingTexts } from './texts.ts';

export const sittingTones = {
  planned: 'quiet',
  ready: 'waiting',
  open: 'warning',
  closed: 'good',
} as const satisfies Record<string, Tone>;

export type SittingState = keyof typeof sittingTones;

/** True for the word of a state that a sitting may have. */
export function isSittingState(state: string | undefined): state is SittingState {
  return state !== undefined && Object.hasOwn(sittingTones, state);
}

/** The state of a sitting in words. */
export function SittingStateTag({ state }: { state: string }) {
  const t = useTexts(sittingTexts);
  return isSittingState(state) ? (
    <StateTag tone={sittingTones[state]}>{t(`states.${state}`)}</StateTag>
  ) : (
    state
  );
}
