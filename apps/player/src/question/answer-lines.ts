// The answer of a question as the journal keeps it: one line a value, `<response identifier>=<value>`. The same answer is
// always the same lines, whatever the order of the taps.
import { entriesOf } from './content.ts';
import type { Asked } from './content.ts';

/** What the contract takes of one answer: lines, characters of a line, characters in all. */
const MOST_LINES = 64;
const LONGEST_LINE = 2100;
const MOST_CHARACTERS = 8000;
/** The longest text that is asked for in one field. */
const LONGEST_TEXT = 2000;

/** The values kept under a response identifier, in the order of their lines. */
export function readValues(lines: readonly string[], response: string): string[] {
  const head = `${response}=`;
  return lines.filter((line) => line.startsWith(head)).map((line) => line.slice(head.length));
}

/**
 * The lines with the values of one interaction in place of its old ones. Lines stand in the order of the interactions;
 * those of the others stay as they are, also those whose identifier the document does not have, which come last.
 */
export function writeValues(
  asked: readonly Asked[],
  lines: readonly string[],
  response: string,
  values: readonly string[],
): string[] {
  const own = asked.find((each) => each.response === response);
  const groups = new Map<string, string[]>(asked.map((each) => [each.response, []]));
  const rest: string[] = [];
  for (const line of lines) {
    const name = line.slice(0, Math.max(0, line.indexOf('=')));
    if (name !== response) (groups.get(name) ?? rest).push(line);
  }
  groups.set(
    response,
    (own ? orderValues(own, values) : values).map((value) => `${response}=${value}`),
  );
  return [...[...groups.values()].flat(), ...rest];
}

/** Whether an answer is one that the server takes: at most 64 lines of 2,100 characters, 8,000 in all. */
export function isFitting(lines: readonly string[]): boolean {
  return (
    lines.length <= MOST_LINES &&
    lines.every((line) => line.length <= LONGEST_LINE) &&
    lines.reduce((sum, line) => sum + line.length, 0) <= MOST_CHARACTERS
  );
}

/** How many characters a text under this identifier may have, the other lines being as they are; 0 where no line is left. */
export function roomOf(lines: readonly string[], response: string): number {
  const others = lines.filter((line) => !line.startsWith(`${response}=`));
  if (others.length >= MOST_LINES) return 0;
  const left = MOST_CHARACTERS - others.reduce((sum, line) => sum + line.length, 0);
  return Math.max(0, Math.min(LONGEST_TEXT, Math.min(left, LONGEST_LINE) - response.length - 1));
}

/** A text as a line may hold it: no control character but tab and newline, no half character, no longer than `most`. */
export function soundText(text: string, most: number): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- exactly these are taken out
      .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      .slice(0, most)
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  );
}

/** The values in the one order they are kept in; where the order is the answer, as they are. */
function orderValues({ tag, node }: Asked, values: readonly string[]): readonly string[] {
  const ids = (tags: readonly string[]) => entriesOf(node, tags).map(({ id }) => id);
  switch (tag) {
    case 'choice':
    case 'hottext':
    case 'hotspot':
      return ids(['option', 'text-choice', 'area']).filter((id) => values.includes(id));
    case 'associate':
    case 'graphic-associate':
      return orderPairs(values.map(turnTo(ids(['option', 'area']))), ids(['option', 'area']));
    case 'match':
      return orderPairs(values, ids(['option']));
    case 'gap-match':
    case 'graphic-gap-match': {
      const swap = (pair: string) => pair.split(' ').reverse().join(' ');
      return orderPairs(values.map(swap), [...ids(['gap', 'area']), ...ids(['option'])]).map(swap);
    }
    default:
      return values;
  }
}

/** Pairs without direction begin with what stands first in the document. */
function turnTo(ids: readonly string[]): (pair: string) => string {
  return (pair) => {
    const [a = '', b = ''] = pair.split(' ');
    return ids.indexOf(a) <= ids.indexOf(b) ? pair : `${b} ${a}`;
  };
}

function orderPairs(pairs: readonly string[], ids: readonly string[]): string[] {
  const placeOf = (pair: string) => {
    const [a = '', b = ''] = pair.split(' ');
    return ids.indexOf(a) * (ids.length + 1) + ids.indexOf(b);
  };
  const isKnown = (pair: string) => pair.split(' ').every((id) => ids.includes(id));
  return [...new Set(pairs)].filter(isKnown).sort((a, b) => placeOf(a) - placeOf(b));
}

/** The values with one more or one fewer; where one only may be chosen it takes the place of the other. */
export function chooseValue(
  values: readonly string[],
  value: string,
  isChosen: boolean,
  max: number,
): readonly string[] {
  const others = values.filter((each) => each !== value);
  if (!isChosen) return others;
  if (max === 1) return [value];
  return max > 0 && others.length >= max ? values : [...others, value];
}

/** How many of the pairs use an id. A pair of one id with itself uses it twice. */
export function countUses(pairs: readonly string[], id: string): number {
  return pairs.flatMap((pair) => pair.split(' ')).filter((each) => each === id).length;
}

/** The order with one value moved a place on or back; at the ends it stays as it is. */
export function moveValue(values: readonly string[], value: string, step: 1 | -1): readonly string[] {
  const from = values.indexOf(value);
  const to = from + step;
  if (from < 0 || to < 0 || to >= values.length) return values;
  const moved = values.filter((each) => each !== value);
  moved.splice(to, 0, value);
  return moved;
}
