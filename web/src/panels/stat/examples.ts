import { exampleEnd, examplesOf, flat, trafficLight, wave } from '../exampleData.ts';

const example = examplesOf('stat', { w: 6, h: 4 });
const hosts = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01', 'cache02', 'build', 'backup'];
const load = (name: string, base: number) => wave(`${name}.cpu.all.percent`, { base, swing: base * 0.3 });
const stopped = wave('hosts.web01.cpu.all.percent', { base: 42 });

export const examples = [
  example('One value', [wave('hosts.web01.cpu.all.percent', { base: 42 })], { field: { unit: 'percent' } }),
  example('Thresholds', [wave('hosts.db01.cpu.all.percent', { base: 82, swing: 3 })], {
    field: { unit: 'percent', ...trafficLight },
    options: { showChange: true },
  }),
  example('Background', [wave('hosts.db01.cpu.all.percent', { base: 94, swing: 2 })], {
    field: { unit: 'percent', ...trafficLight },
    options: { colorMode: 'background' },
  }),
  example('Bytes, no graph', [wave('hosts.web01.memory.used', { base: 6.3e9 })], {
    field: { unit: 'bytes' },
    options: { graph: 'none' },
  }),
  example(
    'Nine hosts',
    hosts.map((name, i) => load(name, 20 + 9 * i)),
    {
      field: { unit: 'percent', decimals: 1, ...trafficLight },
    },
    { w: 12, h: 8 },
  ),
  example(
    'Nine hosts, background',
    hosts.map((name, i) => load(name, 20 + 9 * i)),
    {
      field: { unit: 'percent', decimals: 0, ...trafficLight },
      options: { colorMode: 'background' },
    },
    { w: 12, h: 8 },
  ),
  example(
    'Below each other',
    hosts.slice(0, 3).map((name, i) => load(name, 20 + 30 * i)),
    {
      field: { unit: 'percent', decimals: 1 },
      options: { orientation: 'horizontal' },
    },
    { w: 6, h: 8 },
  ),
  example(
    'Words',
    [flat('hosts.web01.up', 1), flat('hosts.web02.up', 0), flat('hosts.web03.up', Number.NaN)],
    {
      field: {
        mappings: [
          { kind: 'value', value: '1', text: 'Up', color: 'ok' },
          { kind: 'value', value: '0', text: 'Down since the last deployment', color: 'crit' },
          { kind: 'special', match: 'null+nan', text: 'Not known', color: 'warn' },
        ],
      },
      options: { colorMode: 'background', graph: 'none' },
    },
    { w: 8, h: 5 },
  ),
  example('Stale', [{ ...stopped, start: stopped.start - 720 }], { field: { unit: 'percent' } }),
  example('Nothing measured', [flat('hosts.web01.cpu.all.percent', Number.NaN)], {
    field: { unit: 'percent' },
  }),
  example('Negative', [{ ...wave('balance', { base: -1234.5, swing: 400 }), start: exampleEnd - 7200 }], {
    field: { unit: 'currencyEUR' },
    options: { showChange: true },
  }),
  example(
    'Long name',
    [load('hosts.a-very-long-name-of-a-host-in-the-third-data-centre.example.com', 55)],
    {
      field: { unit: 'percent' },
      options: { text: 'value-and-name' },
    },
    { w: 4 },
  ),
  example(
    'Smallest',
    [wave('hosts.web01.cpu.all.percent', { base: 42 })],
    { field: { unit: 'percent' } },
    { w: 2, h: 2 },
  ),
  example('No series', []),
];
