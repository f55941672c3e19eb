// What QTI 3.0 asks of the structure of a document and QTI 2.x did not: a content body in feedback, rubrics and templates, the
// use of a rubric, and a span around parts of a line where only HTML may stand.
import { asiSchema } from '../qti-schema/schema.ts';
import { findAttribute, mapNodes } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml-tree.ts';

const wrapped = new Set([
  'qti-modal-feedback',
  'qti-feedback-block',
  'qti-template-block',
  'qti-rubric-block',
  'qti-test-feedback',
]);

const named = (node: XmlNode, name: string) => node.kind === 'element' && node.name === name;

function make(name: string, like: XmlElement, children: readonly XmlNode[], className = ''): XmlElement {
  const { kind, namespace, line } = like;
  const attributes = new Map(className === '' ? [] : [['class', className]]);
  return { kind, name, namespace, line, attributes, children };
}

/** Stylesheets first, then everything else in a content body. */
function withBody(holder: XmlElement): XmlElement {
  if (holder.children.some((child) => named(child, 'qti-content-body'))) return holder;
  const isSheet = (child: XmlNode) => named(child, 'qti-stylesheet');
  const rest = holder.children.filter((child) => !isSheet(child));
  return {
    ...holder,
    children: [...holder.children.filter(isSheet), make('qti-content-body', holder, rest)],
  };
}

/** A rubric in an item says its use: for scorers where candidates do not see it, else as instructions. */
function withUse(rubric: XmlElement): XmlElement {
  if (findAttribute(rubric, 'use') !== null) return rubric;
  const views = findAttribute(rubric, 'view')?.split(/\s+/) ?? [];
  const use = views.includes('scorer') && !views.includes('candidate') ? 'scoring' : 'instructions';
  return { ...rubric, attributes: new Map([...rubric.attributes, ['use', use]]) };
}

/** Information that a candidate could open in QTI 2.1, shown: QTI 3.0 has no such element. */
function infoOf(control: XmlElement): XmlElement {
  const title: XmlNode = { kind: 'text', text: findAttribute(control, 'title') ?? '', line: control.line };
  return make('div', control, [make('p', control, [title]), ...control.children], 'qti-info-control');
}

/** Parts of a line in spans where the schema takes them nowhere else, as gaps in cells of a table. */
function withSpans(element: XmlElement): XmlElement {
  const model = asiSchema.modelOf(element.name, '');
  const line = asiSchema.modelOf('span', '');
  if (!model?.names.has('span') || !line) return element;
  const children = mapNodes(element.children, (child) =>
    child.name.startsWith('qti-') && !model.names.has(child.name) && line.names.has(child.name)
      ? make('span', child, [child])
      : child,
  );
  return children === element.children ? element : { ...element, children };
}

/** The tree in QTI 3 names, with what the structure of QTI 3.0 needs; nothing of its content is left out. */
export function completeStructure(element: XmlElement, parent = ''): XmlElement {
  const children = mapNodes(element.children, (child) => completeStructure(child, element.name));
  const same = children === element.children ? element : { ...element, children };
  if (same.name === 'qti-info-control') return infoOf(same);
  const used = same.name === 'qti-rubric-block' && parent === 'qti-item-body' ? withUse(same) : same;
  return withSpans(wrapped.has(used.name) ? withBody(used) : used);
}
