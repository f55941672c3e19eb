// Writes docs/refusals.md from the table in packages/domain; a test compares them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusals } from '../packages/domain/src/refusals.ts';

const path = join(import.meta.dirname, '../docs/refusals.md');

/** Every refusal with its status, both sentences and the way out, as a page. */
export function describeRefusals(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = Object.entries(refusals)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(
      ([code, { status, zh, en, do: way }]) =>
        `| \`${code}\` | ${String(status)} | ${cell(zh)}<br>${cell(way.zh)} | ${cell(en)}<br>${cell(way.en)} |`,
    );
  return [
    '# Refusals · 退回代码',
    '',
    'Generated from `packages/domain` by `node scripts/refusal-docs.ts`. A code never changes its meaning. Over HTTP a refusal is',
    'a problem document (RFC 9457) with `code`, `zh`, `en`, `do` and the `facts` that fill the braces.',
    '',
    '| code | status | 中文 | English |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(path, describeRefusals());
