// Runs before `npm start` and `npm test` under whatever Node the machine has (20 or newer, built-ins only): installs what
// the lock file names when node_modules was made from another one, so that the next script finds Node 24 and its packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');
const stamp = join(root, 'node_modules', '.jiangping-installed');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== wanted) {
  console.log('Installing packages (npm ci) …');
  const npm = process.env.npm_execpath;
  const done = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (done.status !== 0) {
    console.error(
      'npm ci failed; see above. Check the network or the npm cache, then run the command again.',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
