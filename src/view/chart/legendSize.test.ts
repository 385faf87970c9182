import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LegendOptions } from '../../schema/panelOptions.ts';
import { shareRoom } from './legendSize.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `series ${i}`);

test.each<[string, number, number, number, LegendOptions, string, number, number]>([
  ['one row below', 600, 300, 3, {}, 'bottom', 600, 276],
  ['at most a third of it', 600, 300, 400, {}, 'bottom', 600, 197],
  ['a table has a row a series', 600, 300, 3, { mode: 'table' }, 'bottom', 600, 216],
  ['at the right', 600, 300, 3, { placement: 'right' }, 'right', 348, 300],
  ['at the right, as wide as wished', 600, 300, 3, { placement: 'right', width: 100 }, 'right', 488, 300],
  ['below where there is no room beside', 300, 300, 3, { placement: 'right' }, 'bottom', 300, 256],
  ['none of a low chart', 600, 90, 3, {}, 'none', 600, 90],
  ['none when it is not wished', 600, 300, 3, { show: false }, 'none', 600, 300],
  ['none of nothing', 600, 300, 0, {}, 'none', 600, 300],
])('%s', (_what, width, height, count, options, placement, chartWidth, chartHeight) =>
  expect(shareRoom(width, height, names(count), options)).toMatchObject({
    placement,
    chartWidth,
    chartHeight,
  }),
);

test('chart and legend never need more room than there is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 2000 }),
      fc.integer({ min: 20, max: 1200 }),
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom('list', 'table'),
      fc.constantFrom('bottom', 'right'),
      fc.boolean(),
      (width, height, count, mode, placement, touch) => {
        const room = shareRoom(width, height, names(count), { mode, placement }, touch);
        const beside = room.placement === 'right';
        expect(room.chartWidth + (beside ? room.legendWidth : 0)).toBeLessThanOrEqual(width);
        expect(room.chartHeight + (beside ? 0 : room.legendHeight)).toBeLessThanOrEqual(height);
        expect(room.chartHeight).toBeGreaterThanOrEqual(Math.min(height, 80));
      },
    ),
  );
});
