// Items of every kind for property tests, within what a format can hold.
import fc from 'fast-check';
import { letterOf, makeItem, noFacts, plainEssay, textFormats, titleOf } from './exchange-item.ts';
import type { Answer, AnswerKind, ExchangeItem, RichText, TextFormat } from './exchange-item.ts';

const characters =
  'abcXYZ019 酒精度白葡萄（）。，？：；“”=~#{}\\:%[]<>&"\'/->*_\n+–é𠮷😀.,!|$^`'.match(/./gsu) ?? [];

/** Text without space at its ends, not empty, of one line unless told. */
export const words = (options: { lines?: boolean; without?: RegExp } = {}): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 14 })
    .map((parts) =>
      parts
        .join('')
        .replace(options.lines ? /$^/ : /\n/g, '')
        .trim(),
    )
    .filter((text) => text !== '' && !options.without?.test(text));

export interface ItemScope {
  readonly kinds: readonly AnswerKind[];
  readonly formats?: readonly TextFormat[];
  /** Texts that the format cannot hold. */
  readonly without?: RegExp;
  readonly lines?: boolean;
  readonly full?: boolean;
}

const fractions = [100, 50, 33.33333, 25, 0, -25, -100];
const decimals = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 1000);

function answers(
  kind: AnswerKind,
  { formats = textFormats, without, lines, full }: ItemScope,
): fc.Arbitrary<Answer> {
  const text = words({ lines: lines ?? true, ...(without ? { without } : {}) });
  const line = words({ without: new RegExp(`->${without ? `|${without.source}` : ''}`) });
  const rich = fc.record({ format: fc.constantFrom(...formats), text });
  const feedback: fc.Arbitrary<RichText | null> = full ? fc.option(rich) : fc.constant(null);
  const fraction = fc.constantFrom(...fractions);
  switch (kind) {
    case 'choice':
      return fc
        .tuple(
          fc.array(fc.tuple(rich, fraction, feedback), { minLength: 2, maxLength: 6 }),
          fc.boolean(),
          fc.boolean(),
          fc.nat(),
        )
        .map(([options, isSingle, isAll, key]) => ({
          kind,
          isSingle,
          scoring: !isSingle && isAll ? ('all' as const) : ('sum' as const),
          shuffle: true,
          numbering: '',
          options: options.map(([stem, share, said], i) => ({
            id: letterOf(i),
            text: stem,
            fraction:
              i === key % options.length
                ? 100
                : !isSingle && isAll
                  ? share > 0
                    ? 100
                    : 0
                  : full
                    ? share
                    : isSingle
                      ? 0
                      : share,
            feedback: said,
          })),
        }));
    case 'judgement':
      return fc.record({
        kind: fc.constant(kind),
        correct: fc.boolean(),
        feedbackTrue: feedback,
        feedbackFalse: feedback,
      });
    case 'text':
      return fc.record({
        kind: fc.constant(kind),
        isCaseSensitive: fc.constant(false),
        answers: fc.array(
          fc.record({
            text: line,
            fraction: full ? fraction.filter((share) => share > 0) : fc.constant(100),
            feedback: feedback.filter((said) => !said?.text.includes('->')),
          }),
          { minLength: 1, maxLength: 4 },
        ),
      });
    case 'number':
      return fc.record({
        kind: fc.constant(kind),
        units: fc.constant([]),
        answers: fc
          .tuple(
            fc.array(
              fc.record({
                value: decimals,
                tolerance: fc.constantFrom(0, 0.5, 2),
                fraction: full ? fc.constantFrom(100, 50) : fc.constant(100),
                feedback,
              }),
              {
                minLength: 1,
                maxLength: 3,
              },
            ),
            feedback,
          )
          .map(([given, other]) => [
            ...given,
            ...(other ? [{ value: null, tolerance: 0, fraction: 0, feedback: other }] : []),
          ]),
      });
    case 'match':
      return fc.record({
        kind: fc.constant(kind),
        shuffle: fc.constant(true),
        pairs: fc
          .tuple(
            fc.array(
              fc.record({
                prompt: rich.map((each) => ({ ...each, text: each.text.replaceAll('->', '>') })),
                answer: line,
              }),
              { minLength: 2, maxLength: 4 },
            ),
            line,
          )
          .map(([pairs, extra]) => [...pairs, { prompt: null, answer: extra }]),
      });
    case 'essay':
      return fc.constant({ kind, ...plainEssay });
    case 'description':
      return fc.constant({ kind });
    case 'order':
      return fc.record({
        kind: fc.constant(kind),
        elements: fc.array(rich, { minLength: 2, maxLength: 5 }),
        layout: fc.constantFrom('', 'HORIZONTAL'),
        grading: fc.constantFrom('', 'ABSOLUTE_POSITION'),
      });
    case 'words':
      return fc.record({
        kind: fc.constant(kind),
        isDragged: fc.boolean(),
        shuffle: fc.boolean(),
        choices: fc.array(
          fc.record({ text: line, group: fc.constantFrom(1, 2), isInfinite: fc.constant(false) }),
          { minLength: 1, maxLength: 4 },
        ),
      });
    case 'cloze':
      return fc.record({
        kind: fc.constant(kind),
        gaps: fc.array(
          fc
            .record({
              kind: fc.constantFrom('text', 'text-case', 'choice', 'multiple-horizontal', 'number'),
              weight: fc.integer({ min: 1, max: 9 }),
              answers: fc.array(
                fc.record({ text: line, fraction, tolerance: fc.constant(null), feedback: fc.option(line) }),
                { minLength: 1, maxLength: 3 },
              ),
            })
            .map((gap) => ({
              ...gap,
              shuffle: false,
              answers:
                gap.kind === 'number'
                  ? gap.answers.map((answer, i) => ({ ...answer, text: String(i + 0.5), tolerance: 0.25 }))
                  : gap.answers,
            })),
          { minLength: 1, maxLength: 3 },
        ),
      });
  }
}

