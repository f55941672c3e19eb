// Says where a document differs from the schemas of QTI 3.0. Other systems validate before they read, so what is written must
// not differ; what is read may, and is told.
import type { XmlElement } from '../qti/xml-tree.ts';
import { fitsType } from './attribute-rules.ts';
import { walkModel } from './content-model.ts';
import type { ContentModel } from './content-model.ts';
import { asiSchema, manifestSchema } from './schema.ts';
import type { Schema } from './schema.ts';

export type SchemaFaultCode =
  | 'schema_element_unknown'
  | 'schema_element_misplaced'
  | 'schema_element_missing'
  | 'schema_text_misplaced'
  | 'schema_text_invalid'
  | 'schema_attribute_unknown'
  | 'schema_attribute_missing'
  | 'schema_attribute_invalid';

/** One difference. */
export interface SchemaFault {
  readonly code: SchemaFaultCode;
  /** The element that it is told of, with its line. */
  readonly at: XmlElement;
  /** The names from the root to it: `/qti-assessment-item/qti-item-body`. */
  readonly path: string;
  /** What is wrong, in English. */
  readonly message: string;
}

/** The most names that a message lists. */
const mostNames = 6;

function listed(names: readonly string[]): string {
  const shown = [...new Set(names)];
  const more = shown.length > mostNames ? ` or ${shown.length - mostNames} others` : '';
  return shown
    .slice(0, mostNames)
    .map((name) => `<${name}>`)
    .join(', ')
    .concat(more);
}

interface Walk {
  readonly schema: Schema;
  readonly faults: SchemaFault[];
}

/** How the models call a child: its name, null where it may stand anywhere, in braces where no schema here knows its namespace. */
function calledBy(child: XmlElement, { namespaces, guests, passing }: Schema): string | null {
  if (passing.includes(child.namespace)) return null;
  const isKnown =
    child.namespace === '' || namespaces.includes(child.namespace) || guests.includes(child.namespace);
  return isKnown ? child.name : `{${child.namespace}}${child.name}`;
}

function checkAttributes(element: XmlElement, parent: string, path: string, { schema, faults }: Walk): void {
  const { byName, isOpen } = schema.attributesOf(element.name, parent);
  const tell = (code: SchemaFaultCode, message: string) => faults.push({ code, at: element, path, message });
  for (const [name, value] of element.attributes) {
    const rule = byName.get(name);
    // Attributes of other namespaces (xml:, xsi:) and HTML's data-* are nowhere forbidden by what reads the documents.
    if (!rule && !isOpen && !/[:}]|^data-/.test(name))
      tell('schema_attribute_unknown', `<${element.name}> has no attribute ${name}.`);
    if (rule && !fitsType(value, rule.type))
      tell(
        'schema_attribute_invalid',
        `The attribute ${name} of <${element.name}> takes ${rule.type ?? ''}, not “${value.slice(0, 60)}”.`,
      );
  }
  for (const [name, { isRequired }] of byName) {
    if (isRequired && !element.attributes.has(name))
      tell('schema_attribute_missing', `<${element.name}> needs the attribute ${name}.`);
  }
}

function checkContent(element: XmlElement, model: ContentModel, path: string, walk: Walk): void {
  const { schema, faults } = walk;
  const children = walkModel(model);
  const misplaced = new Set<string>();
  const tellMissing = (message: string, at = element) =>
    faults.push({ code: 'schema_element_missing', at, path, message });
  let hasStrayText = false;
  for (const child of element.children) {
    if (child.kind === 'text') {
      hasStrayText ||= !model.hasText && child.text.trim() !== '';
      continue;
    }
    const called = calledBy(child, schema);
    if (called === null || children.take(called)) continue;
    const isKnown = schema.modelOf(called, element.name) !== null;
    const missing = isKnown ? children.skipTo(called) : null;
    if (missing) {
      tellMissing(`<${element.name}> needs ${listed(missing)} before <${called}>.`, child);
      continue;
    }
    if (isKnown) misplaced.add(called);
    const told = isKnown
      ? model.names.has(called)
        ? `<${called}> stands in the wrong order in <${element.name}>, or too often.`
        : `<${called}> may not stand in <${element.name}>.`
      : `QTI 3.0 knows no <${called}> here.`;
    const code = isKnown ? 'schema_element_misplaced' : 'schema_element_unknown';
    faults.push({ code, at: child, path: `${path}/${child.name}`, message: told });
  }
  if (hasStrayText)
    faults.push({
      code: 'schema_text_misplaced',
      at: element,
      path,
      message: `Words may not stand directly in <${element.name}>, only in elements in it.`,
    });
  const expected = children.expected();
  // What stands at the wrong place is told once, not missed as well.
  if (!children.isComplete() && !expected.some((name) => misplaced.has(name)))
    tellMissing(`<${element.name}> is not complete: it needs ${listed(expected)}.`);
}

function checkElement(element: XmlElement, parent: string, path: string, walk: Walk): void {
  const { schema, faults } = walk;
  const model = schema.modelOf(element.name, parent);
  if (!model || schema.guests.includes(element.namespace)) return;
  checkAttributes(element, parent, path, walk);
  if (model.isAny) return;
  checkContent(element, model, path, walk);
  const type = schema.textTypeOf(element.name);
  const [only] = element.children;
  const words = only?.kind === 'text' ? only.text : '';
  if (type !== null && !fitsType(words, type))
    faults.push({
      code: 'schema_text_invalid',
      at: element,
      path,
      message: `<${element.name}> holds ${type}, not “${words.slice(0, 60)}”.`,
    });
  for (const child of element.children) {
    if (child.kind === 'element' && !schema.passing.includes(child.namespace))
      checkElement(child, element.name, `${path}/${child.name}`, walk);
  }
}

/**
 * The differences of a document from the schema of QTI 3.0, in document order as far as elements go: an item, test, section,
 * stimulus or response processing in its own namespace (or in none, as our writers build them), or the manifest of a package.
 * A root that no schema knows is the only fault then.
 */
export function checkSchema(root: XmlElement): SchemaFault[] {
  const schema = root.name === 'manifest' ? manifestSchema : asiSchema;
  const path = `/${root.name}`;
  const isKnown =
    (root.namespace === '' || schema.namespaces.includes(root.namespace)) && schema.modelOf(root.name, '');
  if (!isKnown)
    return [
      { code: 'schema_element_unknown', at: root, path, message: `QTI 3.0 knows no <${root.name}> here.` },
    ];
  const walk: Walk = { schema, faults: [] };
  checkElement(root, '', path, walk);
  return walk.faults;
}
