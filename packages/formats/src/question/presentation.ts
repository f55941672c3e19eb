// From a question document to what a candidate sees (the vocabulary of presented.ts): one clone, its options in one order.
import type { Item, MaybeValue } from '../qti/model.ts';
import type { ItemState } from '../qti/item-state.ts';
import { createRandom, seedOf } from '../qti/random.ts';
import { wholeOf, writeScalar } from '../qti/values.ts';
import { findAttribute } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import type { PresentedNode } from './presented.ts';
import { presentInteraction } from './presented-interactions.ts';
import { isTemplateShown, presentMedium } from './presenting.ts';
import type { Presenting } from './presenting.ts';

const kept = new Set(
  (
    'p div span br hr strong em b i u s sub sup small code pre blockquote q h3 h4 ul ol li dl dt dd table caption thead tbody ' +
    'tfoot tr th td figure figcaption ruby rt rp'
  ).split(' '),
);
const renamed: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h3',
  h5: 'h4',
  h6: 'h4',
  section: 'div',
  article: 'div',
  aside: 'div',
  header: 'div',
  footer: 'div',
  main: 'div',
  nav: 'div',
  address: 'div',
  details: 'div',
  summary: 'p',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
  var: 'i',
  cite: 'i',
  dfn: 'i',
  big: 'span',
  del: 's',
  ins: 'u',
};
const mathElements = new Set(
  (
    'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msup msub msubsup mover munder munderover mtable mtr mtd mstyle ' +
    'mpadded mphantom menclose mfenced mmultiscripts mprescripts none semantics'
  ).split(' '),
);
const keptAttributes = ['colspan', 'rowspan', 'scope', 'lang', 'start'];
const mathAttributes = [
  'mathvariant',
  'stretchy',
  'fence',
  'separator',
  'accent',
  'open',
  'close',
  'display',
];
const dropped =
  /^qti-(?:modal-feedback|feedback-inline|feedback-block|catalog-info|stylesheet|companion-materials-info)$/;

/** What a candidate sees of an item in a state (from `startItem`); the order of shuffled options depends on the seed only. */
export function presentQuestion(
  item: Item,
  state: ItemState,
  seed: number,
  sourceOf: Presenting['sourceOf'],
): PresentedNode[] {
  const presenting: Presenting = {
    item,
    state,
    random: createRandom(seedOf(seed, `order:${item.id}`)),
    sourceOf,
    present: (nodes) => nodes.flatMap((node) => presentNode(node, presenting)),
  };
  return item.body ? presenting.present(item.body.children) : [];
}

function presentNode(node: XmlNode, presenting: Presenting): PresentedNode[] {
  if (node.kind === 'text') return node.text === '' ? [] : [node.text];
  const { present, state, item } = presenting;
  const { name } = node;
  if (dropped.test(name)) return [];
  const interaction = item.interactions.find(({ element }) => element === node);
  if (interaction) return [presentInteraction(interaction, findStage(item, node), presenting)];
  if (name === 'qti-position-object-stage')
    return present(
      node.children.filter((child) => child.kind === 'element' && child.name.startsWith('qti-')),
    );
  if (name === 'qti-printed-variable') return [printed(node, state)];
  if (name === 'qti-template-inline' || name === 'qti-template-block')
    return isTemplateShown(node, state) ? present(node.children) : [];
  if (name === 'qti-rubric-block')
    return /(?:^|\s)(?:candidate|$)/.test(findAttribute(node, 'view') ?? '')
      ? [{ tag: 'div', attributes: {}, children: present(node.children) }]
      : [];
  // What stands beside the formula for other programs (`annotation`) is not for the eyes.
  if (name === 'math' || node.namespace.endsWith('MathML'))
    return mathElements.has(name)
      ? [{ tag: name, attributes: pick(node, mathAttributes), children: present(node.children) }]
      : [];
  const medium = presentMedium(node, presenting);
  if (medium) return medium;
  const tag = kept.has(name) ? name : renamed[name];
  if (tag === undefined) return name === 'svg' ? [] : present(node.children);
  return [{ tag, attributes: pick(node, keptAttributes), children: present(node.children) }];
}

function findStage({ body }: Item, interaction: XmlElement): XmlElement | null {
  const visit = (at: XmlElement): XmlElement | null => {
    for (const child of at.children) {
      if (child.kind !== 'element') continue;
      if (child === interaction) return at.name === 'qti-position-object-stage' ? at : null;
      const found = visit(child);
      if (found) return found;
    }
    return null;
  };
  return body ? visit(body) : null;
}

function pick(node: XmlElement, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = findAttribute(node, name) ?? (name === 'lang' ? findAttribute(node, 'xml:lang') : null);
      return value === null ? [] : [[name, value.slice(0, 100)]];
    }),
  );
}

/** A variable in words (ASI, printedVariable): `index`, `field`, `delimiter`, and of `format` the figures after the point. */
function printed(node: XmlElement, state: ItemState): string {
  const value = state.values.get(findAttribute(node, 'identifier') ?? '') ?? null;
  const field = findAttribute(node, 'field');
  const chosen: MaybeValue = field === null ? value : (value?.fields?.get(field) ?? null);
  if (!chosen) return '';
  const index = wholeOf(findAttribute(node, 'index'));
  const values = index === null || index < 1 ? chosen.values : chosen.values.slice(index - 1, index);
  const figures = /%[-+ 0#]*\d*(?:\.(\d+))?[feE]/.exec(findAttribute(node, 'format') ?? '');
  const words = values.map((scalar) =>
    figures && typeof scalar === 'number'
      ? scalar.toFixed(Math.min(15, Number(figures[1] ?? 6)))
      : writeScalar(scalar),
  );
  return words.join(findAttribute(node, 'delimiter') ?? ';');
}
