// The interactions of a question as a candidate sees them (the table in presented.ts).
import type { Choice, Interaction } from '../qti/model.ts';
import { shuffle } from '../qti/random.ts';
import { childrenOf, findAttribute, findChild } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { isTemplateShown, presentMedium, sizeOf } from './presenting.ts';
import type { Presenting } from './presenting.ts';
import type { PresentedElement, PresentedNode } from './presented.ts';

const choiceElements =
  /^qti-(?:simple-choice|simple-match-set|simple-associable-choice|inline-choice|gap-text|gap-img|hotspot-choice|associable-hotspot|prompt)$/;

const make = (
  tag: string,
  attributes: Readonly<Record<string, string | number | null>>,
  children: readonly PresentedNode[],
): PresentedElement => ({
  tag,
  attributes: Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  ),
  children,
});

/** One interaction; `stage` is the picture that objects are positioned on. */
export function presentInteraction(
  interaction: Interaction,
  stage: XmlElement | null,
  presenting: Presenting,
): PresentedElement {
  const { kind, id, element, max, min } = interaction;
  const { present } = presenting;
  const prompt = findChild(element, 'qti-prompt');
  const head = prompt ? [make('prompt', {}, present(prompt.children))] : [];
  const bounds = { response: id, max, min };
  const orientation = findAttribute(element, 'orientation');
  const options = (choices: readonly Choice[]) => optionsOf(interaction, choices, presenting);
  switch (kind) {
    case 'choice':
    case 'order':
      return make(kind, { ...bounds, orientation }, [...head, ...options(interaction.choices)]);
    case 'associate':
      return make(kind, bounds, [...head, ...options(interaction.choices)]);
    case 'match':
      return make(kind, bounds, [
        ...head,
        make('column', {}, options(interaction.choices)),
        make('column', {}, options(interaction.targets)),
      ]);
    case 'gap-match':
      return make(kind, bounds, [
        ...head,
        make('bank', {}, options(interaction.choices)),
        ...inText(element, 'qti-gap', 'gap', presenting),
      ]);
    case 'inline-choice':
      return make(kind, { response: id }, options(interaction.choices));
    case 'text-entry':
      return make(
        kind,
        {
          response: id,
          length: interaction.text?.expectedLength ?? null,
          placeholder: interaction.text?.placeholder ?? null,
          input: inputOf(interaction, presenting),
        },
        [],
      );
    case 'extended-text':
      return make(
        kind,
        {
          response: id,
          length: interaction.text?.expectedLength ?? null,
          lines: interaction.text?.expectedLines ?? null,
          placeholder: interaction.text?.placeholder ?? null,
        },
        head,
      );
    case 'hottext':
      return make(kind, bounds, [...head, ...inText(element, 'qti-hottext', 'text-choice', presenting)]);
    case 'hotspot':
    case 'graphic-order':
    case 'graphic-associate':
      return make(kind, bounds, [
        ...head,
        pictureOf(element, presenting),
        ...areasOf(interaction.choices, presenting),
      ]);
    case 'graphic-gap-match':
      return make(kind, bounds, [
        ...head,
        pictureOf(element, presenting),
        ...areasOf(interaction.targets, presenting),
        make('bank', {}, options(interaction.choices)),
      ]);
    case 'select-point':
      return make(kind, bounds, [...head, pictureOf(element, presenting)]);
    case 'position-object':
      return make(kind, bounds, [
        ...head,
        pictureOf(stage ?? element, presenting),
        { ...pictureOf(element, presenting), tag: 'marker' },
      ]);
    case 'slider':
      return make(
        kind,
        {
          response: id,
          lower: interaction.range?.lower ?? 0,
          upper: interaction.range?.upper ?? 100,
          step: interaction.range?.step ?? 1,
          orientation: interaction.range?.isVertical === true ? 'vertical' : 'horizontal',
          reverse: String(interaction.range?.isReversed ?? false),
          input: inputOf(interaction, presenting),
        },
        head,
      );
    case 'media':
      return make(
        kind,
        {
          response: id,
          min: findAttribute(element, 'min-plays') ?? '0',
          max: findAttribute(element, 'max-plays') ?? '0',
        },
        [
          ...head,
          ...childrenOf(element)
            .filter(({ name }) => name !== 'qti-prompt')
            .flatMap((child) => presentMedium(child, presenting) ?? []),
        ],
      );
    case 'upload':
    case 'drawing':
    case 'end-attempt':
      return make(kind, { response: id, title: interaction.title }, head);
    default:
      return make('unsupported', { response: id }, head);
  }
}

function inputOf({ id }: Interaction, { item }: Presenting): 'text' | 'integer' | 'decimal' {
  const baseType = item.responses.find((response) => response.id === id)?.baseType;
  return baseType === 'integer' ? 'integer' : baseType === 'float' ? 'decimal' : 'text';
}

function shownOf(choices: readonly Choice[], { state }: Presenting): Choice[] {
  return choices.filter(({ element }) => isTemplateShown(element, state));
}

/** The options in the order of this clone; an option never tells by its place what the writer put first. */
function optionsOf(
  { shuffle: isShuffled }: Interaction,
  choices: readonly Choice[],
  presenting: Presenting,
): PresentedElement[] {
  const shown = shownOf(choices, presenting);
  const ordered = isShuffled ? shuffle(shown, presenting.random, ({ isFixed }) => isFixed) : shown;
  return ordered.map(({ id, matchMax, element, text }) => {
    const children = presenting.present(element.children);
    return make('option', { id, max: matchMax }, children.length > 0 ? children : [text]);
  });
}

/** The text of an interaction, its places of answering named `tag`. */
function inText(
  element: XmlElement,
  place: string,
  tag: string,
  presenting: Presenting,
): readonly PresentedNode[] {
  const content = element.children.filter(
    (child) => child.kind === 'text' || !choiceElements.test(child.name),
  );
  const walk = (node: XmlNode): PresentedNode[] => {
    if (node.kind === 'text') return presenting.present([node]);
    if (node.name === place) {
      if (!isTemplateShown(node, presenting.state)) return [];
      return [make(tag, { id: findAttribute(node, 'identifier') }, presenting.present(node.children))];
    }
    const [own] = presenting.present([{ ...node, children: [] }]);
    const children = node.children.flatMap(walk);
    return typeof own === 'object' ? [{ ...own, children: [...own.children, ...children] }] : children;
  };
  return content.flatMap(walk);
}

function pictureOf(element: XmlElement, presenting: Presenting): PresentedElement {
  const found = childrenOf(element).find(
    ({ name }) => name === 'object' || name === 'img' || name === 'picture',
  );
  const image = found?.name === 'picture' ? findChild(found, 'img') : found;
  const [shown] = image ? (presentMedium(image, presenting) ?? []) : [];
  if (typeof shown === 'object') return { ...shown, tag: 'picture' };
  return make(
    'picture',
    { alt: typeof shown === 'string' ? shown : '', ...(image ? sizeOf(image) : {}) },
    [],
  );
}

function areasOf(choices: readonly Choice[], presenting: Presenting): PresentedElement[] {
  return shownOf(choices, presenting).map(({ id, matchMax, shape, text }) =>
    make(
      'area',
      {
        id,
        max: matchMax,
        shape: shape?.name ?? 'default',
        coords: (shape?.coords ?? []).join(','),
        label: text === '' ? null : text,
      },
      [],
    ),
  );
}
