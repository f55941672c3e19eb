// Regular expressions as QTI's patternMatch wants them (W3C XML Schema Part 2, appendix F), run as a nondeterministic
// automaton: time grows with length × size and never explodes, whatever the author wrote. The whole string must match.
import { escapeAt, isAnyCharacter } from './xsd-characters.ts';
import type { IsMember } from './xsd-characters.ts';

type Step =
  | { readonly kind: 'one'; readonly isMember: IsMember }
  | { readonly kind: 'fork'; first: number; second: number }
  | { readonly kind: 'end' };

/** A compiled pattern, or why there is none. */
export type Pattern = { readonly steps: readonly Step[] } | { readonly fault: string };

type Node =
  | { readonly kind: 'one'; readonly isMember: IsMember }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

/** More steps than this is no pattern for an answer; counted repeats are written out and could reach millions. */
const mostSteps = 4000;
const mostNesting = 50;

class PatternFault extends Error {}

/** Compiles an XSD pattern. A leading `^` and a trailing `$` are taken for the anchors that authors mean by them. */
export function compilePattern(source: string): Pattern {
  try {
    const reader = { text: source, at: 0, depth: 0 };
    const tree = readBranches(reader);
    if (reader.at < source.length) throw new PatternFault('a ")" too many');
    const steps: Step[] = [];
    write(tree, { steps, left: 4 * mostSteps });
    steps.push({ kind: 'end' });
    return { steps };
  } catch (error) {
    if (error instanceof PatternFault) return { fault: error.message };
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

function readBranches(reader: Reader): Node {
  if (++reader.depth > mostNesting) throw new PatternFault('nested too deep');
  const branches = [readBranch(reader)];
  while (reader.text[reader.at] === '|') {
    reader.at++;
    branches.push(readBranch(reader));
  }
  reader.depth--;
  return { kind: 'any', parts: branches };
}

function readBranch(reader: Reader): Node {
  const { text } = reader;
  const parts: Node[] = [];
  if (text[reader.at] === '^') reader.at++;
  while (reader.at < text.length && text[reader.at] !== '|' && text[reader.at] !== ')') {
    if (text[reader.at] === '$' && /^(?:$|[|)])/.test(text.slice(reader.at + 1, reader.at + 2))) {
      reader.at++;
      break;
    }
    parts.push(readRepeat(reader, readAtom(reader)));
  }
  return { kind: 'all', parts };
}

function readRepeat(reader: Reader, part: Node): Node {
  const rest = reader.text.slice(reader.at, reader.at + 20);
  const found = /^(?:([?*+])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest);
  if (!found) {
    if (rest.startsWith('{')) throw new PatternFault('a "{" that is no quantifier');
    return part;
  }
  reader.at += found[0].length;
  const [, sign, from, comma, to] = found;
  const min = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
  const max =
    sign === '?'
      ? 1
      : sign !== undefined
        ? Infinity
        : comma === undefined
          ? min
          : to === ''
            ? Infinity
            : Number(to);
  if (min > max || min > mostSteps) throw new PatternFault('a quantifier that cannot hold');
  return { kind: 'repeat', part, min, max };
}

function readAtom(reader: Reader): Node {
  const { text } = reader;
  const sign = text[reader.at] ?? '';
  if (sign === '(') {
    reader.at++;
    if (text.startsWith('?:', reader.at)) reader.at += 2;
    else if (text[reader.at] === '?') throw new PatternFault('a group that XSD does not know');
    const inner = readBranches(reader);
    if (text[reader.at] !== ')') throw new PatternFault('a "(" that is not closed');
    reader.at++;
    return inner;
  }
  if (sign === '[') return { kind: 'one', isMember: readClass(reader) };
  if (sign === '.') {
    reader.at++;
    return { kind: 'one', isMember: isAnyCharacter };
  }
  if (sign === '\\') return { kind: 'one', isMember: readEscape(reader).isMember };
  if (/[?*+{}\]]/.test(sign)) throw new PatternFault(`a "${sign}" out of place`);
  const codePoint = readCodePoint(reader);
  return { kind: 'one', isMember: (c) => c === codePoint };
}

function readCodePoint(reader: Reader): number {
  const codePoint = reader.text.codePointAt(reader.at);
  if (codePoint === undefined) throw new PatternFault('an end too early');
  reader.at += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}

function readEscape(reader: Reader) {
  const escape = escapeAt(reader.text, reader.at + 1);
  if (!escape) throw new PatternFault(`the escape \\${reader.text[reader.at + 1] ?? ''}`);
  reader.at += 1 + escape.length;
  return escape;
}

