import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { readRosterHeader } from '@jiangping/domain/batches/roster';
import type { Cell } from '@jiangping/domain/batches/roster';
import { rosterColumns } from '@jiangping/domain/batches/roster-columns';
import { toCsv } from '../shell/download.ts';
import { buildRosterTemplate } from './roster-template.ts';

describe('the roster template', () => {
  it.each(['zh', 'en'] as const)(
    'opens as a workbook whose headings in %s are all understood by the importer',
    async (language) => {
      const [heading = [], ...rows] = await readSheet(Buffer.from(buildRosterTemplate(language)));
      const { places, problems } = readRosterHeader(heading as Cell[]);
      expect(problems).toEqual([]);
      expect([...places.keys()]).toEqual(Object.keys(rosterColumns));
      expect(rows).toEqual([]);
    },
  );
});

describe('a list saved as CSV', () => {
  it('keeps commas, quotes and line ends inside a cell, and lets no cell become a formula', () => {
    expect(
      toCsv([
        ['行', 'a,b'],
        [2, 'say "x"\n'],
        [3, '=1+1'],
      ]),
    ).toBe('\uFEFF行,"a,b"\r\n2,"say ""x""\n"\r\n3,\'=1+1\r\n');
  });
});
