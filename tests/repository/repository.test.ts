import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeRefusals } from '../../scripts/refusal-docs.ts';

const root = join(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const isText = (file: string) => !/\.(png|jpg|pdf|ttf|woff2?|ico|xlsx)$/.test(file);

describe('the lock file', () => {
  it('has an entry for every optional package it names, without which a clean install breaks', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing: string[] = [];
    for (const [place, { optionalDependencies }] of Object.entries(lock.packages)) {
      for (const name of Object.keys(optionalDependencies ?? {})) {
        const found = [`${place}/node_modules/${name}`, `node_modules/${name}`].some(
          (path) => path.replace(/^\//, '') in lock.packages,
        );
        if (!found) missing.push(`${place || 'root'} → ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('pins every direct dependency to one version', () => {
    for (const file of tracked.filter((name) => name.endsWith('package.json'))) {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      ) as Record<string, Record<string, string> | undefined>;
      for (const [name, version] of Object.entries({
        ...dependencies,
        ...devDependencies,
        ...optionalDependencies,
      })) {
        expect(version, `${file}: ${name}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      }
    }
  });
});

describe('the documentation', () => {
  it('mirrors the table of refusals; node scripts/refusal-docs.ts writes it', () => {
    expect(readFileSync(join(root, 'docs/refusals.md'), 'utf8')).toBe(describeRefusals());
  });
});

describe('the repository', () => {
  it('names no machine and no registry', () => {
    const hits = tracked.filter(isText).flatMap((file) => {
      if (file === 'tests/repository/repository.test.ts') return [];
      const text = readFileSync(join(root, file), 'utf8');
      return /(^|[\s'"(=])\/(work|root|home)\/[A-Za-z0-9]|registry\.npm|npmmirror/m.test(text) ? [file] : [];
    });
    expect(hits).toEqual([]);
  });

  it('uses one word for one concept in tables, routes and types', () => {
    const banned: [RegExp, string][] = [
      [/\bproctors?\b/i, 'invigilator'],
      [/\bexaminers?\b/i, 'assessor'],
      [/\bexam[-_ ]?sessions?\b/i, 'sitting'],
      [/\bsession_?id\b/i, 'login'],
      [/\bexamCent(er|re)s?\b/i, 'site'],
      [/\bquestions?(_id|Id)\b/, 'item'],
    ];
    const places = tracked.filter((file) =>
      /^(packages\/(contract|domain)\/src|apps\/server\/(src|migrations))\//.test(file),
    );
    const hits = places.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return banned.flatMap(([word, instead]) =>
        word.test(text) ? [`${file}: ${String(word)} (use ${instead})`] : [],
      );
    });
    expect(hits).toEqual([]);
  });
});
