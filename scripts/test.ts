// `npm test`: everything that must hold before a change lands. Each static check counts as one test; the last line reads
// `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../apps/server/src/base/managed-postgres.ts';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'jiangping-results-'));
const hasPostgres = Boolean(process.env['TEST_DATABASE_URL'] ?? findPostgres());
let passed = 0;
let failed = 0;

function run(title: string, program: string, args: string[]): boolean {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const done = spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' });
  console.log(
    `   ${title}: ${done.status === 0 ? 'ok' : 'FAILED'} in ${String(Math.round((Date.now() - started) / 1000))} s`,
  );
  return done.status === 0;
}

function check(title: string, program: string, args: string[]): void {
  if (run(title, program, args)) passed += 1;
  else failed += 1;
}

function tests(title: string, config: string): void {
  const file = join(scratch, `${title}.json`);
  const ok = run(`tests: ${title}`, 'vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ]);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    passed += result.numPassedTests;
    failed += result.numFailedTests;
    // A file that fails outside its tests counts too.
    if (!ok && result.numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
  }
}

check('pages build', 'node', ['scripts/build.ts']);
check('types', 'tsc', ['-p', 'tsconfig.json']);
check('types of the console', 'tsc', ['-p', 'apps/web']);
check('types of the player', 'tsc', ['-p', 'apps/player']);
check('lint', 'eslint', ['.', '--max-warnings', '0']);
check('arrows', 'depcruise', [
  '--config',
  '.dependency-cruiser.cjs',
  'packages',
  'apps',
  'bench',
  'scripts',
  'tests',
]);
check('format', 'prettier', ['--check', '.', '--log-level', 'warn']);
tests(hasPostgres ? 'PostgreSQL' : 'embedded engine', 'vitest.config.ts');
tests('embedded stories', 'vitest.embedded.config.ts');
tests('browser', 'vitest.browser.config.ts');

rmSync(scratch, { recursive: true, force: true });
if (!hasPostgres) {
  console.log(
    '\nNo PostgreSQL 15 or newer was found on this machine: every test ran on the embedded engine only.',
  );
}
console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed === 0 ? 0 : 1);
