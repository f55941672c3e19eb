import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBlocks, readSpans } from './rule-text.ts';
import type { Block } from './rule-text.ts';

const folder = new URL('../../../../demo/rule-documents/', import.meta.url);
const textOf = (block: Block) =>
  (block.kind === 'list' ? block.items.flat() : block.spans).map(({ text }) => text).join('');

describe('the text of a rule document', () => {
  it('reads headings, paragraphs, lists, bold and emphasis', () => {
    const blocks = readBlocks('# 办法\n\n*演示*\n\n## 第一章\n**第一条** 正文。\n\n1. 甲\n2. 乙');
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'heading', 'paragraph', 'list']);
    expect(blocks[3]).toEqual({
      kind: 'paragraph',
      spans: [
        { text: '第一条', look: 'bold' },
        { text: ' 正文。', look: 'plain' },
      ],
    });
    expect(blocks[4]).toMatchObject({ isOrdered: true, items: [[{ text: '甲' }], [{ text: '乙' }]] });
  });

  it('keeps markup of any other language as the letters it is', () => {
    expect(readBlocks('<script>alert(1)</script>').map(textOf)).toEqual(['<script>alert(1)</script>']);
    expect(readSpans('3 * 4 = 12')).toEqual([{ text: '3 * 4 = 12', look: 'plain' }]);
  });

  it.each(readdirSync(folder))('loses no letter of %s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const letters = (of: string) => of.replace(/[\s#*-]|^\d+\./gmu, '');
    expect(letters(readBlocks(text).map(textOf).join('\n'))).toBe(letters(text));
  });
});
