// The one program: `npx jiangping <verb>`. Each verb is a file of its own, loaded only when asked for. Exit status: 0 it
// holds or was done, 1 it does not hold, 2 it could not run.
import { parseArgs } from 'node:util';
import { createScreen } from './screen.ts';
import type { Verb } from './verb.ts';

const verbs: Record<string, { summary: string; load: () => Promise<Verb> }> = {
  serve: { summary: 'start the server', load: async () => (await import('./serve.ts')).serve },
  'first-batch': {
    summary: 'walk one assessment batch over HTTP, from enrolment to a certificate that verifies',
    load: async () => (await import('./first-batch.ts')).firstBatch,
  },
  verify: {
    summary: 'verify a certificate file, without any server or database',
    load: async () => (await import('./verify.ts')).verify,
  },
  audit: {
    summary: 'read a whole public log and check every entry',
    load: async () => (await import('./audit.ts')).audit,
  },
  items: {
    summary: 'check files of items, and convert them between QTI, Moodle XML, GIFT, Aiken and spreadsheets',
    load: async () => (await import('./items.ts')).items,
  },
  papers: {
    summary: 'assemble the forms of a paper from a bank under rules, or explain why none can keep them',
    load: async () => (await import('./papers.ts')).papers,
  },
};

const [name = '', ...rest] = process.argv.slice(2);
const entry = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
if (!entry) {
  const lines = Object.entries(verbs).map(([verb, { summary }]) => `  ${verb.padEnd(14)}${summary}`);
  const text = `Usage: jiangping <verb> [options]\n\n${lines.join('\n')}\n\n  jiangping <verb> --help tells the options of a verb.\n`;
  const asked = name === '' || name === '--help' || name === 'help';
  (asked ? process.stdout : process.stderr).write(asked ? text : `jiangping: no verb "${name}"\n\n${text}`);
  process.exitCode = asked && name !== '' ? 0 : 2;
} else {
  const verb = await entry.load();
  if (
    parseArgs({ args: rest, strict: false, options: { help: { type: 'boolean', short: 'h' } } }).values.help
  ) {
    process.stdout.write(`${verb.summary}\n\n${verb.usage}\n`);
  } else {
    try {
      process.exitCode = await verb.run(rest);
    } catch (error) {
      createScreen().fail(error);
      process.exitCode = 2;
    }
  }
}
