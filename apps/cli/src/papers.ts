import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AssemblyProgress } from '@jiangping/measure/assembly';
import type { AssemblyRelaxation, AssemblyResult, WrittenModel } from '@jiangping/measure/assembly-model';
import type { ModelProblem } from '@jiangping/measure/assembly-problem';
import { openAssembler } from '@jiangping/measure/worker-client';
import { sayProblem, sayRule } from './model-words.ts';
import { createScreen } from './screen.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping papers assemble MODEL.json [--json]

Assembles the best forms of a paper from a bank under rules, or explains why no forms can keep them.

  --json              print the result as one object on the last line; progress goes to standard error

The model: {items: [{id, info?: [numbers], attributes: {…}, angoff?, points?, seconds?, enemies?: [ids], set?}],
  forms, size?, objective: {kind: "max-sum" | "maximin" | "min-deviation", of: "info" or an attribute, target?},
  constraints?: [{name, where: {attribute: value or [values]}, min?, max?, sum?: attribute, form?}],
  include?: [ids], exclude?: [ids], allOrNone?: [[ids] or a set], overlap?: {max}, angoffBand?: {center, width},
  gap?: 0.0001, timeLimit?: 60 (seconds), seed?: 0}
Forms are numbered from 0. A set binds nothing by itself: rules ask for it by where: {set: …}, and allOrNone may name it.
The Angoff sum of every form lies within center ± width. The gap is relative to the objective, with "min-deviation" to the
largest target.

Ctrl-C ends the search with the best forms found so far; a second one ends the program.
Exit status: 0 optimal or feasible, 1 infeasible, 2 the model cannot be used or no forms were found in time.`;

/** A model file beyond this many bytes is refused unread. */
const LARGEST_FILE = 256 * 1024 * 1024;

export const papers: Verb = {
  summary: 'Assemble the forms of a paper from a bank under rules.',
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [action, file, ...more] = positionals;
    if (action !== 'assemble' || file === undefined || more.length > 0) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const read = readModel(file);
    if ('problems' in read) return tellProblems(read.problems, values.json);
    const outcome = await assembleInterruptibly(read.model);
    if ('problems' in outcome) return tellProblems(outcome.problems, values.json);
    const { result } = outcome;
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : formatResult(result));
    return result.status === 'infeasible' ? 1 : result.status === 'unknown' ? 2 : 0;
  },
};

function readModel(file: string): { model: unknown } | { problems: ModelProblem[] } {
  let text: string;
  try {
    if (statSync(file).size > LARGEST_FILE) return { problems: [{ at: file, code: 'too_large' }] };
    text = readFileSync(file, 'utf8');
  } catch {
    return { problems: [{ at: file, code: 'unreadable' }] };
  }
  try {
    return { model: dropNulls(JSON.parse(text.replace(/^\uFEFF/, ''))) };
  } catch {
    return { problems: [{ at: file, code: 'not_json' }] };
  }
}

/**
 * Many programs write null for a field that is left out. In a list it stays, to be refused where it stands, and in
 * `where` too: a rule about one value must not become a rule about all items.
 */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const held = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(held.map(([name, one]) => [name, name === 'where' ? one : dropNulls(one)]));
}

/** The worker reads the model as it came: what it is not, it says. */
async function assembleInterruptibly(model: unknown) {
  const assembler = openAssembler();
  const finish = new AbortController();
  const onInterrupt = (): void => {
    if (finish.signal.aborted) process.exit(130);
    process.stderr.write('\n停止搜索，取目前最好的结果 · ending the search with the best found so far\n');
    finish.abort();
  };
  process.on('SIGINT', onInterrupt);
  try {
    return await assembler.run(model as WrittenModel, { finish: finish.signal, onProgress: createMeter() });
  } finally {
    process.off('SIGINT', onInterrupt);
    await assembler.close();
  }
}

/** Redraws one line on a terminal; elsewhere tells what is new, at most once a second. */
function createMeter(): (progress: AssemblyProgress) => void {
  const screen = createScreen();
  let last = -1;
  return ({ phase, seconds, objective, bound }) => {
    const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
    const work = phase === 'searching' ? '组卷 · searching' : '查找原因 · explaining';
    const line = `${work} ${seconds.toFixed(1)} s · ${figure(objective)} / ${figure(bound)}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    else if (seconds >= last + 1) {
      last = seconds;
      screen.say(line);
    }
  };
}

function tellProblems(problems: readonly ModelProblem[], isJson: boolean): number {
  if (isJson) {
    const told = problems.map(({ at, code }) => ({ at, code, message: sayProblem(code).en }));
    process.stdout.write(`${JSON.stringify({ status: 'unusable', problems: told })}\n`);
  }
  const lines = problems.map(({ at, code }) => {
    const { zh, en } = sayProblem(code);
    return `  ✗ ${at}: ${zh}\n      ${at} ${en} (${code})\n`;
  });
  process.stderr.write(`模型不可用 · the model cannot be used\n${lines.join('')}`);
  return 2;
}

function formatResult({
  status,
  objective,
  bound,
  gap,
  seconds,
  forms,
  checks,
  explanation,
}: AssemblyResult): string {
  const figure = (value: number | null): string => (value === null ? '–' : String(Number(value.toFixed(6))));
  const lines = [
    `匠评 Jiangping · 组卷 · papers assemble`,
    '',
    `  ${status} · ${figure(objective)} / ${figure(bound)} · gap ${figure(gap)} · ${seconds.toFixed(1)} s`,
  ];
  forms.forEach((form, at) => lines.push(`  form ${at} (${form.length}): ${form.join(' ')}`));
  const held = checks.filter(({ ok }) => ok).length;
  if (forms.length > 0) lines.push(`  规则复核 · rules counted anew: ${held} / ${checks.length}`);
  if (explanation) {
    const { conflict, items, relaxations, together } = explanation;
    const tell = ({ name, part, from, to }: AssemblyRelaxation): string =>
      `      ${sayRule(name)} (${part}): ${from} → ${to}`;
    lines.push('  这些规则不能同时成立 · these rules cannot hold together:');
    lines.push(...conflict.map((name) => `      ${sayRule(name)}`));
    if (items.length > 0) lines.push(`  涉及试题 · items: ${items.slice(0, 20).join(' ')}`);
    if (relaxations.length > 0)
      lines.push('  任一项放宽即可 · any one of these is enough:', ...relaxations.map(tell));
    if (together.length > 0) lines.push('  须一起放宽 · these together are enough:', ...together.map(tell));
  }
  return `${lines.join('\n')}\n`;
}
