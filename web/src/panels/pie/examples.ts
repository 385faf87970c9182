import { examplesOf, flat } from '../exampleData.ts';

const example = examplesOf('pie', { w: 8, h: 7 });
const used = [
  flat('hosts.web01.memory.used', 6.3e9),
  flat('hosts.web01.memory.cached', 5.1e9),
  flat('hosts.web01.memory.buffers', 0.6e9),
  flat('hosts.web01.memory.free', 4.2e9),
];
const many = Array.from({ length: 30 }, (_, i) =>
  flat(`tenants.customer${i + 1}.requests`, Math.round(9000 / (i + 1))),
);

export const examples = [
  example('Ring', used, { field: { unit: 'bytes' } }),
  example('Pie with labels', used, {
    field: { unit: 'bytes' },
    options: { shape: 'pie', labels: ['percent'] },
  }),
  example('Table', used, {
    field: { unit: 'bytes' },
    options: { legend: { mode: 'table' }, labels: ['percent'] },
  }),
  example('Below', used, { field: { unit: 'bytes' }, options: { legend: { placement: 'bottom' } } }),
  example('Thirty', many, { field: { unit: 'ops' } }),
  example('Names on slices', used, {
    field: { unit: 'bytes' },
    options: { shape: 'pie', labels: ['name', 'percent'], legend: { show: false } },
  }),
  example('One', used.slice(0, 1), { field: { unit: 'bytes' } }),
  example('Nothing above zero', [flat('a', 0), flat('b', -3), flat('c', Number.NaN)]),
  example('Small', used, { field: { unit: 'bytes' } }, { w: 3, h: 4 }),
];
