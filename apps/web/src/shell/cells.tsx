// What stands in cells and descriptions again and again: an occupation, a period, a level.
import { levelNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { useTexts, useWord } from './language.ts';
import { shellTexts } from './texts.ts';

interface Named {
  nameZh: string;
  nameEn: string;
}

/** A row's name in the current language. */
export function Name({ of }: { of: Named }) {
  return useWord()(of);
}

/** An occupation by name, code and edition: the code alone changed its meaning between editions. */
export function Occupation({ of }: { of: Named & { edition: string; code: string } }) {
  const word = useWord();
  return (
    <span className="two-lines">
      <span>{word(of)}</span>
      <span className="quiet code">
        {of.code} · {of.edition}
      </span>
    </span>
  );
}

/** A level by its name, never by a bare digit. */
export function LevelName({ of }: { of: Level }) {
  return <span className="nowrap">{useWord()(levelNames[of])}</span>;
}

/** `2026-01-01 to 2028-12-31`, or from a day on. */
export function Period({ from, to }: { from: string; to: string | null }) {
  const t = useTexts(shellTexts);
  return <span className="nowrap">{to === null ? t('openEnded', { from }) : t('until', { from, to })}</span>;
}

/** A text that may be missing. */
export function Maybe({ text }: { text: string | null }) {
  const t = useTexts(shellTexts);
  return text ?? <span className="quiet">{t('none')}</span>;
}
