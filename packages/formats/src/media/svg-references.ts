// How much a drawing draws when every reference is followed: a few lines of references to references draw billions of shapes.
import type { XmlElement } from '../qti/xml-tree.ts';
import { elementsOf } from '../qti/xml-tree.ts';

/** Far above what a drawing needs: references behind references, and elements drawn. */
const deepest = 12;
const mostDrawn = 500_000;

function referencesOf(element: XmlElement): string[] {
  const found: string[] = [];
  for (const [name, value] of element.attributes) {
    if (name === 'href' || name === 'xlink:href') {
      if (value.trim().startsWith('#')) found.push(value.trim().slice(1));
    } else for (const match of value.matchAll(/url\(\s*["']?#([\w.:-]+)/gi)) found.push(match[1] ?? '');
  }
  return found;
}

/**
 * True where references lead deeper than 12 or in a circle, or the drawing holds more than 500,000 elements when each is put
 * where it is referred to. Takes time in proportion to the drawing.
 */
export function exceedsExpansion(root: XmlElement): boolean {
  const all = [...elementsOf(root)];
  const references = new Map<XmlElement, string[]>();
  const byId = new Map<string, XmlElement>();
  for (const element of all) {
    const found = referencesOf(element);
    if (found.length > 0) references.set(element, found);
    const id = element.attributes.get('id');
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
  }
  if (references.size === 0) return all.length > mostDrawn;
  // Each round follows references one step further; children come behind their parents in `all`.
  let drawn = new Map<XmlElement, number>();
  for (let round = 0; round <= deepest; round += 1) {
    const next = new Map<XmlElement, number>();
    for (const element of all.toReversed()) {
      let sum = 1;
      for (const child of element.children) if (child.kind === 'element') sum += next.get(child) ?? 0;
      for (const id of references.get(element) ?? []) {
        const target = byId.get(id);
        if (target) sum += drawn.get(target) ?? 1;
      }
      next.set(element, sum);
    }
    if ((next.get(root) ?? 0) > mostDrawn) return true;
    if (all.every((element) => next.get(element) === drawn.get(element))) return false;
    drawn = next;
  }
  return true;
}
