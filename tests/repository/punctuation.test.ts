import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The lines of program text, without comments, of every source file in a folder. */
function listLines(folder: string): { place: string; line: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) =>
      readFileSync(join(root, folder, name), 'utf8')
        .split('\n')
        .map((line, i) => ({ place: `${folder}/${name}:${String(i + 1)}`, line }))
        .filter(({ line }) => !/^\s*(\/\/|\/?\*)/.test(line)),
    );
}

describe('a Chinese sentence', () => {
  it.each([
    'packages/domain/src',
    'packages/verify/src',
    'apps/server/src',
    'apps/web/src',
    'apps/player/src',
    'apps/cli/src',
  ])(
    'of %s has no half-width comma, colon, semicolon, question or exclamation mark, nor bracket',
    (folder) => {
      // After a character, a closing quotation mark or a filled-in fact that a character follows.
      const halfWidth = /\p{Script=Han}”?[,;:?!()]|\}[,;:?!](?=\p{Script=Han})|[,;:?!()]\p{Script=Han}/u;
      const lines = listLines(folder);
      expect(lines.length).toBeGreaterThan(1000);
      const found = lines.filter((each) => halfWidth.test(each.line) && !isPattern(each));
      expect(found).toEqual([]);
    },
  );
});

/** Regular expressions read what clerks write; they show nothing. Nor do the patterns that the words of a text are found by. */
function isPattern({ line, place }: { line: string; place: string }): boolean {
  return (
    place.includes('/canary-words.ts:') ||
    (line.includes('/') && /\/u?[,;)]|\/[gimsuy]+[,;)]|replace\(/.test(line))
  );
}
