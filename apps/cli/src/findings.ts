import type { Check } from '@jiangping/verify/check';
import { sayCheck } from '@jiangping/verify/check';
import type { Bilingual } from '@jiangping/verify/check-words';

/** The lines of a list of checks for a terminal, in both languages, with the verdict at the end. */
export function formatFindings(checks: readonly Check[], verdict: Bilingual, holds: boolean): string {
  const lines = checks.flatMap((check) => {
    const zh = sayCheck(check, 'zh');
    const en = sayCheck(check, 'en');
    const mark = check.ok ? '✓' : check.name === 'status' && check.outcome !== 'forged' ? '?' : '✗';
    return [`  ${mark} ${zh.title} · ${en.title}`, `      ${zh.sentence}`, `      ${en.sentence}`];
  });
  return [...lines, '', `${holds ? '✓' : '✗'} ${verdict.zh}`, `  ${verdict.en}`, ''].join('\n');
}

/** What programs read: the verdict, whatever else is told, and the checks with their stable names. */
export function formatObject(valid: boolean, checks: readonly Check[], more: object = {}): string {
  const told = checks.map(({ name, ok, detail }) => ({ name, ok, detail }));
  return `${JSON.stringify({ valid, ...more, checks: told })}\n`;
}

/** Why a file or a server could not be read, in a few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node hides the reason of a failed connection one level down.
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message || error.message;
}