function readClass(reader: Reader): IsMember {
  const { text } = reader;
  if (++reader.depth > mostNesting) throw new PatternFault('nested too deep');
  reader.at++;
  const isNegated = text[reader.at] === '^';
  if (isNegated) reader.at++;
  const members: IsMember[] = [];
  let without: IsMember | null = null;
  for (let isFirst = true; text[reader.at] !== ']' || isFirst; isFirst = false) {
    if (reader.at >= text.length) throw new PatternFault('a "[" that is not closed');
    if (text.startsWith('-[', reader.at) && !isFirst) {
      reader.at++;
      without = readClass(reader);
      if (text[reader.at] !== ']') throw new PatternFault('a subtraction that does not end its class');
      break;
    }
    const start = readClassSign(reader);
    const isRange = text[reader.at] === '-' && text[reader.at + 1] !== ']' && text[reader.at + 1] !== '[';
    if (isRange && start.codePoint !== null) {
      reader.at++;
      const [from, to] = [start.codePoint, readClassSign(reader).codePoint];
      if (to === null || to < from) throw new PatternFault('a range that runs backwards');
      members.push((c) => c >= from && c <= to);
    } else members.push(start.isMember);
  }
  reader.at++;
  reader.depth--;
  const has: IsMember = (c) => members.some((isMember) => isMember(c)) !== isNegated;
  const minus = without;
  return minus ? (c) => has(c) && !minus(c) : has;
}

function readClassSign(reader: Reader): { readonly isMember: IsMember; readonly codePoint: number | null } {
  if (reader.text[reader.at] === '\\') return readEscape(reader);
  const codePoint = readCodePoint(reader);
  return { isMember: (c) => c === codePoint, codePoint };
}

interface Writer {
  readonly steps: Step[];
  /** Calls of `write` left: repeats of something empty add no steps, but would take time. */
  left: number;
}

function forkAt(writer: Writer): { kind: 'fork'; first: number; second: number } {
  const fork = { kind: 'fork' as const, first: writer.steps.length + 1, second: 0 };
  writer.steps.push(fork);
  return fork;
}

function write(node: Node, writer: Writer): void {
  const { steps } = writer;
  if (steps.length > mostSteps || writer.left-- <= 0) throw new PatternFault('larger than any answer needs');
  switch (node.kind) {
    case 'one':
      steps.push(node);
      return;
    case 'all':
      node.parts.forEach((part) => write(part, writer));
      return;
    case 'any':
      writeAny(node.parts, writer);
      return;
    case 'repeat':
      for (let i = 0; i < node.min; i++) write(node.part, writer);
      if (node.max === Infinity) {
        const start = steps.length;
        const fork = forkAt(writer);
        write(node.part, writer);
        steps.push({ kind: 'fork', first: start, second: start });
        fork.second = steps.length;
        return;
      }
      writeOptional(node.part, node.max - node.min, writer);
  }
}

function writeOptional(part: Node, times: number, writer: Writer): void {
  const forks: { second: number }[] = [];
  for (let i = 0; i < times; i++) {
    forks.push(forkAt(writer));
    write(part, writer);
  }
  for (const fork of forks) fork.second = writer.steps.length;
}

function writeAny(parts: readonly Node[], writer: Writer): void {
  const exits: { first: number; second: number }[] = [];
  parts.forEach((part, i) => {
    const fork = i < parts.length - 1 ? forkAt(writer) : null;
    write(part, writer);
    if (!fork) return;
    exits.push(forkAt(writer));
    fork.second = writer.steps.length;
  });
  for (const exit of exits) exit.first = exit.second = writer.steps.length;
}

/** True where the whole text matches. `spend` is told the work done (steps visited) and may throw to end it. */
export function matchesPattern(
  pattern: { readonly steps: readonly Step[] },
  text: string,
  spend: (steps: number) => void,
): boolean {
  const { steps } = pattern;
  const reached = new Int32Array(steps.length).fill(-1);
  const reach = (from: readonly number[], position: number): number[] => {
    const open = [...from];
    const next: number[] = [];
    let visited = 1;
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      visited++;
      if (reached[index] === position) continue;
      reached[index] = position;
      const step = steps[index];
      if (step?.kind === 'fork') open.push(step.second, step.first);
      else next.push(index);
    }
    spend(visited);
    return next;
  };
  let now = reach([0], 0);
  let position = 0;
  for (const sign of text) {
    position++;
    const codePoint = sign.codePointAt(0) ?? 0;
    const passed = now.filter((index) => {
      const step = steps[index];
      return step?.kind === 'one' && step.isMember(codePoint);
    });
    now = reach(
      passed.map((index) => index + 1),
      position,
    );
    if (now.length === 0) return false;
  }
  return now.some((index) => steps[index]?.kind === 'end');
}
