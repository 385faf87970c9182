import { describe, expect, test } from 'vitest';
import type { Polyline } from '../../view/scene/scene.ts';
import { AreaFiller, type Track, traceLine, trackOf } from './tracks.ts';

/** Parts of a line as lists of corners. */
function parts({ points, starts }: Polyline): string[] {
  return starts.map((start, i) => {
    const corners: string[] = [];
    for (let at = start; at < (starts[i + 1] ?? points.length); at += 2)
      corners.push(`${points[at]},${points[at + 1]}`);
    return corners.join(' ');
  });
}

const track = (...ys: number[]): Track => ({
  xs: Float64Array.from(ys, (_, i) => i * 10),
  ys: Float64Array.from(ys),
});
const none = Number.NaN;
const scale = { xOf: (seconds: number) => seconds, yOf: (value: number) => 100 - value };

describe('corners', () => {
  const plotted = { start: 5, step: 10, values: Float64Array.of(1, none, 3) };

  test('one a value on a slope, two on a step', () => {
    expect(trackOf(plotted, scale, false)).toEqual({
      xs: Float64Array.of(5, 15, 25),
      ys: Float64Array.of(99, none, 97),
    });
    expect(trackOf(plotted, scale, true).xs).toEqual(Float64Array.of(5, 15, 15, 25, 25, 35));
  });

  test('never farther off than drawers can count', () => {
    const { ys } = trackOf({ ...plotted, values: Float64Array.of(1e300, -1e300) }, scale, false);
    expect([...ys]).toEqual([-100_000, 100_000]);
  });
});

test('gaps part a line, and a value between two gaps is a dot', () => {
  const { line, dots } = traceLine(track(1, 2, none, 3, none, 4, 5));
  expect(parts(line)).toEqual(['0,1 10,2', '50,4 60,5']);
  expect(parts(dots)).toEqual(['30,3 30.01,3']);
});

describe('areas', () => {
  test('stand on the base and lie behind those before them', () => {
    const filler = new AreaFiller(100, 3);
    expect(parts(filler.fill(track(80, 90, 80)))).toEqual(['0,80 10,90 20,80 20,100 10,100 0,100']);
    expect(parts(filler.fill(track(60, 60, 60)))).toEqual(['0,60 10,60 20,60 20,80 10,90 0,80']);
    expect(parts(filler.fill(track(70, 70, 70)))).toEqual([]);
  });

  test('end where they dive under another', () => {
    const filler = new AreaFiller(100, 2);
    filler.fill(track(80, 80));
    expect(parts(filler.fill(track(70, 90)))).toEqual(['0,70 5,80 5,80 0,80']);
  });

  test('below zero hang from the base', () => {
    const filler = new AreaFiller(100, 3);
    expect(parts(filler.fill(track(90, 110, none)))).toEqual([
      '0,90 5,100 5,100 0,100',
      '5,100 10,110 10,100 5,100',
    ]);
  });

  test('end at gaps', () => {
    const filler = new AreaFiller(100, 5);
    expect(parts(filler.fill(track(90, 90, none, 80, 80)))).toEqual([
      '0,90 10,90 10,100 0,100',
      '30,80 40,80 40,100 30,100',
    ]);
  });
});
