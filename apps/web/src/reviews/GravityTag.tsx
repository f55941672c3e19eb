import { gravities } from '@jiangping/domain/reviews/sheet';
import type { Gravity } from '@jiangping/domain/reviews/sheet';
import { useWord } from '../shell/language.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';

const tones: Readonly<Record<Gravity, Tone>> = {
  pass: 'good',
  minor: 'warning',
  major: 'bad',
  fatal: 'bad',
};

/** How grave a finding is, in words. */
export function GravityTag({ of }: { of: Gravity }) {
  return <StateTag tone={tones[of]}>{useWord()(gravities[of])}</StateTag>;
}
