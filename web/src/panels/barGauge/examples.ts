import { examplesOf, flat, trafficLight, wave } from '../exampleData.ts';

const example = examplesOf('bar-gauge', { w: 8, h: 7 });
const hosts = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01'];
const loads = hosts.map((name, i) => flat(`hosts.${name}.cpu.all.percent`, [12, 48, 74, 96, 63, 31][i]));
const percent = { unit: 'percent', ...trafficLight };

export const examples = [
  example('Gradient', loads, { field: percent }),
  example('Plain, largest first', loads, { field: percent, options: { display: 'basic', sort: 'desc' } }),
  example('Cells', loads, { field: percent, options: { display: 'lcd' } }),
  example('In the series’ colours', loads, { field: { unit: 'percent' } }),
  example('Names above', loads.slice(0, 4), { field: percent, options: { namePlacement: 'top' } }),
  example('Upright', loads, { field: percent, options: { orientation: 'vertical' } }),
  example('Upright cells', loads, { field: percent, options: { orientation: 'vertical', display: 'lcd' } }),
  example('A scale', loads, {
    field: { unit: 'percent', color: { mode: 'continuous', scale: 'blue-yellow-red' } },
  }),
  example(
    'Below zero',
    [flat('in', 420), flat('out', -310), flat('nothing', 0), flat('missing', Number.NaN)],
    {
      field: { unit: 'Bps' },
    },
  ),
  example(
    'Forty hosts',
    Array.from({ length: 40 }, (_, i) =>
      wave(`hosts.node${i + 1}.memory.used`, { base: 1e9 * (1 + ((i * 7) % 13)) }),
    ),
    {
      field: { unit: 'bytes' },
      options: { sort: 'desc' },
    },
  ),
  example(
    'Top five',
    Array.from({ length: 40 }, (_, i) =>
      wave(`hosts.node${i + 1}.memory.used`, { base: 1e9 * (1 + ((i * 7) % 13)) }),
    ),
    {
      field: { unit: 'bytes' },
      options: { sort: 'desc', reduce: { limit: 5 } },
    },
  ),
  example('With links', loads.slice(0, 3), {
    field: {
      ...percent,
      links: [
        { title: 'Open in Explore', url: '/explore' },
        { title: 'All hosts', url: '/' },
      ],
    },
  }),
  example('One', loads.slice(3, 4), { field: percent }, { h: 3 }),
];
