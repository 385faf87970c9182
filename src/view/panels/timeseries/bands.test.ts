import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ramp } from '../../chart/looks.ts';
import type { Color } from '../../scene/color.ts';
import { type Polyline, PolylineBuilder } from '../../scene/scene.ts';
import { areaWithin, bandsOf, lineWithin } from './bands.ts';

const red: Color = { r: 255, g: 0, b: 0, a: 1 };
const blue: Color = { r: 0, g: 0, b: 255, a: 1 };
const plot = { y: 10, height: 100 };

function lineOf(points: readonly (readonly [number, number])[]): Polyline {
  const builder = new PolylineBuilder();
  points.forEach(([x, y], i) => {
    if (i === 0) builder.moveTo(x, y);
    else builder.lineTo(x, y);
  });
  return builder.build();
}

/** By Gauss's formula, with its sign. */
function areaOf({ points, starts }: Polyline): number {
  let sum = 0;
  starts.forEach((start, part) => {
    const end = starts[part + 1] ?? points.length;
    for (let i = start; i < end; i += 2) {
      const next = i + 2 < end ? i + 2 : start;
      sum += points[i] * points[next + 1] - points[next] * points[i + 1];
    }
  });
  return sum / 2;
}

describe('bands', () => {
  test.each<[string, Ramp, [number, number, Color][]]>([
    ['one colour', [[0, red]], [[6, 114, red]]],
    [
      'an edge',
      [
        [0, blue],
        [0.25, blue],
        [0.25, red],
        [1, red],
      ],
      [
        [6, 35, blue],
        [35, 114, red],
      ],
    ],
  ])('of %s', (_what, ramp, expected) =>
    expect(bandsOf(ramp, plot).map(({ top, bottom, color }) => [top, bottom, color])).toEqual(expected),
  );

  test('go from one colour to the other in steps that nobody sees', () => {
    const bands = bandsOf(
      [
        [0, red],
        [1, blue],
      ],
      plot,
    );
    const reds = bands.map(({ color }) => color.r);
    expect(reds[0]).toBeGreaterThan(248);
    expect(reds.at(-1)).toBeLessThan(8);
    for (let i = 1; i < reds.length; i++) expect(reds[i - 1] - reds[i]).toBeLessThanOrEqual(8);
  });

  test('lie on each other without a gap, on whole pixels', () => {
    const ramps = fc
      .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(red, blue)), {
        minLength: 1,
        maxLength: 30,
      })
      .map((stops): Ramp => stops.sort(([a], [b]) => a - b));
    const heights = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(ramps, heights, fc.integer({ min: 0, max: 50 }), (ramp, height, y) => {
        const bands = bandsOf(ramp, { y, height });
        expect(bands[0].top).toBeLessThan(y);
        expect(bands.at(-1)!.bottom).toBeGreaterThan(y + height);
        bands.forEach(({ top, bottom }, i) => {
          expect([top, bottom].every(Number.isInteger)).toBe(true);
          expect(bottom).toBeGreaterThan(top);
          if (i > 0) expect(top).toBe(bands[i - 1].bottom);
        });
      }),
    );
  });
});

const shape = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 3,
    maxLength: 12,
  })
  .map(lineOf);

test('the parts of an area between heights are together the area', () => {
  fc.assert(
    fc.property(shape, fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 5 }), (line, cuts) => {
      const edges = [...new Set([-1, ...cuts.sort((a, b) => a - b), 61])];
      const parts = edges.slice(1).map((bottom, i) => areaWithin(line, edges[i], bottom));
      parts.forEach((part, i) => {
        const ys = part ? [...part.points].filter((_, p) => p % 2 === 1) : [];
        for (const y of ys) {
          expect(y).toBeGreaterThanOrEqual(edges[i]);
          expect(y).toBeLessThanOrEqual(edges[i + 1]);
        }
      });
      const sum = parts.reduce((all, part) => all + (part ? areaOf(part) : 0), 0);
      expect(sum).toBeCloseTo(areaOf(line), 6);
    }),
  );
});

test.each([
  [[0, 60], 3, 1],
  [[20, 40], 2, 1],
  [[45, 60], 1, 1],
  [[70, 80], 0, 0],
])('of a line the pieces between %j', ([top, bottom], pieces, parts) => {
  const zigzag = lineOf([
    [0, 0],
    [10, 30],
    [20, 42],
    [30, 60],
  ]);
  const within = lineWithin(zigzag, top, bottom);
  expect(within?.starts.length ?? 0).toBe(parts);
  expect(within ? within.points.length / 2 - within.starts.length : 0).toBe(pieces);
});
