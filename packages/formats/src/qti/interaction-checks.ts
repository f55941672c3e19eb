// Whether an interaction fits its declaration: identifiers, types, and the correct values it is judged by.
import type {
  BaseType,
  Cardinality,
  Interaction,
  InteractionKind,
  Item,
  ResponseDeclaration,
  Scalar,
} from './model.ts';
import type { Problems } from './problems.ts';
import { writeScalar } from './values.ts';

interface Fit {
  readonly cardinalities: readonly Cardinality[];
  readonly baseTypes: readonly BaseType[];
}

const oneOrMany: readonly Cardinality[] = ['single', 'multiple'];
const texts: readonly BaseType[] = ['string', 'integer', 'float', 'identifier'];
/** Which declarations an interaction may be bound to (QTI 3.0 ASI, each interaction's first paragraphs); kinds left out may bind anything. */
const fits: Readonly<Partial<Record<InteractionKind, Fit>>> = {
  choice: { cardinalities: oneOrMany, baseTypes: ['identifier'] },
  'text-entry': {
    cardinalities: ['single', 'record', 'multiple', 'ordered'],
    baseTypes: [...texts, 'duration'],
  },
  'inline-choice': { cardinalities: ['single'], baseTypes: ['identifier'] },
  'extended-text': { cardinalities: ['single', 'multiple', 'ordered', 'record'], baseTypes: texts },
  match: { cardinalities: oneOrMany, baseTypes: ['directedPair'] },
  order: { cardinalities: ['ordered'], baseTypes: ['identifier'] },
  associate: { cardinalities: oneOrMany, baseTypes: ['pair'] },
  'gap-match': { cardinalities: oneOrMany, baseTypes: ['directedPair'] },
  'graphic-gap-match': { cardinalities: oneOrMany, baseTypes: ['directedPair'] },
  'graphic-order': { cardinalities: ['ordered'], baseTypes: ['identifier'] },
  'graphic-associate': { cardinalities: oneOrMany, baseTypes: ['pair'] },
  hotspot: { cardinalities: oneOrMany, baseTypes: ['identifier'] },
  hottext: { cardinalities: oneOrMany, baseTypes: ['identifier'] },
  'select-point': { cardinalities: oneOrMany, baseTypes: ['point'] },
  'position-object': { cardinalities: oneOrMany, baseTypes: ['point'] },
  slider: { cardinalities: ['single'], baseTypes: ['integer', 'float'] },
  drawing: { cardinalities: ['single'], baseTypes: ['file'] },
  upload: { cardinalities: oneOrMany, baseTypes: ['file'] },
  media: { cardinalities: ['single'], baseTypes: ['integer'] },
  'end-attempt': { cardinalities: ['single'], baseTypes: ['boolean'] },
};

const withChoices: readonly InteractionKind[] = [
  'choice',
  'inline-choice',
  'order',
  'associate',
  'match',
  'gap-match',
  'graphic-gap-match',
  'hotspot',
  'graphic-order',
  'graphic-associate',
  'hottext',
];

/** Tells everything about the interactions of an item that does not fit together. */
export function checkInteractions(item: Item, problems: Problems): void {
  const bound = new Map<string, Interaction>();
  for (const interaction of item.interactions) {
    const { element, id, kind } = interaction;
    checkChoices(interaction, problems);
    if (id === '') {
      problems.add(
        'error',
        'response_identifier_missing',
        element,
        `<${element.name}> needs a response-identifier.`,
      );
      continue;
    }
    const declaration = item.responses.find((r) => r.id === id);
    if (!declaration) {
      problems.add('error', 'response_undeclared', element, `The response ${id} is not declared.`);
      continue;
    }
    const first = bound.get(id);
    // Position object interactions of one stage share a response only by mistake too, as every interaction has its own.
    if (first)
      problems.add(
        'error',
        'response_bound_twice',
        element,
        `The response ${id} already belongs to another interaction.`,
      );
    else bound.set(id, interaction);
    const fit = fits[kind];
    if (fit) checkFit(interaction, declaration, fit, problems);
    checkCorrect(interaction, declaration, problems);
  }
  for (const { id, line } of item.responses) {
    if (!bound.has(id) && id !== 'numAttempts' && id !== 'duration') {
      problems.add('info', 'response_unbound', line, `No interaction gives the response ${id}.`);
    }
  }
}

function checkChoices({ element, kind, choices, targets, min, max }: Interaction, problems: Problems): void {
  if (!withChoices.includes(kind)) return;
  if (choices.length === 0)
    problems.add('error', 'choices_missing', element, `<${element.name}> offers nothing to choose.`);
  const seen = new Set<string>();
  for (const choice of [...choices, ...targets]) {
    if (choice.id === '') continue;
    if (seen.has(choice.id)) {
      problems.add(
        'error',
        'identifier_twice',
        choice.element,
        `The identifier ${choice.id} stands twice in one interaction.`,
      );
    }
    seen.add(choice.id);
  }
  if (max > 0 && min > max)
    problems.add(
      'error',
      'choice_limits_wrong',
      element,
      `At least ${min} and at most ${max} cannot both hold.`,
    );
}

function checkFit(
  interaction: Interaction,
  declaration: ResponseDeclaration,
  fit: Fit,
  problems: Problems,
): void {
  const { element, id, kind, max } = interaction;
  const { cardinality, baseType } = declaration;
  if (!fit.cardinalities.includes(cardinality)) {
    problems.add(
      'error',
      'response_type_mismatch',
      element,
      `A ${kind} interaction cannot give the cardinality ${cardinality} of ${id}.`,
    );
  }
  if (baseType && !fit.baseTypes.includes(baseType)) {
    problems.add(
      'error',
      'response_type_mismatch',
      element,
      `A ${kind} interaction cannot give the base type ${baseType} of ${id}.`,
    );
  }
  if (
    cardinality === 'single' &&
    max !== 1 &&
    (kind === 'choice' || kind === 'hotspot' || kind === 'hottext')
  ) {
    problems.add(
      'warning',
      'choice_limits_wrong',
      element,
      `${id} is single, but ${max === 0 ? 'any number' : max} may be chosen.`,
    );
  }
}

function checkCorrect(
  interaction: Interaction,
  { correct, id, baseType }: ResponseDeclaration,
  problems: Problems,
): void {
  if (!correct || !withChoices.includes(interaction.kind)) return;
  const first = new Set(interaction.choices.map((c) => c.id));
  const second = new Set(interaction.targets.map((c) => c.id));
  const isUnknown = (value: Scalar) => {
    const text = writeScalar(value);
    if (baseType === 'identifier') return !first.has(text);
    const [a, b] = text.split(' ');
    if (a === undefined || b === undefined) return true;
    return interaction.targets.length > 0
      ? !(first.has(a) && second.has(b))
      : !(first.has(a) && first.has(b));
  };
  for (const value of correct.values.filter(isUnknown)) {
    problems.add(
      'error',
      'correct_unknown',
      interaction.element,
      `The correct value “${writeScalar(value)}” of ${id} is none that can be given.`,
    );
  }
  if (interaction.max > 0 && correct.values.length > interaction.max) {
    problems.add(
      'warning',
      'correct_too_many',
      interaction.element,
      `${id} has more correct values than may be chosen.`,
    );
  }
}
