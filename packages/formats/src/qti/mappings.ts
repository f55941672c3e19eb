// Tables of a declaration: from response values to numbers (mapping), from points to numbers (area mapping), from a number to
// an outcome (lookup tables).
import type { AreaMapping, BaseType, LookupTable, Mapping, Shape } from './model.ts';
import { shapes } from './model.ts';
import type { Problems } from './problems.ts';
import { booleanOf, numberOf, readScalar } from './values.ts';
import { childrenOf, findAttribute, findChild } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

function boundsOf(element: XmlElement) {
  return {
    lowerBound: numberOf(findAttribute(element, 'lower-bound')),
    upperBound: numberOf(findAttribute(element, 'upper-bound')),
    defaultValue: numberOf(findAttribute(element, 'default-value')) ?? 0,
  };
}

function mappedValueOf(entry: XmlElement, problems: Problems): number | null {
  const value = numberOf(findAttribute(entry, 'mapped-value'));
  if (value === null)
    problems.add('error', 'map_entry_invalid', entry, 'A map entry needs a number as mapped value.');
  return value;
}

/** The mapping of a response; entries without a number or with a key that is none of the base type are told and left out. */
export function mappingOf(element: XmlElement, baseType: BaseType | null, problems: Problems): Mapping {
  const entries = childrenOf(element, 'qti-map-entry').flatMap((entry) => {
    const key = entry.attributes.get('map-key');
    const value = mappedValueOf(entry, problems);
    if (value === null) return [];
    if (key === undefined || (baseType && key !== '' && readScalar(key, baseType) === undefined)) {
      problems.add(
        'error',
        'map_entry_invalid',
        entry,
        `The map key “${key ?? ''}” is no ${baseType ?? 'value'}.`,
      );
      return [];
    }
    return [{ key, value, caseSensitive: booleanOf(findAttribute(entry, 'case-sensitive')) ?? false }];
  });
  if (entries.length === 0) problems.add('warning', 'mapping_empty', element, 'A mapping without entries.');
  return { ...boundsOf(element), entries };
}

/** The area mapping of a response of points. */
export function areaMappingOf(element: XmlElement, problems: Problems): AreaMapping {
  const entries = childrenOf(element, 'qti-area-map-entry').flatMap((entry) => {
    const value = mappedValueOf(entry, problems);
    const shape = shapeOf(entry, problems);
    return value === null || !shape ? [] : [{ shape, value }];
  });
  return { ...boundsOf(element), entries };
}

const coordinateCounts: Readonly<Record<Shape['name'], (count: number) => boolean>> = {
  circle: (n) => n === 3,
  default: () => true,
  ellipse: (n) => n === 4,
  poly: (n) => n >= 6 && n % 2 === 0,
  rect: (n) => n === 4,
};

/** The shape an element names by `shape` and `coords`, or null (told) where the coordinates do not fit it. */
export function shapeOf(element: XmlElement, problems: Problems): Shape | null {
  const written = findAttribute(element, 'shape');
  const name = shapes.find((s) => s === written);
  const texts = (findAttribute(element, 'coords') ?? '').split(/[\s,]+/).filter((t) => t !== '');
  const coords = texts.map((text) => numberOf(text.replace(/%$/, '')));
  if (name === undefined || coords.includes(null) || !coordinateCounts[name](coords.length)) {
    problems.add(
      'error',
      'shape_invalid',
      element,
      `The shape “${written ?? ''}” and its coordinates do not fit.`,
    );
    return null;
  }
  if (texts.some((text) => text.endsWith('%'))) {
    problems.add('warning', 'shape_percent', element, 'Coordinates in percent are read as pixels.');
  }
  return { name, coords: coords.filter((c) => c !== null) };
}

/** The lookup table of an outcome, or null without one. */
export function lookupTableOf(element: XmlElement, problems: Problems): LookupTable | null {
  const match = findChild(element, 'qti-match-table');
  const interpolation = findChild(element, 'qti-interpolation-table');
  const table = match ?? interpolation;
  if (!table) return null;
  const defaultValue = findAttribute(table, 'default-value');
  const name = match ? 'qti-match-table-entry' : 'qti-interpolation-table-entry';
  const entries = childrenOf(table, name).flatMap((entry) => {
    const source = numberOf(findAttribute(entry, 'source-value'));
    const target = findAttribute(entry, 'target-value');
    if (source === null || target === null) {
      problems.add(
        'error',
        'lookup_entry_invalid',
        entry,
        'A table entry needs a source and a target value.',
      );
      return [];
    }
    return [
      { source, target, includesBoundary: booleanOf(findAttribute(entry, 'include-boundary')) ?? true },
    ];
  });
  return match
    ? { kind: 'match', defaultValue, entries: entries.map(({ source, target }) => ({ source, target })) }
    : { kind: 'interpolation', defaultValue, entries };
}
