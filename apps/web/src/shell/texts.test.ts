import { describe, expect, it } from 'vitest';
import { batchStates } from '@jiangping/domain/batches/batch-states';
import { posts } from '@jiangping/domain/people/post';
import { policies } from '@jiangping/domain/policies';
import { levelNames, levels } from '@jiangping/domain/standards/level';
import { factNames } from '../ledger/fact-names.ts';
import { unitNames } from '../people/unit-names.ts';
import { taskNames } from '../reports/task-names.ts';
import type { Texts, Words } from './language.ts';

const modules = import.meta.glob<Record<string, unknown>>('../**/*texts.ts', { eager: true });
const catalogues = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter(
    (value): value is Texts => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value,
  );

const serverSources = Object.values(
  import.meta.glob<string>(['../../../server/src/**/*.ts', '!../../../server/src/**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);

function flatten(texts: object): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, string | Record<string, string>]) =>
      typeof value === 'string'
        ? [[key, value] as const]
        : Object.entries(value).map(([inner, text]) => [`${key}.${inner}`, text] as const),
    ),
  );
}

const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

function foundInServer(pattern: RegExp): string[] {
  return [
    ...new Set(
      serverSources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? '')),
    ),
  ].sort();
}

function unnamed(keys: readonly string[], table: Readonly<Record<string, Words>>): string[] {
  return keys.filter((key) => !table[key]?.zh || !table[key].en);
}

describe('the words of the screens', () => {
  it('are found: every capability with a screen has a catalogue', () => {
    expect(catalogues.length).toBeGreaterThanOrEqual(10);
    expect(new Set(catalogues.map(({ name }) => name)).size).toBe(catalogues.length);
  });

  it.each(catalogues.map((texts) => [texts.name, texts] as const))(
    'of %s have the same keys in both languages, none empty',
    (_, { zh, en }) => {
      const [chinese, english] = [flatten(zh), flatten(en)];
      expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
      expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
    },
  );

  it.each(catalogues.map((texts) => [texts.name, texts] as const))(
    'of %s are filled from the same values in both languages',
    (_, { zh, en }) => {
      const english = flatten(en);
      for (const [key, text] of flatten(zh)) {
        expect([key, placeholdersOf(english.get(key) ?? '')]).toEqual([key, placeholdersOf(text)]);
      }
    },
  );

  it('keep Chinese sentences out of the English catalogue', () => {
    const chinese = catalogues
      .flatMap(({ en }) => [...flatten(en)])
      .filter(([, text]) => /\p{Script=Han}/u.test(text.replace('依据待补', '')));
    expect(chinese).toEqual([]);
  });
});

describe('names of things', () => {
  it('cover every batch state, post and level', () => {
    expect(unnamed(Object.keys(batchStates), batchStates)).toEqual([]);
    expect(unnamed(Object.keys(posts), posts)).toEqual([]);
    expect(unnamed([...levels], levelNames)).toEqual([]);
  });

  it('cover every unit of a policy value', () => {
    const units = [...new Set(Object.values(policies).map(({ unit }) => unit))];
    expect(units.filter((unit) => !(unit in unitNames))).toEqual([]);
  });

  it('cover every kind of fact the server writes', () => {
    const kinds = foundInServer(/\bkind: '([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g);
    expect(kinds.length).toBeGreaterThan(0);
    expect(unnamed(kinds, factNames)).toEqual([]);
    expect(unnamed(Object.keys(factNames), factNames)).toEqual([]);
  });

  it('cover every task the workbench sends', () => {
    expect(unnamed(foundInServer(/\btask: '([a-z-]+\.[a-z-]+)'/g), taskNames)).toEqual([]);
    expect(unnamed(Object.keys(taskNames), taskNames)).toEqual([]);
  });
});
