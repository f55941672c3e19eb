// Areas and points of a picture in its own pixels, and the way there from where the screen was touched.
import { numberOf } from './content.ts';
import type { PresentedElement } from './content.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Area {
  readonly id: string;
  readonly label: string;
  /** How often it may be used in pairs; 0: any number. */
  readonly max: number;
  readonly shape: string;
  readonly coords: readonly number[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An `area` element; what is no number in its coordinates counts as 0. */
export function readArea(node: PresentedElement): Area {
  return {
    id: node.attributes['id'] ?? '',
    label: (node.attributes['label'] ?? '').trim(),
    max: Math.max(0, numberOf(node, 'max', 1)),
    shape: node.attributes['shape'] ?? 'default',
    coords: (node.attributes['coords'] ?? '')
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map((part) => (Number.isFinite(Number(part)) ? Number(part) : 0)),
  };
}

/** The corners of a polygon. */
export function cornersOf({ coords }: Area): Point[] {
  const corners: Point[] = [];
  for (let i = 0; i + 1 < coords.length; i += 2) corners.push({ x: coords[i] ?? 0, y: coords[i + 1] ?? 0 });
  return corners;
}

/** The least box around an area, in pixels of the picture. */
export function boxOf(area: Area, size: Size): Box {
  const [a = 0, b = 0, c = 0, d = c] = area.coords;
  switch (area.shape) {
    case 'circle':
      return { left: a - c, top: b - c, width: 2 * c, height: 2 * c };
    case 'ellipse':
      return { left: a - c, top: b - d, width: 2 * c, height: 2 * d };
    case 'rect':
      return { left: Math.min(a, c), top: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) };
    case 'poly': {
      const xs = cornersOf(area).map(({ x }) => x);
      const ys = cornersOf(area).map(({ y }) => y);
      if (xs.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
    }
    default:
      return { left: 0, top: 0, ...size };
  }
}

/** Whether a point lies in an area or on its edge. */
export function contains(area: Area, point: Point, size: Size): boolean {
  const { left, top, width, height } = boxOf(area, size);
  const inBox = point.x >= left && point.x <= left + width && point.y >= top && point.y <= top + height;
  if (!inBox) return false;
  if (area.shape === 'circle' || area.shape === 'ellipse') {
    if (width === 0 || height === 0) return true;
    const across = (point.x - left - width / 2) / (width / 2);
    const down = (point.y - top - height / 2) / (height / 2);
    return across ** 2 + down ** 2 <= 1;
  }
  return area.shape === 'poly' ? isInside(cornersOf(area), point) : true;
}

/** Even-odd rule: how often a ray to the right crosses the edges. */
function isInside(corners: readonly Point[], { x, y }: Point): boolean {
  let isIn = false;
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
  });
  return isIn;
}

/** Where the sign of an area goes: the middle of its box, of a polygon the mean of its corners where that lies inside. */
export function centreOf(area: Area, size: Size): Point {
  const { left, top, width, height } = boxOf(area, size);
  const middle = { x: left + width / 2, y: top + height / 2 };
  if (area.shape !== 'poly') return middle;
  const corners = cornersOf(area);
  const mean = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / Math.max(1, corners.length),
    y: corners.reduce((sum, { y }) => sum + y, 0) / Math.max(1, corners.length),
  };
  return contains(area, mean, size) ? mean : middle;
}

/**
 * The area that a touch means. Where areas overlap the first counts, and the rest of the picture (`default`) last. An area
 * smaller than a fingertip (`finger`, in pixels of the picture) also takes a touch beside it.
 */
export function findArea(areas: readonly Area[], point: Point, size: Size, finger: number): Area | null {
  const drawn = areas.filter(({ shape }) => shape !== 'default');
  const touched = drawn.find((area) => contains(area, point, size));
  if (touched) return touched;
  const near = drawn
    .map((area) => {
      const { left, top, width, height } = boxOf(area, size);
      const beside = Math.max(left - point.x, point.x - left - width, 0);
      const beyond = Math.max(top - point.y, point.y - top - height, 0);
      const reach = Math.max(0, (finger - Math.min(width, height)) / 2);
      return { area, distance: Math.hypot(beside, beyond), reach };
    })
    .filter(({ distance, reach }) => distance <= reach && reach > 0)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.area ?? areas.find(({ shape }) => shape === 'default') ?? null;
}

/** The pixel of the picture under a place on the screen; `box` is the drawn picture there, at whatever scale. */
export function pointAt(box: Box, size: Size, clientX: number, clientY: number): Point {
  const scale = (at: number, from: number, drawn: number, whole: number) =>
    drawn > 0 ? ((at - from) / drawn) * whole : 0;
  return clampPoint(
    {
      x: scale(clientX, box.left, box.width, size.width),
      y: scale(clientY, box.top, box.height, size.height),
    },
    size,
  );
}

/** The nearest whole pixel of the picture. */
export function clampPoint({ x, y }: Point, { width, height }: Size): Point {
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return { x: clamp(x, width), y: clamp(y, height) };
}

/** A point as a value of an answer: `x y`. */
export function writePoint({ x, y }: Point): string {
  return `${x} ${y}`;
}

/** The point of a value; what is no number counts as 0. */
export function readPoint(value: string): Point {
  const [x = 0, y = 0] = value.split(' ').map((part) => (Number.isFinite(Number(part)) ? Number(part) : 0));
  return { x, y };
}
