import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Pen, type Trace, traceArea, traceLine } from './paths.ts';

/** Writes what is drawn as text: `M` begins a part, `L` a straight line, `C` a curve, `Z` closes. */
function recorder() {
  const marks: string[] = [];
  const points: { x: number; y: number }[] = [];
  const mark = (letter: string, x: number, y: number) => {
    marks.push(`${letter}${x},${y}`);
    points.push({ x, y });
  };
  const pen: Pen & { closePath(): void } = {
    moveTo: (x, y) => mark('M', x, y),
    lineTo: (x, y) => mark('L', x, y),
    bezierCurveTo: (_x1, _y1, _x2, _y2, x, y) => mark('C', x, y),
    closePath: () => marks.push('Z'),
  };
  return { pen, points, text: () => marks.join(' ') };
}

const gap = Number.NaN;
const trace = (ys: number[], rest: Partial<Trace> = {}): Trace => ({
  xs: Float64Array.from(ys, (_, i) => i * 10),
  ys: Float64Array.from(ys),
  passes: null,
  interpolation: 'linear',
  interval: 10,
  ...rest,
});
const line = (one: Trace, from = 0, to = one.ys.length - 1) => {
  const { pen, text } = recorder();
  traceLine(pen, one, from, to);
  return text();
};

describe('a line', () => {
  test.each<[string, Trace, string]>([
    ['without gaps', trace([1, 2, 3]), 'M0,1 L10,2 L20,3'],
    ['breaks at a gap', trace([1, gap, 3, 4]), 'M0,1 M20,3 L30,4'],
    ['passes over what does not count', trace([1, gap, 3], { passes: Uint8Array.of(1, 0, 1) }), 'M0,1 L20,3'],
    ['holds until the next value', trace([1, 2], { interpolation: 'step-after' }), 'M0,1 L10,1 L10,2 L20,2'],
    ['comes from its interval', trace([1, 2], { interpolation: 'step-before' }), 'M-10,1 L0,1 L0,2 L10,2'],
    ['of nothing', trace([gap, gap]), ''],
  ])('%s', (_what, one, expected) => expect(line(one)).toBe(expected));

  test('draws only the slots it is asked for', () =>
    expect(line(trace([1, 2, 3, 4]), 1, 2)).toBe('M10,2 L20,3'));
});

test('painted in pieces it is the same line', () => {
  const ys = Array.from({ length: 100 }, (_, i) => i % 7);
  const { pen, text } = recorder();
  let pieces = 0;
  traceLine(pen, trace(ys), 0, 99, () => pieces++);
  expect(pieces).toBe(3);
  // Each piece begins where the last one ended.
  expect(text().replace(/L(\S+) M\1/g, 'L$1')).toBe(line(trace(ys)));
});

describe('an area', () => {
  const area = (one: Trace, base: number[] | null) => {
    const { pen, text } = recorder();
    traceArea(pen, one, base && Float64Array.from(base), 99, 0, one.ys.length - 1);
    return text();
  };
  test('stands on the floor', () => expect(area(trace([1, 2]), null)).toBe('M0,1 L10,2 L10,99 L0,99 Z'));
  test('lies between two edges, back along the lower one', () =>
    expect(area(trace([1, 2]), [8, 9])).toBe('M0,1 L10,2 L10,9 L0,8 Z'));
  test('breaks where either edge does', () =>
    expect(area(trace([1, 2, 3]), [8, gap, 9])).toBe('M0,1 L0,8 Z M20,3 L20,9 Z'));
});

test('an area in pieces covers the same, its pieces meet between pixels, and the times stay as they were', () => {
  const one = trace(
    Array.from({ length: 200 }, (_, i) => (i === 90 ? gap : i % 7)),
    { xs: Float64Array.from({ length: 200 }, (_, i) => i * 1.3), passes: new Uint8Array(200) },
  );
  const xs = [...one.xs];
  const { pen, text, points } = recorder();
  const edges: number[] = [];
  const pieces = {
    flush: () => edges.push(Math.max(...points.map(({ x }) => x))),
    snap: (x: number) => Math.round(x),
  };
  traceArea(pen, one, null, 99, 0, 199, pieces);
  expect(text().match(/Z/g)).toHaveLength(4);
  expect(edges.slice(0, -1).every(Number.isInteger)).toBe(true);
  const starts = text()
    .match(/M[\d.]+/g)!
    .map((mark) => Number(mark.slice(1)));
  expect(starts).toEqual([0, ...edges.slice(0, -1)]);
  expect([...one.xs]).toEqual(xs);
});

test('a smooth line never overshoots its values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 20 }), (ys) => {
      let [x, y] = [0, 0];
      traceLine(
        {
          moveTo: (atX, atY) => {
            [x, y] = [atX, atY];
          },
          lineTo: () => {},
          bezierCurveTo: (_x1, y1, _x2, y2, endX, endY) => {
            // A curve lies within the hull of its four points.
            const [low, high] = [Math.min(y, endY) - 1e-9, Math.max(y, endY) + 1e-9];
            for (let t = 0; t <= 1; t += 0.05) {
              const u = 1 - t;
              const at = u * u * u * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * endY;
              expect(at).toBeGreaterThanOrEqual(low);
              expect(at).toBeLessThanOrEqual(high);
            }
            expect(endX).toBeGreaterThan(x);
            [x, y] = [endX, endY];
          },
        },
        trace(ys, { interpolation: 'smooth' }),
        0,
        ys.length - 1,
      );
    }),
  );
});

test('thinned out, each column of pixels keeps its first, least, greatest and last value', () => {
  const value = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 500 }) }, fc.constant(gap));
  fc.assert(
    fc.property(fc.array(value, { minLength: 200, maxLength: 400 }), (ys) => {
      const one = trace(ys, {
        xs: Float64Array.from(ys, (_, i) => i / 9),
        passes: new Uint8Array(ys.length),
      });
      const { pen, points } = recorder();
      traceLine(pen, one, 0, ys.length - 1);
      const columns = Map.groupBy(
        ys.map((y, i) => ({ x: i / 9, y })).filter(({ y }) => !Number.isNaN(y)),
        ({ x }) => Math.floor(x),
      );
      for (const [column, all] of columns) {
        const kept = points.filter(({ x }) => Math.floor(x) === column).map(({ y }) => y);
        expect(kept.length).toBeLessThanOrEqual(4);
        const heights = all.map(({ y }) => y);
        expect(Math.min(...kept)).toBe(Math.min(...heights));
        expect(Math.max(...kept)).toBe(Math.max(...heights));
        expect([kept[0], kept[kept.length - 1]]).toEqual([heights[0], heights[heights.length - 1]]);
      }
      for (let i = 1; i < points.length; i++) expect(points[i].x).toBeGreaterThanOrEqual(points[i - 1].x);
    }),
  );
});
