// What the parts of a presentation share: the clone, its media, and which blocks a template shows.
import type { ItemState } from '../qti/item-state.ts';
import type { Item } from '../qti/model.ts';
import type { Random } from '../qti/random.ts';
import { wholeOf } from '../qti/values.ts';
import { findAttribute, findChild, wordsOf } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import type { PresentedNode } from './presented.ts';

/** One presentation. */
export interface Presenting {
  readonly item: Item;
  readonly state: ItemState;
  readonly random: Random;
  /** The stored file under an address of the document, as `media:<sha256>`; null where there is none. */
  readonly sourceOf: (href: string) => string | null;
  readonly present: (nodes: readonly XmlNode[]) => PresentedNode[];
}

/** A picture, recording or film; null for any other element. What is not stored speaks by its alternative text. */
export function presentMedium(node: XmlElement, { sourceOf, present }: Presenting): PresentedNode[] | null {
  const isObject = node.name === 'object';
  if (!isObject && !['img', 'audio', 'video'].includes(node.name)) return null;
  const type = findAttribute(node, 'type') ?? '';
  const tag = !isObject
    ? node.name
    : type.startsWith('audio/')
      ? 'audio'
      : type.startsWith('video/')
        ? 'video'
        : 'img';
  const href =
    findAttribute(node, isObject ? 'data' : 'src') ??
    (node.name === 'img' ? null : findAttribute(findChild(node, 'source') ?? node, 'src'));
  const source = href === null ? null : sourceOf(href);
  const words =
    findAttribute(node, 'alt') ?? findAttribute(node, 'aria-label') ?? findAttribute(node, 'label');
  if (source === null) return words === null ? present(isObject ? node.children : []) : [words];
  const attributes: Record<string, string> = { src: source, ...sizeOf(node) };
  // What an object holds is said where it cannot be seen (HTML, the object element).
  if (tag === 'img') attributes['alt'] = words ?? (isObject ? wordsOf(node) : '');
  else if (words !== null) attributes['label'] = words;
  return [{ tag, attributes, children: [] }];
}

/** Width and height in pixels, where the document says both. */
export function sizeOf(node: XmlElement): { width: string; height: string } | Record<string, never> {
  const [width, height] = ['width', 'height'].map((side) => wholeOf(findAttribute(node, side)));
  return width && height && width > 0 && height > 0 ? { width: String(width), height: String(height) } : {};
}

/** Whether a variable of template processing shows an element (ASI, templateBlock: `show-hide`, `template-identifier`). */
export function isTemplateShown(node: XmlElement, state: ItemState): boolean {
  const variable = findAttribute(node, 'template-identifier');
  if (variable === null) return true;
  const id = findAttribute(node, 'identifier') ?? '';
  const isNamed = state.values.get(variable)?.values.includes(id) ?? false;
  return isNamed === (findAttribute(node, 'show-hide') !== 'hide');
}
