import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { CheckOptions, CheckProblem, CheckReport, ItemResponses } from '@jiangping/formats/check';
import { targetFormats } from '@jiangping/formats/convert-items';
import type { Conversion, TargetFormat } from '@jiangping/formats/convert-items';
import { toPrintable } from '@jiangping/verify/check';
import { reasonOf } from './findings.ts';
import type { ItemsAnswer, ItemsTask } from './items-worker.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping items check FILE [--responses FILE] [--seed NUMBER] [--json]
       jiangping items convert FILE --to ${targetFormats.join('|')} --out FILE [--json]

FILE is a QTI 3.0 or 2.x item, test or package, Moodle XML, GIFT, Aiken, an item sheet (.xlsx) or a JSON bank; which of
them is found from what the file holds. Nothing is fetched and nothing in it is run.

  --responses FILE    {"item": {"response": value}}: run response processing and print the outcomes
  --seed NUMBER       of template processing, shuffles and selections (1)
  --to FORMAT         the format to write
  --out FILE          where to write; with --to qti3 an ending .xml asks for a lone document instead of a package
  --json              print one object: check {items, outcomes, problems}, convert {read, written, out, problems}

Where QTI 3.0 differs from its schema, check says so as warnings schema_…; items and outcomes do not hang on them.
What a format cannot hold is reported as lost_in_format by item and field. Exit status: 0 no errors, 1 problems of
severity error, 2 not a file of items, or it could not be read.`;

const LARGEST_FILE = 200 * 2 ** 20;
const LARGEST_RESPONSES = 64 * 2 ** 20;
const MOST_MILLISECONDS = 300_000;

export const items: Verb = {
  summary: 'Check files of items and convert them between QTI, Moodle XML, GIFT, Aiken and spreadsheets.',
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        responses: { type: 'string' },
        seed: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [task, path, ...more] = positionals;
    if (path === undefined || more.length > 0 || (task !== 'check' && task !== 'convert')) return explain();
    if (task === 'check') return check(path, values.responses, values.seed, values.json);
    const to = targetFormats.find((format) => format === values.to);
    if (!to || values.out === undefined) return explain();
    return convert(path, to, values.out, values.json);
  },
};

function explain(): number {
  process.stderr.write(`${usage}\n`);
  return 2;
}

const problemOf = (code: string, where: string, message: string): CheckProblem => ({
  severity: 'error',
  code,
  where,
  message,
});

/** Asked before reading: a disk image given by mistake must not fill the memory. */
function readBytes(path: string, limit: number): Uint8Array | CheckProblem {
  try {
    const { size } = statSync(path);
    if (size > limit)
      return problemOf(
        'file_too_large',
        path,
        `文件过大。 The file has ${size} bytes; at most ${limit} are read.`,
      );
    return readFileSync(path);
  } catch (error) {
    return problemOf('file_missing', path, `文件无法打开。 The file cannot be opened: ${reasonOf(error)}.`);
  }
}

/** Files of strangers are read in a thread of their own, with limits on time and memory. */
async function work(task: ItemsTask): Promise<ItemsAnswer | CheckProblem> {
  const worker = new Worker(new URL('./items-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 3000 },
  });
  const timer = setTimeout(() => void worker.terminate(), MOST_MILLISECONDS);
  try {
    return await new Promise<ItemsAnswer | CheckProblem>((resolve) => {
      worker.once('message', (answer: ItemsAnswer) => resolve(answer));
      worker.once('error', (error) =>
        resolve(
          problemOf(
            'file_not_processed',
            task.file,
            `处理中断。 The file could not be processed: ${reasonOf(error)}.`,
          ),
        ),
      );
      worker.once('exit', () =>
        resolve(problemOf('time_limit', task.file, '处理超时。 The file took too long and was given up.')),
      );
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function readOptions(responses: string | undefined, seed: string | undefined): CheckOptions | CheckProblem {
  const number = seed === undefined ? undefined : Number(seed);
  if (number !== undefined && !Number.isSafeInteger(number))
    return problemOf('seed_invalid', '--seed', 'The seed is no whole number.');
  const options = number === undefined ? {} : { seed: number };
  if (responses === undefined) return options;
  const bytes = readBytes(responses, LARGEST_RESPONSES);
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    const given: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('no object');
    // What stands inside is judged response by response.
    return { ...options, responses: given as ItemResponses };
  } catch (error) {
    return problemOf(
      'responses_unreadable',
      responses,
      `作答文件无法读取。 The responses cannot be read: ${reasonOf(error)}.`,
    );
  }
}

async function check(
  path: string,
  responses: string | undefined,
  seed: string | undefined,
  isJson: boolean,
): Promise<number> {
  const report = await judge(path, readOptions(responses, seed));
  const { isUsable, ...told } = report;
  process.stdout.write(isJson ? `${JSON.stringify(told)}\n` : formatReport(path, told));
  return statusOf(isUsable, told.problems);
}

type Judged = CheckReport & { readonly isUsable: boolean };

async function judge(path: string, options: CheckOptions | CheckProblem): Promise<Judged> {
  const unusable = (problem: CheckProblem): Judged => ({ items: [], problems: [problem], isUsable: false });
  if ('code' in options) return unusable(options);
  const bytes = readBytes(path, LARGEST_FILE);
  if (!(bytes instanceof Uint8Array)) return unusable(bytes);
  const answer = await work({ kind: 'check', bytes, file: basename(path), options });
  if ('code' in answer) return unusable(answer);
  return answer.report ?? unusable(problemOf('file_not_processed', path, 'No report was made.'));
}

async function convert(path: string, to: TargetFormat, out: string, isJson: boolean): Promise<number> {
  const { bytes, isUsable, read, written, problems } = await transform(path, to, out);
  const told = [...problems];
  if (bytes) {
    try {
      writeFileSync(out, bytes);
    } catch (error) {
      told.push(
        problemOf('file_not_written', out, `文件无法写入。 The file cannot be written: ${reasonOf(error)}.`),
      );
    }
  } else if (!told.some(({ severity }) => severity === 'error')) {
    told.push(problemOf('items_none', path, '没有可转换的试题。 There is no item to convert.'));
  }
  const isWritten = bytes !== null && !told.some(({ code }) => code === 'file_not_written');
  const place = isWritten ? out : null;
  process.stdout.write(
    isJson
      ? `${JSON.stringify({ read, written: isWritten ? written : 0, out: place, problems: told })}\n`
      : `匠评 Jiangping · 试题转换 · conversion to ${to}\n\n  读取 · read ${read}  写出 · written ${isWritten ? written : 0}${place === null ? '' : `  ${toPrintable(place)}`}\n${formatProblems(told)}`,
  );
  if (bytes && !isWritten) return 2;
  return statusOf(isUsable, told);
}

async function transform(path: string, to: TargetFormat, out: string): Promise<Conversion> {
  const unusable = (problem: CheckProblem): Conversion => ({
    bytes: null,
    read: 0,
    written: 0,
    problems: [problem],
    isUsable: false,
  });
  const bytes = readBytes(path, LARGEST_FILE);
  if (!(bytes instanceof Uint8Array)) return unusable(bytes);
  const answer = await work({
    kind: 'convert',
    bytes,
    file: basename(path),
    to,
    isSingleFile: /\.xml$/i.test(out),
  });
  if ('code' in answer) return unusable(answer);
  return answer.conversion ?? unusable(problemOf('file_not_processed', path, 'Nothing was made.'));
}

function statusOf(isUsable: boolean, problems: readonly CheckProblem[]): number {
  if (!isUsable) return 2;
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

const marks = { error: '✗', warning: '!', info: '·' } as const;
const order = Object.keys(marks);

function formatProblems(problems: readonly CheckProblem[]): string {
  const count = (severity: string) => problems.filter((each) => each.severity === severity).length;
  const lines = problems
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .map(
      ({ severity, code, where, message }) =>
        `  ${marks[severity]} ${toPrintable(where)}  ${code}\n      ${toPrintable(message)}\n`,
    );
  const sum = `${count('error')} 个错误 · errors, ${count('warning')} 个提醒 · warnings, ${count('info')} 条说明 · notes`;
  return `\n${lines.join('')}${lines.length === 0 ? '' : '\n'}${count('error') === 0 ? '✓' : '✗'} ${sum}\n`;
}

/** Columns as wide as a terminal shows them: Chinese characters take two places. */
function pad(text: string, width: number): string {
  const shown = Array.from(toPrintable(text));
  const placesOf = (character: string) =>
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    ) || character > '\u{1f2ff}'
      ? 2
      : 1;
  let places = 0;
  let out = '';
  for (const character of shown) {
    if (places + placesOf(character) > width) break;
    places += placesOf(character);
    out += character;
  }
  return out + ' '.repeat(width - places);
}

function formatReport(path: string, { items: found, outcomes, problems }: CheckReport): string {
  const head = `匠评 Jiangping · 试题检查 · check of ${toPrintable(path)}\n\n`;
  const title = `  ${pad('编号 · id', 20)} ${pad('标题 · title', 36)} ${pad('交互 · interactions', 22)} ${pad('满分 · max', 10)} 答案 · correct\n`;
  const rows = found.map(({ id, title: name, interactions, maxScore, correct }) => {
    const kinds = interactions.map(({ kind }) => kind).join(', ');
    const keys = Object.values(correct).map((value) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    );
    return `  ${pad(id, 20)} ${pad(name, 36)} ${pad(kinds, 22)} ${pad(maxScore === null ? '–' : String(maxScore), 10)} ${toPrintable(keys.join('; ')).slice(0, 60)}\n`;
  });
  const results = Object.entries(outcomes ?? {}).map(
    ([id, values]) => `  ${toPrintable(id)}: ${toPrintable(JSON.stringify(values))}\n`,
  );
  return [
    head,
    ...(rows.length === 0 ? [] : [title, ...rows]),
    ...(results.length === 0 ? [] : ['\n结果变量 · outcomes\n', ...results]),
    formatProblems(problems),
  ].join('');
}
