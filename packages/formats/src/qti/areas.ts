// Points in shapes: `inside`, and area mappings (QTI ASI, shape and coords; HTML's image map shapes).
import type { Shape } from './model.ts';

/** True where the point lies in the shape or on its edge. `default` is the whole picture. */
export function isInside(shape: Shape, x: number, y: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = shape.coords;
  switch (shape.name) {
    case 'default':
      return true;
    case 'rect':
      return x >= Math.min(a, c) && x <= Math.max(a, c) && y >= Math.min(b, d) && y <= Math.max(b, d);
    case 'circle':
      return (x - a) ** 2 + (y - b) ** 2 <= c ** 2;
    case 'ellipse':
      return c > 0 && d > 0 && ((x - a) / c) ** 2 + ((y - b) / d) ** 2 <= 1;
    case 'poly':
      return isInPolygon(shape.coords, x, y);
  }
}

function isInPolygon(coords: readonly number[], x: number, y: number): boolean {
  let isWithin = false;
  const count = coords.length / 2;
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const [xi, yi] = [coords[2 * i] ?? 0, coords[2 * i + 1] ?? 0];
    const [xj, yj] = [coords[2 * j] ?? 0, coords[2 * j + 1] ?? 0];
    const cross = (x - xi) * (yj - yi) - (y - yi) * (xj - xi);
    const isBetween =
      x >= Math.min(xi, xj) && x <= Math.max(xi, xj) && y >= Math.min(yi, yj) && y <= Math.max(yi, yj);
    if (cross === 0 && isBetween) return true;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isWithin = !isWithin;
  }
  return isWithin;
}
