// The key of a question in words, interaction by interaction, for who vets it: what is right, and what it is worth.
import type { Interaction, InteractionKind, Item, ResponseDeclaration } from '../qti/model.ts';
import { collectProblems } from '../qti/problems.ts';
import { startItem } from '../qti/response-processing.ts';
import { formatNumber, writeScalar } from '../qti/values.ts';
import { exchangeOfQti } from '../qti-writing/exchange-of-qti.ts';

export interface KeyOfInteraction {
  /** Its response identifier, and the QTI name of its kind. */
  readonly response: string;
  readonly kind: InteractionKind;
  /** Right answers in words; empty where none is declared: a person marks, or rules alone decide. */
  readonly correct: readonly string[];
  /** Answers worth something, with the points. */
  readonly worth: readonly { readonly answer: string; readonly points: number }[];
}

/** The clone that is looked at where a template makes many. */
const READING_SEED = 1;

function wordsOfChoices({ choices, targets }: Interaction): ReadonlyMap<string, string> {
  return new Map([...targets, ...choices].map(({ id, text }) => [id, text === '' ? id : text]));
}

function inWords(
  value: string,
  { baseType }: ResponseDeclaration,
  names: ReadonlyMap<string, string>,
): string {
  if (baseType === 'identifier') return names.get(value) ?? value;
  if (baseType !== 'pair' && baseType !== 'directedPair') return value;
  return value
    .split(' ')
    .map((id) => names.get(id) ?? id)
    .join(' → ');
}

/** The accepted answers of gaps and entries whose rules say more than their declarations do. */
function acceptedTexts(item: Item): ReadonlyMap<string, readonly string[]> {
  const { item: exchanged } = exchangeOfQti(item.root, () => new Uint8Array());
  const entries = item.interactions.filter(({ kind }) => kind === 'text-entry' || kind === 'inline-choice');
  const answer = exchanged?.answer;
  const lists =
    answer?.kind === 'cloze'
      ? answer.gaps.map(({ answers }) =>
          answers
            .filter(({ fraction }) => fraction > 0)
            .map(({ text, tolerance }) => (tolerance ? `${text} ± ${formatNumber(tolerance)}` : text)),
        )
      : answer?.kind === 'text'
        ? [answer.answers.filter(({ fraction }) => fraction > 0).map(({ text }) => text)]
        : answer?.kind === 'number'
          ? [
              answer.answers.flatMap(({ value, tolerance, fraction }) =>
                fraction > 0 && value !== null
                  ? [
                      tolerance > 0
                        ? `${formatNumber(value)} ± ${formatNumber(tolerance)}`
                        : formatNumber(value),
                    ]
                  : [],
              ),
            ]
          : [];
  if (lists.length !== entries.length) return new Map();
  return new Map(entries.map(({ id, kind }, i) => [id, kind === 'text-entry' ? (lists[i] ?? []) : []]));
}

/** The key of every interaction of one clone in document order; films and recordings, which ask nothing, are left out. */
export function keyLinesOf(item: Item, seed = READING_SEED): KeyOfInteraction[] {
  const state = startItem(item, { seed, problems: collectProblems(item.file, []) });
  const accepted = acceptedTexts(item);
  return item.interactions
    .filter(({ kind }) => kind !== 'media')
    .map((interaction): KeyOfInteraction => {
      const { id, kind } = interaction;
      const declaration = item.responses.find((each) => each.id === id);
      const names = wordsOfChoices(interaction);
      const declared = (state.corrects.get(id)?.values ?? []).map(writeScalar);
      const correct = declaration ? declared.map((value) => inWords(value, declaration, names)) : declared;
      const told = accepted.get(id) ?? [];
      const entries = declaration?.mapping?.entries ?? [];
      return {
        response: id,
        kind,
        correct: told.length > correct.length || (told.length > 0 && correct.length === 1) ? told : correct,
        worth: declaration
          ? entries.map(({ key, value }) => ({ answer: inWords(key, declaration, names), points: value }))
          : [],
      };
    });
}
