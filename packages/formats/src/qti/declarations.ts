// Declarations of response, outcome, template and context variables (QTI 3.0 ASI, "variable declarations").
import { areaMappingOf, lookupTableOf, mappingOf } from './mappings.ts';
import { baseTypes, cardinalities } from './model.ts';
import type {
  BaseType,
  Cardinality,
  ContextDeclaration,
  MaybeValue,
  OutcomeDeclaration,
  ResponseDeclaration,
  TemplateDeclaration,
  Value,
} from './model.ts';
import type { Problems } from './problems.ts';
import { booleanOf, makeRecord, makeValue, numberOf, readScalar } from './values.ts';
import { childrenOf, findAttribute, findChild, textOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** An identifier is a name without colon; a file may break that, and is then told. */
export const identifierPattern = /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u;

interface Head {
  readonly id: string;
  readonly cardinality: Cardinality;
  readonly baseType: BaseType | null;
  readonly defaultValue: MaybeValue;
  readonly line: number;
}

/** The base type of that name, or null. */
export function baseTypeOf(text: string | null): BaseType | null {
  return baseTypes.find((type) => type === text) ?? null;
}

function readHead(element: XmlElement, problems: Problems): Head | null {
  const id = findAttribute(element, 'identifier');
  if (id === null) {
    problems.add('error', 'identifier_missing', element, 'A declaration needs an identifier.');
    return null;
  }
  if (!identifierPattern.test(id)) {
    problems.add('warning', 'identifier_invalid', element, `“${id}” is no identifier of QTI.`);
  }
  const written = findAttribute(element, 'cardinality');
  const cardinality = cardinalities.find((c) => c === written);
  if (cardinality === undefined) {
    problems.add(
      'error',
      'cardinality_invalid',
      element,
      `Cardinality of ${id} is “${written ?? ''}”; single is taken.`,
    );
  }
  const type = findAttribute(element, 'base-type');
  let baseType = baseTypeOf(type);
  if (cardinality === 'record') baseType = null;
  else if (baseType === null) {
    problems.add(
      'error',
      'base_type_invalid',
      element,
      `Base type of ${id} is “${type ?? ''}”; string is taken.`,
    );
    baseType = 'string';
  }
  const kept = cardinality ?? 'single';
  const value = findChild(element, 'qti-default-value');
  const defaultValue = value ? readValue(value, kept, baseType, problems) : null;
  return { id, cardinality: kept, baseType, defaultValue, line: element.line };
}

/** The value written in the `qti-value` children of an element; values that are none of the base type are told and left out. */
export function readValue(
  element: XmlElement,
  cardinality: Cardinality,
  baseType: BaseType | null,
  problems: Problems,
): MaybeValue {
  const values = childrenOf(element, 'qti-value');
  if (cardinality === 'record' || baseType === null) return readRecord(values, problems);
  const scalars = values.flatMap((v) => {
    const scalar = readScalar(textOf(v), baseType);
    if (scalar === undefined) {
      problems.add('error', 'value_invalid', v, `“${textOf(v).trim().slice(0, 60)}” is no ${baseType}.`);
    }
    return scalar === undefined ? [] : [scalar];
  });
  if (cardinality === 'single' && scalars.length > 1) {
    problems.add(
      'warning',
      'value_too_many',
      element,
      'A single value is declared, several are given; the first is taken.',
    );
    return makeValue('single', baseType, scalars.slice(0, 1));
  }
  return makeValue(cardinality, baseType, scalars);
}

function readRecord(values: readonly XmlElement[], problems: Problems): MaybeValue {
  const fields = new Map<string, Value>();
  for (const element of values) {
    const name = findAttribute(element, 'field-identifier');
    if (name === null) {
      problems.add('error', 'field_missing', element, 'A value of a record needs a field identifier.');
      continue;
    }
    const type = baseTypeOf(findAttribute(element, 'base-type')) ?? 'string';
    const scalar = readScalar(textOf(element), type);
    const value = scalar === undefined ? null : makeValue('single', type, [scalar]);
    if (value) fields.set(name, value);
    else problems.add('error', 'value_invalid', element, `The field ${name} is no ${type}.`);
  }
  return makeRecord(fields);
}

/** A response declaration, or null where it has no identifier. */
export function readResponse(element: XmlElement, problems: Problems): ResponseDeclaration | null {
  const head = readHead(element, problems);
  if (!head) return null;
  const written = findChild(element, 'qti-correct-response');
  const correct = written ? readValue(written, head.cardinality, head.baseType, problems) : null;
  const correctTexts = written
    ? childrenOf(written, 'qti-value').map((v) => textOf(v).replace(/\s+/g, ' ').trim())
    : [];
  const mapping = findChild(element, 'qti-mapping');
  const areas = findChild(element, 'qti-area-mapping');
  return {
    ...head,
    correct,
    correctTexts,
    mapping: mapping ? mappingOf(mapping, head.baseType, problems) : null,
    areaMapping: areas ? areaMappingOf(areas, problems) : null,
  };
}

/** An outcome declaration, or null where it has no identifier. */
export function readOutcome(element: XmlElement, problems: Problems): OutcomeDeclaration | null {
  const head = readHead(element, problems);
  if (!head) return null;
  return {
    ...head,
    normalMaximum: numberOf(findAttribute(element, 'normal-maximum')),
    normalMinimum: numberOf(findAttribute(element, 'normal-minimum')),
    masteryValue: numberOf(findAttribute(element, 'mastery-value')),
    externalScored: findAttribute(element, 'external-scored'),
    lookupTable: lookupTableOf(element, problems),
    interpretation: findAttribute(element, 'interpretation'),
  };
}

/** A template declaration, or null where it has no identifier. */
export function readTemplate(element: XmlElement, problems: Problems): TemplateDeclaration | null {
  const head = readHead(element, problems);
  return (
    head && {
      ...head,
      isMathVariable: booleanOf(findAttribute(element, 'math-variable')) ?? false,
      isParamVariable: booleanOf(findAttribute(element, 'param-variable')) ?? false,
    }
  );
}

/** A context declaration, or null where it has no identifier. */
export function readContext(element: XmlElement, problems: Problems): ContextDeclaration | null {
  return readHead(element, problems);
}

/** All declarations of one kind under an element; a second one of the same identifier is an error and left out. */
export function readDeclarations<D extends { readonly id: string }>(
  root: XmlElement,
  name: string,
  read: (element: XmlElement, problems: Problems) => D | null,
  taken: Set<string>,
  problems: Problems,
): D[] {
  return childrenOf(root, name).flatMap((element) => {
    const declaration = read(element, problems);
    if (!declaration) return [];
    if (taken.has(declaration.id)) {
      problems.add(
        'error',
        'identifier_twice',
        element,
        `The identifier ${declaration.id} is declared twice.`,
      );
      return [];
    }
    taken.add(declaration.id);
    return [declaration];
  });
}
