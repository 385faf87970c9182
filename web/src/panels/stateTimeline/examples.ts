import { examplesOf, trafficLight, wave } from '../exampleData.ts';
import { states, upDown } from './exampleStates.ts';

const example = examplesOf('state-timeline', { w: 12, h: 8 });
const hosts = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01'];
const loads = hosts.map((host, i) =>
  wave(`hosts.${host}.cpu.all.percent`, { base: 50 + 6 * i, swing: 30, count: 240 }),
);

export const examples = [
  example(
    'Up and down',
    hosts.map((host) => states(`hosts.${host}.up`, [1, 1, 1, 0, 1, Number.NaN])),
    { field: upDown },
  ),
  example('Thresholds', loads, { field: { unit: 'percent', ...trafficLight } }),
  example(
    'Words without colours',
    [states('deploy.stage', [1, 2, 3, 4, 2]), states('backup.stage', [3, 1, 2])],
    {
      field: {
        mappings: [
          { kind: 'value', value: '1', text: 'Waiting' },
          { kind: 'value', value: '2', text: 'Building' },
          { kind: 'value', value: '3', text: 'Testing' },
          { kind: 'value', value: '4', text: 'Rolling out' },
        ],
      },
      options: { legend: { mode: 'table', placement: 'right' } },
    },
  ),
  example('Every value', loads.slice(0, 3), {
    field: { unit: 'percent', decimals: 0, color: { mode: 'continuous', scale: 'viridis' } },
    options: { mergeEqual: false, rowHeight: 1, legend: { show: false } },
  }),
  example(
    'Sixty hosts',
    Array.from({ length: 60 }, (_, i) => states(`hosts.node${i + 1}.up`, [1, 1, 1, 1, 0])),
    { field: upDown },
  ),
  example(
    'Five a page',
    Array.from({ length: 23 }, (_, i) => states(`hosts.node${i + 1}.up`, [1, 1, 1, 1, 0])),
    { field: upDown, options: { perPage: 5 } },
  ),
  example(
    'Long names',
    [
      states('hosts.a-very-long-name-of-a-host-in-the-third-data-centre.up', [1, 0, 1]),
      states('hosts.b.up', [1, 1, 0]),
    ],
    { field: upDown },
    { w: 6, h: 5 },
  ),
  example(
    'A single line',
    [states('hosts.web01.up', [1, 1, 0])],
    { field: upDown, options: { legend: { show: false } } },
    { h: 3 },
  ),
  example('Nothing measured', [wave('hosts.web01.up', { base: 1, gap: [0, 1] })]),
  example('No series', []),
];
