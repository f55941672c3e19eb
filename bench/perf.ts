// `npm run perf -- [suite …] [--json]`: measures what this system promises, each against a ceiling of the same run. Exit
// status: 0 every target is met, 1 one is not, 2 a suite could not run.
import { parseArgs } from 'node:util';
import type { Suite } from './trials.ts';

const suites: Record<string, () => Promise<Suite>> = {
  assembly: async () => (await import('./assembly.ts')).assembly,
  items: async () => (await import('./items.ts')).items,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = names.filter((name) => !Object.hasOwn(suites, name));

if (values.help || unknown.length > 0) {
  const text = `Usage: npm run perf -- [suite …] [--json]\n\nSuites: ${Object.keys(suites).join(', ')}\n`;
  (values.help ? process.stdout : process.stderr).write(text);
  process.exitCode = values.help ? 0 : 2;
} else {
  const figures: Record<string, object> = {};
  let status = 0;
  for (const name of names) {
    try {
      const suite = await suites[name]?.();
      if (!suite) continue;
      process.stderr.write(`${name}: ${suite.summary}\n`);
      const report = await suite.run((line) => process.stderr.write(`  ${line}\n`));
      const lines = [`${name}: ${report.ok ? 'every target met' : 'a target is missed'}`, ...report.lines];
      (values.json ? process.stderr : process.stdout).write(`${lines.join('\n  ')}\n`);
      figures[name] = { ok: report.ok, ...report.figures };
      if (!report.ok) status = Math.max(status, 1);
    } catch (error) {
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
      figures[name] = { ok: false, error: String(error) };
      status = 2;
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exitCode = status;
}
