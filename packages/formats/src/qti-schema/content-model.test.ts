import { describe, expect, it } from 'vitest';
import { attributeLists } from './attributes.ts';
import { compileAttributes, fitsType } from './attribute-rules.ts';
import { ambiguitiesOf, compileModel, walkModel } from './content-model.ts';
import { contentModels } from './content-models.ts';
import { manifestAttributes, manifestModels } from './manifest-schema.ts';
import { nameClasses } from './name-classes.ts';

const takes = (model: string, children: string) => {
  const walk = walkModel(compileModel(model, { letters: ['x', 'y'] }));
  return children.split('').every((child) => walk.take(child)) && walk.isComplete();
};

describe('a content model', () => {
  it.each<[string, string[], string[]]>([
    ['a?, b+', ['b', 'ab', 'abb'], ['', 'a', 'ba', 'aab', 'aba']],
    ['(a | b)*, c', ['c', 'abbac'], ['', 'ab', 'ca', 'cc']],
    ['a, (b, c?)*, d?', ['a', 'ab', 'abcbd', 'ad'], ['', 'ac', 'add', 'abcc']],
    ['(#text | %letters)*', ['', 'xyyx'], ['a', 'xa']],
    ['a, a', ['aa'], ['a', 'aaa', '']],
    ['((a?, b*) | c+)', ['', 'a', 'abb', 'b', 'cc'], ['ac', 'ca', 'ba']],
    ['EMPTY', [''], ['a']],
  ])('%s takes what it says, and nothing else', (model, good, bad) => {
    expect(good.filter((children) => !takes(model, children))).toEqual([]);
    expect(bad.filter((children) => takes(model, children))).toEqual([]);
  });

  it.each(['a,', '(a', 'a)', '| a', '%unknown', 'a b'])('%s is refused, as it is no model', (model) => {
    expect(() => compileModel(model, {})).toThrow();
  });

  it('of QTI 3.0 is never in doubt about the next child, and names only elements that have a model', () => {
    for (const [table, attributes] of [
      [contentModels, attributeLists],
      [manifestModels, manifestAttributes],
    ] as const) {
      const names = Object.keys(table).flatMap((key) => key.split(' '));
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      const known = new Set(names.map((name) => name.split('@')[0] ?? ''));
      for (const written of Object.values(table)) {
        const model = compileModel(written, nameClasses);
        expect({ written, inDoubt: ambiguitiesOf(model) }).toEqual({ written, inDoubt: [] });
        expect([...model.names].filter((name) => !known.has(name))).toEqual([]);
      }
      const withAttributes = Object.keys(attributes).flatMap((key) => key.split(' '));
      expect(withAttributes.filter((name, i) => withAttributes.indexOf(name) !== i)).toEqual([]);
      expect(withAttributes.filter((name) => !known.has(name.split('@')[0] ?? ''))).toEqual([]);
      for (const written of Object.values(attributes)) expect(() => compileAttributes(written)).not.toThrow();
    }
  });
});

describe('the type of an attribute', () => {
  it.each<[string, string[], string[]]>([
    ['boolean', ['true', ' 0 '], ['yes', 'True', '']],
    ['count', ['0', '12', '+3'], ['-1', '1.5', '']],
    ['float', ['-1', '1.5e3', '.5', 'INF', 'NaN'], ['1,5', '', 'e3', '--1']],
    ['amount', ['0', '2.5', 'INF'], ['-0.1', '-INF', 'x']],
    ['coords', ['1,2,3', '10%,20,30,40'], ['1,2', '1 2 3', '1,-2,3', '']],
    ['mimes', ['image/png', 'image/png application/pdf'], ['png', 'image/', '']],
    ['a|b|ext:', ['a', 'b', 'ext:own'], ['c', '', 'own']],
  ])('%s takes what it says', (type, good, bad) => {
    expect(good.filter((value) => !fitsType(value, type))).toEqual([]);
    expect(bad.filter((value) => fitsType(value, type))).toEqual([]);
  });
});
