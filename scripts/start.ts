// `npm start`: builds the pages where needed, then serves with the demo world on the embedded engine. Arguments go on to
// `jiangping serve`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

await import('./build.ts');
const program = join(import.meta.dirname, '../apps/cli/src/main.ts');
const server = spawn(process.execPath, [program, 'serve', '--demo', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
