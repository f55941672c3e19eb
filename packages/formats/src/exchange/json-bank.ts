// Banks as files of JSON (demo/banks/README.md): `{ "points": [...], "items": [...] }` with theory items.
import { problemsOfTheoryItem } from '@jiangping/domain/items/item';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { describeRefusal } from '@jiangping/domain/refusals';
import { makeItem, plain } from './exchange-item.ts';
import type { BankPoint, ExchangeItem } from './exchange-item.ts';
import { createProblemList } from './reading.ts';
import type { BankReading } from './reading.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A theory item of a JSON bank as an item to exchange; nothing of it is lost. */
export function exchangeTheoryItem(item: TheoryItem): ExchangeItem {
  const { id, interaction, stem, options, correct, ...facts } = item;
  return makeItem({
    id,
    stem: plain(stem),
    facts: {
      point: facts.point,
      difficulty: facts.difficulty,
      angoff: facts.angoff,
      seconds: facts.seconds,
      source: facts.source,
      rationale: facts.rationale,
    },
    answer:
      interaction === 'judgement'
        ? { kind: 'judgement', correct: correct[0] === 'true', feedbackTrue: null, feedbackFalse: null }
        : {
            kind: 'choice',
            isSingle: interaction === 'single',
            scoring: interaction === 'single' ? 'sum' : 'all',
            shuffle: true,
            numbering: '',
            options: options.map((option) => ({
              id: option.id,
              text: plain(option.text),
              fraction: correct.includes(option.id) ? 100 : 0,
              feedback: null,
            })),
          },
  });
}

/** The theory item again, or null for an item that a JSON bank cannot hold. */
export function theoryItemOf(item: ExchangeItem): TheoryItem | null {
  const { answer, facts, id, stem } = item;
  const { point, difficulty, angoff, seconds, source, rationale } = facts;
  if (point === null || difficulty === null || angoff === null || seconds === null) return null;
  const given = { id, stem: stem.text, point, difficulty, angoff, seconds };
  const told = { source: source ?? '', rationale: rationale ?? '' };
  if (answer.kind === 'judgement')
    return { ...given, ...told, interaction: 'judgement', options: [], correct: [String(answer.correct)] };
  if (answer.kind !== 'choice') return null;
  return {
    ...given,
    ...told,
    interaction: answer.isSingle ? 'single' : 'multiple',
    options: answer.options.map((option) => ({ id: option.id, text: option.text.text })),
    correct: answer.options.filter(({ fraction }) => fraction > 0).map((option) => option.id),
  };
}

function toTheoryItem(value: unknown): TheoryItem | string {
  if (!isFields(value)) return 'no object';
  for (const field of ['id', 'stem', 'point', 'source', 'rationale']) if (!isText(value[field])) return field;
  for (const field of ['difficulty', 'angoff', 'seconds']) if (!isNumber(value[field])) return field;
  const { interaction, options, correct } = value;
  if (interaction !== 'single' && interaction !== 'multiple' && interaction !== 'judgement')
    return 'interaction';
  const isOptions =
    Array.isArray(options) &&
    options.every((each) => isFields(each) && isText(each['id']) && isText(each['text']));
  if (!isOptions) return 'options';
  if (!Array.isArray(correct) || !correct.every(isText)) return 'correct';
  // Every field was looked at above.
  return value as unknown as TheoryItem;
}

function toPoint(value: unknown): BankPoint | null {
  if (!isFields(value)) return null;
  const { code, name, importance } = value;
  return isText(code) && isText(name) && isText(importance) ? { code, name, importance } : null;
}

/** Reads a JSON bank; an item of another shape is told and left out, an unsound one is told by the domain's own rules and kept. */
export function readJsonBank(text: string, file: string): BankReading {
  const list = createProblemList(file);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    list.add('error', 'json_malformed', '', 'The file is not JSON.');
  }
  if (!isFields(root) || !Array.isArray(root['items'])) {
    if (list.problems.length === 0) list.add('error', 'json_no_bank', '', 'The file has no list “items”.');
    return { items: [], points: [], problems: list.problems };
  }
  const points = Array.isArray(root['points'])
    ? root['points'].map(toPoint).filter((each) => each !== null)
    : [];
  const ids = new Set<string>();
  const items: ExchangeItem[] = [];
  root['items'].forEach((value: unknown, i) => {
    const item = toTheoryItem(value);
    if (typeof item === 'string') {
      list.add(
        'error',
        'json_item_wrong',
        ` items[${i}]`,
        `The item is not of the shape of a theory item: ${item}.`,
      );
      return;
    }
    for (const { code, facts } of problemsOfTheoryItem(item)) {
      const [zh, en] = (['zh', 'en'] as const).map(
        (language) => describeRefusal(code, facts, language).sentence,
      );
      list.addWorded('error', code, ` items[${i}] ${item.id}`, `${zh} ${en}`);
    }
    if (ids.has(item.id))
      list.add('error', 'item_duplicate_id', ` items[${i}] ${item.id}`, `The id ${item.id} stands twice.`);
    ids.add(item.id);
    items.push(exchangeTheoryItem(item));
  });
  return { items, points, problems: list.problems };
}
