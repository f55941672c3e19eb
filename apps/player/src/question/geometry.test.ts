import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centreOf,
  clampPoint,
  contains,
  findArea,
  pointAt,
  readArea,
  readPoint,
  writePoint,
} from './geometry.ts';

const size = { width: 400, height: 300 };
const area = (id: string, shape: string, coords: string) =>
  readArea({ tag: 'area', attributes: { id, shape, coords, max: '1' }, children: [] });

const circle = area('circle', 'circle', '100,100,30');
const rect = area('rect', 'rect', '200,20,300,80');
const ell = area('ell', 'ellipse', '100,220,60,20');
// An L: the corner at the upper right is outside.
const poly = area('poly', 'poly', '200,150,250,150,250,200,350,200,350,280,200,280');
const rest = area('rest', 'default', '');

describe('an area', () => {
  it.each([
    [circle, { x: 100, y: 131 }, false],
    [circle, { x: 121, y: 121 }, true],
    [circle, { x: 122, y: 122 }, false],
    [rect, { x: 200, y: 20 }, true],
    [rect, { x: 199, y: 20 }, false],
    [ell, { x: 159, y: 220 }, true],
    [ell, { x: 150, y: 235 }, false],
    [poly, { x: 210, y: 160 }, true],
    [poly, { x: 300, y: 170 }, false],
    [poly, { x: 300, y: 240 }, true],
    [rest, { x: 0, y: 0 }, true],
  ])('holds its own points and no others (%#)', (each, point, isIn) => {
    expect(contains(each, point, size)).toBe(isIn);
  });

  it('reads corners of a rectangle in any order and coordinates with spaces', () => {
    const turned = area('t', 'rect', ' 300 80, 200 20 ');
    expect(contains(turned, { x: 250, y: 50 }, size)).toBe(true);
    expect(centreOf(turned, size)).toEqual({ x: 250, y: 50 });
  });

  it('has its sign inside itself', () => {
    for (const each of [circle, rect, ell, poly, rest])
      expect(contains(each, centreOf(each, size), size)).toBe(true);
  });
});

describe('a touch', () => {
  const small = area('small', 'circle', '50,50,5');
  it('means the area it is in, of several the first, and the rest of the picture last', () => {
    const over = area('over', 'rect', '90,90,400,300');
    expect(findArea([circle, over], { x: 110, y: 110 }, size, 44)?.id).toBe('circle');
    expect(findArea([over, circle], { x: 110, y: 110 }, size, 44)?.id).toBe('over');
    expect(findArea([rest, circle], { x: 100, y: 100 }, size, 44)?.id).toBe('circle');
    expect(findArea([rest, circle], { x: 5, y: 290 }, size, 44)?.id).toBe('rest');
  });
  it('beside an area smaller than a fingertip means it, beside a large one nothing', () => {
    expect(findArea([small], { x: 65, y: 50 }, size, 44)?.id).toBe('small');
    expect(findArea([small], { x: 80, y: 50 }, size, 44)).toBeNull();
    expect(findArea([rect], { x: 195, y: 50 }, size, 44)).toBeNull();
    expect(findArea([small], { x: 65, y: 50 }, size, 10)).toBeNull();
  });
});

describe('a place on the screen', () => {
  it('is a whole pixel of the picture at whatever scale it is drawn, never outside it', () => {
    const box = { left: 16, top: 200, width: 200, height: 150 };
    expect(pointAt(box, size, 116, 275)).toEqual({ x: 200, y: 150 });
    expect(pointAt(box, size, 16.4, 200.4)).toEqual({ x: 1, y: 1 });
    expect(pointAt(box, size, 0, 999)).toEqual({ x: 0, y: 300 });
    expect(pointAt({ ...box, width: 0, height: 0 }, size, 100, 100)).toEqual({ x: 0, y: 0 });
  });
  it('comes back to the pixel it was drawn at, at every scale', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (x, y, scale) => {
          const box = { left: 7, top: 9, width: 400 * scale, height: 300 * scale };
          expect(pointAt(box, size, 7 + x * scale, 9 + y * scale)).toEqual({ x, y });
          expect(readPoint(writePoint({ x, y }))).toEqual({ x, y });
        },
      ),
    );
    expect(clampPoint({ x: 1.5, y: -3 }, size)).toEqual({ x: 2, y: 0 });
  });
});
