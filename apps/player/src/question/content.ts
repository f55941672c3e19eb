// What a question document asks for, read from the tree that the server presents. Pure: no drawing, no answer.
import type { PresentedElement, PresentedNode } from '@jiangping/contract/items/question';

export type { PresentedElement, PresentedNode };
export type Content = readonly PresentedNode[];

/** The interactions that take an answer here. */
export const answeredTags = [
  'choice',
  'order',
  'associate',
  'match',
  'gap-match',
  'inline-choice',
  'text-entry',
  'extended-text',
  'hottext',
  'hotspot',
  'select-point',
  'graphic-order',
  'graphic-associate',
  'graphic-gap-match',
  'position-object',
  'slider',
  'media',
] as const;
export type AnsweredTag = (typeof answeredTags)[number];

/** The interactions that an exam cannot take an answer to. */
export const deadTags = ['upload', 'drawing', 'end-attempt', 'unsupported'] as const;

/** One interaction of a question, with what bounds its answer. */
export interface Asked {
  readonly tag: AnsweredTag;
  readonly response: string;
  /** 0: any number. */
  readonly max: number;
  readonly min: number;
  readonly node: PresentedElement;
}

/** One thing that can be chosen, placed or filled. */
export interface Entry {
  readonly id: string;
  /** How often it may be used in pairs; 0: any number. */
  readonly max: number;
  /** Its words alone, for names and native lists. */
  readonly text: string;
  /** Whether the words say all of it: no picture, formula or other form. */
  readonly isPlain: boolean;
  readonly node: PresentedElement;
}

const isElement = (node: PresentedNode): node is PresentedElement => typeof node !== 'string';

/** An attribute as a number; what is missing or no number gives `otherwise`. */
export function numberOf(node: PresentedElement, name: string, otherwise = 0): number {
  const text = node.attributes[name];
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
}

/** Every element of these tags, in document order, also inside one another. */
export function elementsOf(nodes: Content, tags: readonly string[]): PresentedElement[] {
  return nodes
    .filter(isElement)
    .flatMap((node) => [...(tags.includes(node.tag) ? [node] : []), ...elementsOf(node.children, tags)]);
}

/** The first child of a tag. */
export function childOf(node: PresentedElement, tag: string): PresentedElement | undefined {
  return node.children.filter(isElement).find((child) => child.tag === tag);
}

/** The words of a tree, one space between them; a picture gives its alternative text. */
export function textOf(nodes: Content): string {
  const words = (node: PresentedNode): string => {
    if (!isElement(node)) return node;
    if (node.tag === 'img' || node.tag === 'picture') return ` ${node.attributes['alt'] ?? ''} `;
    return node.children.map(words).join('');
  };
  return nodes.map(words).join('').replace(/\s+/g, ' ').trim();
}

/** The options, areas, gaps or text choices below a node, in document order. */
export function entriesOf(node: PresentedElement, tags: readonly string[]): Entry[] {
  return elementsOf(node.children, tags).map((each) => ({
    id: each.attributes['id'] ?? '',
    max: Math.max(0, numberOf(each, 'max', 1)),
    text: textOf(each.children),
    isPlain: isPlain(each.children),
    node: each,
  }));
}

function isPlain(nodes: Content): boolean {
  return nodes.every(
    (node) => !isElement(node) || (['p', 'span'].includes(node.tag) && isPlain(node.children)),
  );
}

const known = new WeakMap<Content, readonly Asked[]>();

/** The interactions of a question that take an answer, in document order. */
export function listAsked(content: Content): readonly Asked[] {
  const kept = known.get(content);
  if (kept) return kept;
  const asked = elementsOf(content, answeredTags).map((node) => ({
    tag: node.tag as AnsweredTag,
    response: node.attributes['response'] ?? '',
    max: Math.max(0, numberOf(node, 'max')),
    min: Math.max(0, numberOf(node, 'min')),
    node,
  }));
  known.set(content, asked);
  return asked;
}

const mediaPattern = /^media:([0-9a-f]{64})$/;

/** The SHA-256 that a `media:` address names; null for any other address, which is never loaded. */
export function digestOf(src: string | undefined): string | null {
  return mediaPattern.exec(src ?? '')?.[1] ?? null;
}

/** The files a question shows, in document order, each once. */
export function mediaOf(content: Content): string[] {
  const all = (nodes: Content): (string | null)[] =>
    nodes.filter(isElement).flatMap((node) => [digestOf(node.attributes['src']), ...all(node.children)]);
  return [...new Set(all(content))].filter((digest) => digest !== null);
}
