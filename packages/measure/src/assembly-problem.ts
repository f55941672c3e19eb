import { ownRules } from './assembly-model.ts';

/** Something wrong with a model: where (a path such as 'items[3].angoff') and what, as a snake_case code. */
export interface ModelProblem {
  at: string;
  code: string;
}

/** Sizes beyond which a model is refused unread: they protect the engine and the machine, not the measurement. */
export interface ModelLimits {
  items: number;
  forms: number;
  constraints: number;
  /** Information points, values of one attribute, enemies of one item. */
  list: number;
  attributes: number;
  /** Characters of an id, name or value. */
  text: number;
  /** Magnitude of any number. */
  magnitude: number;
  timeLimit: number;
  /** How many problems are listed before reading stops. */
  problems: number;
}

export const modelLimits: ModelLimits = {
  items: 20_000,
  forms: 20,
  constraints: 10_000,
  list: 500,
  attributes: 100,
  text: 500,
  magnitude: 1e9,
  timeLimit: 3600,
  problems: 100,
};

/**
 * Everything that keeps a value (parsed from anywhere, nothing about it believed) from being a model that can be
 * assembled; the empty list means that it is one. A contradiction between rules is no problem of this kind: that
 * is what `assemble` explains. Numbers must be finite, ids unique and known, and every attribute a rule names
 * must occur in the bank, so that a misspelt rule is not silently satisfied.
 */