/** Every kind that the richest formats hold. */
export const everyKind = [
  'choice',
  'judgement',
  'text',
  'number',
  'match',
  'essay',
  'description',
  'order',
  'words',
  'cloze',
] as const;

/** A sound item of one of the kinds; `full` gives it feedback, tags and facts too. */
export function arbitraryItem(scope: ItemScope): fc.Arbitrary<ExchangeItem> {
  const { formats = textFormats, without, lines = true, full = false } = scope;
  const text = words({ lines, ...(without ? { without } : {}) });
  const rich = fc.record({ format: fc.constantFrom(...formats), text });
  const fact = fc.option(words({ lines }));
  const facts = fc.record({
    point: fc.option(fc.constantFrom('A1.1.1', 'B2.3')),
    difficulty: fc.option(fc.integer({ min: 1, max: 5 })),
    angoff: fc.option(fc.constantFrom(0.05, 0.7, 0.95)),
    seconds: fc.option(fc.integer({ min: 1, max: 600 })),
    source: fact,
    rationale: fact,
  });
  return fc
    .constantFrom(...scope.kinds)
    .chain((kind) =>
      fc.record({
        answer: answers(kind, scope),
        stem: rich,
        title: full ? words() : fc.constant(''),
        feedback: full && kind !== 'description' ? fc.option(rich) : fc.constant(null),
        tags: full ? fc.array(words({ without: /=/ }), { maxLength: 2 }) : fc.constant([]),
        facts: full ? facts : fc.constant(noFacts),
      }),
    )
    .map(({ answer, stem, ...more }) => {
      const marks =
        answer.kind === 'cloze'
          ? answer.gaps.map((_, i) => `{#${i + 1}}`).join(' ')
          : answer.kind === 'words'
            ? answer.choices.map((_, i) => `[[${i + 1}]]`).join(' ')
            : '';
      const grade =
        answer.kind === 'cloze' ? { grade: answer.gaps.reduce((sum, { weight }) => sum + weight, 0) } : {};
      const item = makeItem({
        id: 'q1',
        answer,
        stem: marks === '' ? stem : { ...stem, text: `${stem.text} ${marks}` },
        ...more,
        ...grade,
      });
      // A title that is what would be made of the stem says nothing, and formats that ask for one cannot tell it from none.
      return item.title === titleOf({ ...item, title: '' }) ? { ...item, title: '' } : item;
    });
}
