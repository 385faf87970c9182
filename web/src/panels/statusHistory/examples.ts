import { examplesOf, trafficLight, wave } from '../exampleData.ts';
import { states, upDown } from '../stateTimeline/exampleStates.ts';

const example = examplesOf('status-history', { w: 12, h: 8 });
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
  example('Thresholds, values shown', loads, {
    field: { unit: 'percent', decimals: 0, ...trafficLight },
    options: { columns: 12, legend: { mode: 'table', placement: 'right' } },
  }),
  example(
    'Two hundred hosts',
    Array.from({ length: 200 }, (_, i) => states(`hosts.node${i + 1}.up`, [1, 1, 1, 1, 0])),
    { field: upDown },
  ),
  example(
    'Small',
    hosts.slice(0, 2).map((host) => states(`hosts.${host}.up`, [1, 1, 0])),
    { field: upDown },
    { w: 4, h: 4 },
  ),
  example('Nothing measured', [wave('hosts.web01.up', { base: 1, gap: [0, 1] })]),
  example('No series', []),
];