export function findModelProblems(value: unknown, limits: ModelLimits = modelLimits): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const refuse = (at: string, code: string): false => {
    if (problems.length < limits.problems) problems.push({ at, code });
    return false;
  };
  const text = (at: string, found: unknown): found is string =>
    (typeof found === 'string' && found !== '' && found.length <= limits.text) ||
    refuse(at, 'not_a_short_text');
  const short = (at: string, found: unknown): boolean =>
    (typeof found === 'string' && found.length <= limits.text) || refuse(at, 'not_a_short_text');
  const number = (
    at: string,
    found: unknown,
    min = -limits.magnitude,
    max = limits.magnitude,
  ): found is number =>
    (typeof found === 'number' && found >= min && found <= max) || refuse(at, 'not_a_number_in_range');
  const integer = (at: string, found: unknown, min: number, max: number): found is number =>
    number(at, found, min, max) && (Number.isInteger(found) || refuse(at, 'not_an_integer'));
  const list = (at: string, found: unknown, max: number): found is unknown[] =>
    (Array.isArray(found) && found.length <= max) || refuse(at, 'not_a_list_in_range');
  const record = (
    at: string,
    found: unknown,
    fields?: readonly string[],
  ): found is Record<string, unknown> => {
    if (typeof found !== 'object' || found === null || Array.isArray(found))
      return refuse(at, 'not_an_object');
    const keys = Object.keys(found);
    if (keys.length > limits.attributes) return refuse(at, 'too_many_fields');
    for (const key of keys) if (fields && !fields.includes(key)) refuse(`${at}.${key}`, 'unknown_field');
    return true;
  };
  const uniqueTexts = (at: string, found: unknown, known: Set<string>, max: number): void => {
    if (found === undefined || !list(at, found, max)) return;
    const seen = new Set<unknown>();
    found.forEach((entry, place) => {
      if (!text(`${at}[${place}]`, entry)) return;
      if (!known.has(entry)) refuse(`${at}[${place}]`, 'unknown_name');
      if (seen.has(entry)) refuse(`${at}[${place}]`, 'repeated');
      seen.add(entry);
    });
  };

  if (!record('model', value, modelFields)) return problems;
  const { items, forms, size, objective, constraints, overlap, angoffBand, gap } = value;
  if (!list('items', items, limits.items) || items.length === 0) {
    refuse('items', 'no_items');
    return problems;
  }

  const ids = new Set<string>();
  const sets = new Set<string>();
  const attributeNames = new Set<string>();
  const numericCounts = new Map<string, number>();
  const countNumber = (name: string): void => {
    numericCounts.set(name, (numericCounts.get(name) ?? 0) + 1);
  };
  let infoLength: number | undefined;
  items.forEach((item, place) => {
    const at = `items[${place}]`;
    if (problems.length >= limits.problems || !record(at, item, itemFields)) return;
    if (text(`${at}.id`, item['id'])) {
      if (ids.has(item['id'])) refuse(`${at}.id`, 'repeated');
      ids.add(item['id']);
    }
    if (item['angoff'] !== undefined && number(`${at}.angoff`, item['angoff'], 0, 1)) countNumber('angoff');
    if (item['seconds'] !== undefined && number(`${at}.seconds`, item['seconds'], 0)) countNumber('seconds');
    if (item['points'] !== undefined) number(`${at}.points`, item['points'], Number.MIN_VALUE);
    if (item['set'] !== undefined && text(`${at}.set`, item['set'])) sets.add(item['set']);
    const { info } = item;
    if (info !== undefined && list(`${at}.info`, info, limits.list)) {
      info.forEach((entry, point) => number(`${at}.info[${point}]`, entry));
      infoLength ??= info.length;
      if (info.length !== infoLength) refuse(`${at}.info`, 'different_points');
    }
    const attributes = item['attributes'] ?? {};
    if (!record(`${at}.attributes`, attributes)) return;
    for (const [name, held] of Object.entries(attributes)) {
      const path = `${at}.attributes.${name}`;
      if (!text(path, name)) continue;
      if (reservedNames.includes(name)) refuse(path, 'reserved_name');
      attributeNames.add(name);
      if (typeof held === 'number') {
        if (number(path, held)) countNumber(name);
      } else if (typeof held === 'string') short(path, held);
      else if (typeof held !== 'boolean' && list(path, held, limits.list))
        held.forEach((entry, nth) => text(`${path}[${nth}]`, entry));
    }
  });
  // The enemies are read last: they may name items that stand further down.
  items.forEach((item: unknown, place) => {
    const { id, enemies } = (item ?? {}) as { id?: unknown; enemies?: unknown };
    uniqueTexts(`items[${place}].enemies`, enemies, ids, limits.list);
    if (Array.isArray(enemies) && enemies.includes(id)) refuse(`items[${place}].enemies`, 'own_enemy');
  });

  const numeric = (at: string, name: unknown): void => {
    if (!text(at, name)) return;
    const known = attributeNames.has(name);
    if (name === 'points' && !known) return;
    if (!known && name !== 'angoff' && name !== 'seconds') refuse(at, 'unknown_attribute');
    else if (numericCounts.get(name) !== items.length) refuse(at, 'not_numeric_on_every_item');
  };
  integer('forms', forms, 1, limits.forms);
  if (size !== undefined) integer('size', size, 1, limits.items);
  if (gap !== undefined) number('gap', gap, 0, 1);
  if (value['timeLimit'] !== undefined) number('timeLimit', value['timeLimit'], 0.001, limits.timeLimit);
  if (value['seed'] !== undefined) integer('seed', value['seed'], 0, 2 ** 31 - 1);
  if (overlap !== undefined && record('overlap', overlap, ['max']))
    integer('overlap.max', overlap['max'], 0, limits.items);
  if (angoffBand !== undefined && record('angoffBand', angoffBand, ['center', 'width'])) {
    number('angoffBand.center', angoffBand['center']);
    number('angoffBand.width', angoffBand['width'], 0);
    items.forEach((item: unknown, place) => {
      const { angoff } = (item ?? {}) as { angoff?: unknown };
      if (angoff === undefined) refuse(`items[${place}].angoff`, 'missing_for_band');
    });
  }
  uniqueTexts('include', value['include'], ids, limits.items);
  uniqueTexts('exclude', value['exclude'], ids, limits.items);
  const { allOrNone } = value;
  if (allOrNone !== undefined && list('allOrNone', allOrNone, limits.items)) {
    const seen = new Set<string>();
    allOrNone.forEach((entry, place) => {
      const at = `allOrNone[${place}]`;
      if (Array.isArray(entry)) {
        if (entry.length === 0) refuse(at, 'no_items');
        uniqueTexts(at, entry, ids, limits.items);
      } else if (text(at, entry) && !sets.has(entry)) refuse(at, 'unknown_name');
      const key = JSON.stringify(entry);
      if (seen.has(key)) refuse(at, 'repeated');
      seen.add(key);
    });
  }

  if (record('objective', objective, ['kind', 'of', 'target'])) {
    const { kind, of, target } = objective;
    if (of !== 'info') numeric('objective.of', of);
    else if (!infoLength) refuse('objective.of', 'no_information');
    const points = of === 'info' ? infoLength : 1;
    if (kind === 'max-sum' && target !== undefined) refuse('objective.target', 'target_without_use');
    else if (kind === 'min-deviation' && target === undefined) refuse('objective.target', 'target_missing');
    else if (kind !== 'max-sum' && kind !== 'maximin' && kind !== 'min-deviation')
      refuse('objective.kind', 'unknown_kind');
    else if (target !== undefined) {
      const targets: unknown[] = Array.isArray(target) ? target : [target];
      if (Array.isArray(target) && targets.length !== points) refuse('objective.target', 'different_points');
      const least = kind === 'maximin' ? 1e-6 : -limits.magnitude;
      targets.forEach((entry, point) => number(`objective.target[${point}]`, entry, least));
    }
  }

  const names = new Set<string>(ownRules);
  const rules = constraints ?? [];
  if (!list('constraints', rules, limits.constraints)) return problems;
  rules.forEach((constraint, place) => {
    const at = `constraints[${place}]`;
    if (problems.length >= limits.problems || !record(at, constraint, constraintFields)) return;
    const { name, where, min, max, sum, form } = constraint;
    if (text(`${at}.name`, name)) {
      if (ownRules.some((own) => own === name)) refuse(`${at}.name`, 'reserved_name');
      else if (names.has(name)) refuse(`${at}.name`, 'repeated');
      names.add(name);
    }
    const bounded = [
      min !== undefined && number(`${at}.min`, min),
      max !== undefined && number(`${at}.max`, max),
    ];
    if (min === undefined && max === undefined) refuse(at, 'no_limit');
    if (bounded.every(Boolean) && (min as number) > (max as number)) refuse(at, 'min_above_max');
    if (sum !== undefined) numeric(`${at}.sum`, sum);
    if (form !== undefined) integer(`${at}.form`, form, 0, (typeof forms === 'number' ? forms : 1) - 1);
    if (!record(`${at}.where`, where)) return;
    for (const [attribute, wanted] of Object.entries(where)) {
      const path = `${at}.where.${attribute}`;
      if (attribute !== 'id' && attribute !== 'set' && !attributeNames.has(attribute))
        refuse(path, 'unknown_attribute');
      const all: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
      if (!list(path, all, limits.items)) continue;
      for (const entry of all) {
        if (typeof entry === 'number') number(path, entry);
        else if (typeof entry !== 'boolean') short(path, entry);
      }
      if (attribute === 'id' && all.some((entry) => !ids.has(entry as string))) refuse(path, 'unknown_name');
    }
  });
  uniqueTexts('firm', value['firm'], names, limits.constraints);
  return problems;
}

const reservedNames = ['angoff', 'seconds', 'info', 'id', 'set'];
const itemFields = ['id', 'info', 'attributes', 'angoff', 'points', 'seconds', 'enemies', 'set'];
const constraintFields = ['name', 'where', 'min', 'max', 'sum', 'form'];
const modelFields = [
  'items',
  'forms',
  'size',
  'objective',
  'constraints',
  'include',
  'exclude',
  'allOrNone',
  'overlap',
  'angoffBand',
  'firm',
  'gap',
  'timeLimit',
  'seed',
];
