import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const server = join(import.meta.dirname, '../../apps/server');

/** Which capability owns which table, as the migrations' names say. */
function readOwners(): Map<string, string> {
  const owners = new Map<string, string>();
  for (const file of readdirSync(join(server, 'migrations'))) {
    const owner = /^\d{4}_([a-z]+)/.exec(file)?.[1] ?? '';
    const text = readFileSync(join(server, 'migrations', file), 'utf8');
    for (const [, table] of text.matchAll(/create table (\w+)/g)) owners.set(table ?? '', owner);
  }
  return owners;
}

describe('the tables of a capability', () => {
  it('are written by nobody else', () => {
    const owners = readOwners();
    expect(owners.size).toBeGreaterThan(40);
    const trespasses: string[] = [];
    for (const file of globSync('src/**/*.ts', { cwd: server })) {
      if (file.endsWith('.test.ts')) continue;
      const home = file.split('/')[1] ?? '';
      const text = readFileSync(join(server, file), 'utf8');
      for (const [, , table] of text.matchAll(/\.(insertInto|updateTable|deleteFrom)\(\s*'(\w+)/g)) {
        const owner = owners.get(table ?? '');
        if (owner !== undefined && owner !== home)
          trespasses.push(`${file} writes ${table ?? ''} of ${owner}`);
      }
    }
    expect(trespasses).toEqual([]);
  });
});
