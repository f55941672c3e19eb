// Builds the web pages and the player where their sources changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRareFonts } from './rare-fonts.ts';

const root = join(import.meta.dirname, '..');

/** What the pages are made of: their own sources and those of every package they import. */
const sources: Record<string, string[]> = {
  web: [
    'apps/web/**',
    'packages/{contract,domain,verify,log,credentials,journal,formats}/**',
    'package-lock.json',
  ],
  player: ['apps/player/**', 'packages/{journal,log,domain}/**', 'package-lock.json'],
};

for (const [app, patterns] of Object.entries(sources)) {
  const stamp = join(root, 'apps', app, 'dist', '.built');
  const digest = digestOf(patterns);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) continue;
  console.log(`Building the pages of ${app} …`);
  await makeRareFonts(app);
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', `apps/${app}`, '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (built.status !== 0) process.exit(built.status ?? 1);
  writeFileSync(stamp, digest);
}

function digestOf(patterns: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist', 'fonts'].includes(entry.name),
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}
