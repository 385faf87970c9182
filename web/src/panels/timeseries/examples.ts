import type { FieldOverride } from '../../../../src/schema/dashboard.ts';
import type { ShownAnnotation } from '../../../../src/view/annotations.ts';
import type { Column } from '../../../../src/view/frame.ts';
import { exampleEnd, examplesOf, flat, wave } from '../exampleData.ts';
import type { PanelExample } from '../panelType.ts';

const make = examplesOf('timeseries', { w: 12, h: 8 });

const byName = (name: string, set: FieldOverride['set']): FieldOverride => ({
  match: { by: 'name', name },
  set,
});

/** Values every so many seconds of a column that is finer: each the mean of those that it stands for, with their extremes. */
function rolledUp(column: Column, times: number): Column {
  const count = Math.floor(column.values.length / times);
  const values = new Float64Array(count);
  const low = new Float64Array(count);
  const high = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const part = column.values.subarray(i * times, (i + 1) * times);
    values[i] = part.reduce((sum, value) => sum + value, 0) / times;
    low[i] = Math.min(...part);
    high[i] = Math.max(...part);
  }
  return {
    ...column,
    step: column.step * times,
    values,
    low,
    high,
    archiveStep: column.step,
    consolidation: 'average',
  };
}

function mapped(
  column: Column,
  change: (value: number, index: number) => number,
  name = column.name,
): Column {
  return { ...column, name, values: column.values.map(change) };
}

/** Grows from a handful to millions and back. */
const requests = (name: string, power: number) =>
  mapped(wave(name, { base: 0, swing: 1, noise: 0.4 }), (value) => 10 ** (power + 2 * value));

const annotation = (
  id: number,
  minutesAgo: number,
  length: number | null,
  rest: Partial<ShownAnnotation>,
) => ({
  id,
  time: exampleEnd - minutesAgo * 60,
  timeEnd: length === null ? null : exampleEnd - (minutesAgo - length) * 60,
  title: 'Deploy',
  text: '',
  tags: ['deploy'],
  dashboard: null,
  panel: null,
  createdBy: 'ann',
  editable: true,
  color: 'palette-6',
  source: 'Deploys',
  ...rest,
});

const modes = ['user', 'system', 'iowait', 'steal'];
const cpu = modes.map((name, i) =>
  wave(name, { base: 24 / (i + 1), swing: 12 / (i + 1), noise: 5 / (i + 1) }),
);
const hosts = Array.from({ length: 10 }, (_, i) =>
  wave(`hosts.web${String(i + 1).padStart(2, '0')}.load.1m`, { base: 1 + i * 0.35, swing: 0.6 }),
);
const steps = {
  steps: [
    { value: null, color: 'ok' },
    { value: 60, color: 'warn' },
    { value: 80, color: 'crit' },
  ],
};

