import { examplesOf, flat, trafficLight, wave } from '../exampleData.ts';

const example = examplesOf('gauge', { w: 6, h: 6 });
const disks = ['/', '/home', '/var', '/srv/media', '/boot', '/tmp'];
const disk = (name: string, i: number) => flat(name, [34, 71, 92, 55, 12, 3][i]);

export const examples = [
  example('Arc', [flat('hosts.web01.filesystems.root.used_percent', 63)], { field: { unit: 'percent' } }),
  example('Thresholds', [flat('hosts.web01.filesystems.root.used_percent', 83)], {
    field: { unit: 'percent', ...trafficLight },
    options: { showThresholdLabels: true },
  }),
  example('Circle', [flat('hosts.web01.filesystems.root.used_percent', 93)], {
    field: { unit: 'percent', ...trafficLight },
    options: { shape: 'circle' },
  }),
  example('Scale', [flat('battery', 41)], {
    field: { unit: 'percent', color: { mode: 'continuous', scale: 'red-yellow-green' } },
  }),
  example('Six disks', disks.map(disk), { field: { unit: 'percent', ...trafficLight } }, { w: 12, h: 7 }),
  example(
    'Six circles',
    disks.map(disk),
    {
      field: { unit: 'percent', ...trafficLight },
      options: { shape: 'circle' },
    },
    { w: 12, h: 4 },
  ),
  example('Range from the data', [wave('hosts.web01.network.rx_bytes', { base: 3.1e7, swing: 2e7 })], {
    field: { unit: 'binBps' },
  }),
  example('Around zero', [flat('outside.temperature', -7.5)], {
    field: { unit: 'celsius', min: -20, max: 40 },
  }),
  example('Words', [flat('raid.state', 2)], {
    field: { min: 0, max: 3, mappings: [{ kind: 'value', value: '2', text: 'Rebuilding', color: 'warn' }] },
  }),
  example('Nothing measured', [flat('x', Number.NaN)], { field: { unit: 'percent' } }),
  example('Small', [flat('x', 63)], { field: { unit: 'percent', ...trafficLight } }, { w: 2, h: 3 }),
];
