// The interactions of an item body, taken apart (QTI 3.0 ASI, "interactions"). Whether they fit their declarations is asked
// in interaction-checks.ts.
import { shapeOf } from './mappings.ts';
import { interactionKinds } from './model.ts';
import type { Choice, Interaction, InteractionKind, ResponseDeclaration } from './model.ts';
import type { Problems } from './problems.ts';
import { booleanOf, numberOf, wholeOf } from './values.ts';
import { childrenOf, elementsOf, findAttribute, findChild, wordsOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const interactionName = /^qti-(.+)-interaction$/;
const choiceNames: Readonly<Partial<Record<InteractionKind, readonly string[]>>> = {
  choice: ['qti-simple-choice'],
  'inline-choice': ['qti-inline-choice'],
  order: ['qti-simple-choice'],
  associate: ['qti-simple-associable-choice'],
  'gap-match': ['qti-gap-text', 'qti-gap-img'],
  'graphic-gap-match': ['qti-gap-img', 'qti-gap-text'],
  hotspot: ['qti-hotspot-choice'],
  'graphic-order': ['qti-hotspot-choice'],
  'graphic-associate': ['qti-associable-hotspot'],
  hottext: ['qti-hottext'],
};
const targetNames: Readonly<Partial<Record<InteractionKind, readonly string[]>>> = {
  'gap-match': ['qti-gap'],
  'graphic-gap-match': ['qti-associable-hotspot'],
};
const associating: readonly InteractionKind[] = [
  'match',
  'associate',
  'graphic-associate',
  'gap-match',
  'graphic-gap-match',
];
/** Kinds whose limit is 1 where the file says nothing; the others have none. */
const onceByDefault: readonly InteractionKind[] = [
  'choice',
  'hotspot',
  'hottext',
  'match',
  'associate',
  'graphic-associate',
  'select-point',
  'position-object',
];

/** The kind an element's name stands for, or null where it is no interaction of QTI. */
export function kindOf(element: XmlElement): InteractionKind | null {
  const name = interactionName.exec(element.name)?.[1];
  return interactionKinds.find((kind) => kind === name) ?? null;
}

/** All interactions under the body in document order. A portable custom interaction inside a 2.x custom interaction is one. */
export function readInteractions(
  body: XmlElement,
  responses: readonly ResponseDeclaration[],
  problems: Problems,
): Interaction[] {
  const found: Interaction[] = [];
  const visit = (element: XmlElement, within: number) => {
    const kind = kindOf(element);
    if (kind && within > 0) {
      problems.add('error', 'interaction_nested', element, 'An interaction may not stand inside another.');
    }
    // Some programs nest once all the same; a file that goes on nesting only wants to be slow.
    if (within > 1) return;
    if (kind) found.push(readInteraction(element, kind, responses, problems));
    else if (interactionName.test(element.name)) {
      problems.add('error', 'interaction_unknown', element, `<${element.name}> is no interaction of QTI.`);
    }
    if (kind === 'custom' || kind === 'portable-custom') return;
    for (const child of childrenOf(element)) visit(child, kind ? within + 1 : within);
  };
  visit(body, 0);
  return found;
}

function readInteraction(
  element: XmlElement,
  named: InteractionKind,
  responses: readonly ResponseDeclaration[],
  problems: Problems,
): Interaction {
  const isPortable =
    named === 'custom' && [...elementsOf(element)].some(({ name }) => /portable-custom/.test(name));
  const kind = isPortable ? 'portable-custom' : named;
  const id = findAttribute(element, 'response-identifier') ?? '';
  const declaration = responses.find((r) => r.id === id);
  const limit = associating.includes(kind) ? 'associations' : 'choices';
  const isSingle = declaration === undefined || declaration.cardinality === 'single';
  const prompt = findChild(element, 'qti-prompt');
  const [choices, targets] = choicesOf(element, kind, problems);
  return {
    kind,
    id,
    element,
    isInline: kind === 'text-entry' || kind === 'inline-choice' || kind === 'end-attempt',
    promptText: prompt ? wordsOf(prompt) : '',
    choices,
    targets,
    shuffle: booleanOf(findAttribute(element, 'shuffle')) ?? false,
    min: countOf(element, `min-${limit}`, 0, problems),
    max: countOf(element, `max-${limit}`, isSingle && onceByDefault.includes(kind) ? 1 : 0, problems),
    range: kind === 'slider' ? rangeOf(element, problems) : null,
    text: kind === 'text-entry' || kind === 'extended-text' ? textSettingsOf(element) : null,
    title: kind === 'end-attempt' ? (findAttribute(element, 'title') ?? '') : null,
    mediaTypes:
      kind === 'upload' ? (findAttribute(element, 'type') ?? '').split(/[\s,]+/).filter((t) => t !== '') : [],
    assets: [...elementsOf(element)].flatMap(
      (e) => findAttribute(e, e.name === 'object' ? 'data' : 'src') ?? [],
    ),
  };
}

function countOf(element: XmlElement, name: string, otherwise: number, problems: Problems): number {
  const written = findAttribute(element, name);
  if (written === null) return otherwise;
  const count = wholeOf(written);
  if (count !== null && count >= 0) return count;
  problems.add('error', 'attribute_invalid', element, `${name} is “${written}”, not a number from 0.`);
  return otherwise;
}

function choicesOf(
  element: XmlElement,
  kind: InteractionKind,
  problems: Problems,
): readonly [Choice[], Choice[]] {
  const read = (from: XmlElement, names: readonly string[] | undefined) =>
    names
      ? [...elementsOf(from)].filter((e) => names.includes(e.name)).map((e) => readChoice(e, problems))
      : [];
  if (kind === 'match') {
    const sets = childrenOf(element, 'qti-simple-match-set');
    if (sets.length !== 2)
      problems.add('error', 'match_sets_wrong', element, 'A match interaction has exactly two sets.');
    const [first, second] = [0, 1].map((i) => {
      const set = sets[i];
      return set ? read(set, ['qti-simple-associable-choice']) : [];
    });
    return [first ?? [], second ?? []];
  }
  return [read(element, choiceNames[kind]), read(element, targetNames[kind])];
}

function readChoice(element: XmlElement, problems: Problems): Choice {
  const id = findAttribute(element, 'identifier') ?? '';
  if (id === '')
    problems.add('error', 'identifier_missing', element, `<${element.name}> needs an identifier.`);
  const template = findAttribute(element, 'template-identifier');
  const words = wordsOf(element);
  const label = findAttribute(element, 'hotspot-label') ?? findAttribute(element, 'object-label');
  const picture = [...elementsOf(element)].find((e) => e.name === 'object' || e.name === 'img');
  return {
    id,
    text: words === '' ? (label ?? (picture && findAttribute(picture, 'aria-label')) ?? '') : words,
    element,
    isFixed: booleanOf(findAttribute(element, 'fixed')) ?? false,
    // A gap takes one text; what else has no limit of its own takes part once (ASI, matchMax is required there).
    matchMax: countOf(element, 'match-max', 1, problems),
    matchMin: countOf(element, 'match-min', 0, problems),
    matchGroup: (findAttribute(element, 'match-group') ?? '').split(/\s+/).filter((g) => g !== ''),
    shape: findAttribute(element, 'shape') === null ? null : shapeOf(element, problems),
    template:
      template === null ? null : { id: template, isShown: findAttribute(element, 'show-hide') !== 'hide' },
  };
}

function rangeOf(element: XmlElement, problems: Problems): Interaction['range'] {
  const lower = numberOf(findAttribute(element, 'lower-bound'));
  const upper = numberOf(findAttribute(element, 'upper-bound'));
  const step = numberOf(findAttribute(element, 'step')) ?? 1;
  if (lower === null || upper === null || lower > upper || !(step > 0)) {
    problems.add(
      'error',
      'slider_bounds_wrong',
      element,
      'A slider needs a lower bound, an upper bound above it and a step above 0.',
    );
  }
  return {
    lower: lower ?? 0,
    upper: upper ?? Math.max(lower ?? 0, 100),
    step: step > 0 ? step : 1,
    isReversed: booleanOf(findAttribute(element, 'reverse')) ?? false,
    isVertical: findAttribute(element, 'orientation') === 'vertical',
  };
}

function textSettingsOf(element: XmlElement): Interaction['text'] {
  return {
    expectedLength: wholeOf(findAttribute(element, 'expected-length')),
    expectedLines: wholeOf(findAttribute(element, 'expected-lines')),
    patternMask: findAttribute(element, 'pattern-mask'),
    placeholder: findAttribute(element, 'placeholder-text'),
    format: findAttribute(element, 'format') ?? 'plain',
    base: wholeOf(findAttribute(element, 'base')) ?? 10,
    stringId: findAttribute(element, 'string-identifier'),
  };
}
