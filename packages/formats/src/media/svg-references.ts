// How much a drawing draws when every reference is followed: a few lines of references to references draw billions of shapes.
import type { XmlElement } from '../qti/xml-tree.ts';

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

/** Every element before those within it, with the place of the one it lies in. */
function listElements(root: XmlElement): { element: XmlElement; parent: number }[] {
  const all = [{ element: root, parent: -1 }];
  for (let at = 0; at < all.length; at += 1) {
    for (const child of all[at]?.element.children ?? [])
      if (child.kind === 'element') all.push({ element: child, parent: at });
  }
  return all;
}

/**
 * True where references lead deeper than 12 or in a circle, or the drawing holds more than 500,000 elements when each is put
 * where it is referred to. Takes time in proportion to the drawing.
 */
export function exceedsExpansion(root: XmlElement): boolean {
  const all = listElements(root);
  const places = new Map<string, number>();
  all.forEach(({ element }, at) => {
    const id = element.attributes.get('id');
    if (id !== undefined && !places.has(id)) places.set(id, at);
  });
  const references = all.flatMap(({ element }, from) =>
    referencesOf(element).flatMap((id) => {
      const to = places.get(id);
      return to === undefined ? [] : [{ from, to }];
    }),
  );
  // Each round follows references one step further.
  let drawn = new Float64Array(all.length);
  for (let round = 0; round <= deepest + 1; round += 1) {
    const next = new Float64Array(all.length).fill(1);
    for (const { from, to } of references) next[from] = (next[from] ?? 0) + (drawn[to] ?? 0);
    for (let at = all.length - 1; at > 0; at -= 1) {
      const parent = all[at]?.parent ?? 0;
      next[parent] = (next[parent] ?? 0) + (next[at] ?? 0);
    }
    if ((next[0] ?? 0) > mostDrawn) return true;
    if (next.every((size, at) => size === drawn[at])) return false;
    drawn = next;
  }
  return true;
}