export const examples: readonly PanelExample[] = [
  make('One series', [wave('temperature', { base: 21, swing: 3, count: 240 })], {
    field: { unit: 'celsius' },
  }),
  make('Ten series', hosts, {
    options: { legend: { mode: 'table', calcs: ['last', 'mean', 'max'], sortBy: 'last' } },
  }),
  make(
    'Five hundred series',
    Array.from({ length: 500 }, (_, i) =>
      wave(`pod-${i}.cpu`, { base: 20 + (i % 40), swing: 18, count: 1000 }),
    ),
    { field: { unit: 'percent' } },
    { w: 24, h: 10 },
  ),
  make('Gaps, and a slow sender', [
    wave('a point lost now and then', { base: 40, swing: 8, gap: [0.3, 0.31] }),
    wave('an outage', { base: 30, swing: 6, gap: [0.5, 0.7] }),
    mapped(wave('every five minutes', { base: 18, swing: 5 }), (value, i) =>
      i % 5 === 0 ? value : Number.NaN,
    ),
  ]),
  make(
    'Connected up to three intervals',
    [
      mapped(wave('now and then', { base: 40, swing: 8 }), (value, i) =>
        i % 17 < 3 || (i > 60 && i < 75) ? Number.NaN : value,
      ),
    ],
    { field: { nulls: 3, showPoints: 'always', unit: 'ms' } },
  ),
  make('Stacked', cpu, { field: { unit: 'percent', stacking: { mode: 'normal' }, min: 0 } }),
  make(
    'Stacked, with a gap and mixed steps',
    [
      wave('web', { base: 30, swing: 8 }),
      wave('db', { base: 20, swing: 5, gap: [0.4, 0.5] }),
      wave('cache, every 5 min', { base: 15, swing: 6, step: 300, count: 24 }),
      wave('queue', { base: 10, swing: 4 }),
    ],
    { field: { stacking: { mode: 'normal' } } },
  ),
  make('Shares', cpu, {
    field: { unit: 'percent', stacking: { mode: 'percent' }, interpolation: 'step-after' },
    options: { legend: { placement: 'right' } },
  }),
  make('Bars', [wave('orders', { base: 40, swing: 30, count: 30, step: 600 })], {
    field: { drawStyle: 'bars', min: 0 },
  }),
  make(
    'Stacked bars',
    cpu.map((column) => rolledUp(column, 5)),
    {
      field: { drawStyle: 'bars', stacking: { mode: 'normal' }, unit: 'percent' },
    },
  ),
  make('Two axes', [wave('requests', { base: 900, swing: 400 }), wave('latency', { base: 40, swing: 15 })], {
    field: { unit: 'reqps', axisLabel: 'Requests' },
    overrides: [
      byName('latency', { unit: 'ms', axis: 'right', axisLabel: 'Latency', interpolation: 'smooth' }),
    ],
  }),
  make('Logarithmic', [requests('read', 3), requests('written', 1.5)], {
    field: { scale: { kind: 'log' }, unit: 'short' },
  }),
  make(
    'Logarithmic through zero',
    [mapped(requests('gain', 2), (value, i) => (i % 40 < 20 ? value : -value))],
    {
      field: { scale: { kind: 'symlog' } },
    },
  ),
  make('Thresholds', [wave('busy', { base: 60, swing: 30 })], {
    field: { unit: 'percent', min: 0, max: 100, thresholds: steps, thresholdsStyle: 'dashed+area' },
  }),
  make('Colour by value', [wave('busy', { base: 60, swing: 35, noise: 4 })], {
    field: {
      unit: 'percent',
      min: 0,
      max: 100,
      thresholds: steps,
      thresholdsStyle: 'series',
      lineWidth: 2,
      fillOpacity: 12,
    },
  }),
  make(
    'Least to greatest',
    [rolledUp(wave('latency', { base: 40, swing: 12, noise: 40, count: 1200, step: 6 }), 10)],
    {
      field: { unit: 'ms' },
    },
  ),
  make(
    'Between two series',
    [wave('p95', { base: 80, swing: 12 }), wave('p50', { base: 40, swing: 6 }), flat('limit', 100, 120)],
    {
      field: { unit: 'ms', min: 0 },
      overrides: [byName('p95', { fillBelowTo: 'p50' }), byName('limit', { reference: true })],
    },
  ),
  make(
    'Received above, sent below',
    [wave('eth0 in', { base: 4e6, swing: 2e6 }), wave('eth0 out', { base: 2e6, swing: 1e6 })],
    {
      field: { unit: 'binBps', axisCentered: true, fillOpacity: 30, gradient: 'opacity' },
      overrides: [byName('eth0 out', { negative: true })],
    },
  ),
  {
    ...make('Annotations', [wave('errors', { base: 20, swing: 15 })]),
    annotations: [
      annotation(1, 100, null, { title: 'Version 1.4 deployed', text: 'By the nightly build.' }),
      annotation(2, 70, 20, { title: 'Disk replaced', tags: ['maintenance', 'disk'], color: 'warn' }),
      annotation(3, 15, null, { title: 'Version 1.4.1 deployed' }),
    ],
  },
  compared(),
  make('Points', [wave('checks', { base: 300, swing: 180, noise: 120 })], {
    field: { drawStyle: 'points', unit: 'ms' },
    options: { timeZones: ['America/New_York', 'Asia/Tokyo'] },
  }),
  make('No data', [
    { name: 'silent', start: exampleEnd - 3600, step: 60, values: new Float64Array(60).fill(Number.NaN) },
  ]),
];

/** A series with itself a week earlier. */
function compared(): PanelExample {
  const example = make('Compared with a week earlier', [wave('visitors', { base: 300, swing: 120 })]);
  const earlier = { ...wave('visitors a week earlier', { base: 260, swing: 110 }), name: 'visitors' };
  return { ...example, columns: { ...example.columns, 'A~7d': [earlier] } };
}
