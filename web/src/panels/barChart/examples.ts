import { examplesOf, flat, trafficLight, wave } from '../exampleData.ts';

const example = examplesOf('bar-chart', { w: 12, h: 7 });
const hosts = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01'];
const loads = hosts.map((name, i) => flat(`hosts.${name}.cpu.all.percent`, [12, 48, 74, 96, 63, 31][i]));
const parts = ['user', 'system', 'iowait'].map((name, i) =>
  wave(`hosts.web01.cpu.all.${name}`, { base: [32, 11, 6][i] }),
);
const many = Array.from({ length: 60 }, (_, i) =>
  flat(`hosts.node${i + 1}.network.eth0.rx_bytes`, 1e6 * (1 + ((i * 37) % 61))),
);

export const examples = [
  example('Each series', loads, { field: { unit: 'percent' } }),
  example('Upright', loads, {
    field: { unit: 'percent', ...trafficLight },
    options: { orientation: 'vertical' },
  }),
  example('Largest first', loads, {
    field: { unit: 'percent' },
    options: { sort: 'desc', orientation: 'horizontal' },
  }),
  example('Stacks along time', parts, {
    field: { unit: 'percent' },
    options: { groupBy: 'time', stacking: 'normal' },
  }),
  example('Groups along time', parts, { field: { unit: 'percent' }, options: { groupBy: 'time' } }),
  example('Shares along time', parts, {
    field: { unit: 'percent' },
    options: { groupBy: 'time', stacking: 'percent', legend: { placement: 'right', mode: 'table' } },
  }),
  example('One stack', parts, { field: { unit: 'percent' }, options: { stacking: 'normal' } }),
  example(
    'Above and below zero',
    [flat('received', 4.2e7), flat('sent', -1.7e7), flat('lost', 0), flat('not measured', Number.NaN)],
    {
      field: { unit: 'binBps' },
      options: { orientation: 'vertical' },
    },
  ),
  example('Sixty hosts', many, { field: { unit: 'binBps' } }),
  example('Sixty hosts, upright', many, { field: { unit: 'binBps' }, options: { orientation: 'vertical' } }),
  example('One', loads.slice(2, 3), { field: { unit: 'percent' } }, { w: 6 }),
  example('Small', loads, { field: { unit: 'percent' } }, { w: 3, h: 4 }),
  example('Nothing measured', [flat('x', Number.NaN)], { options: { groupBy: 'time' } }, { w: 6 }),
];
