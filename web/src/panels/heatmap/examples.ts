import { examplesOf, flat, wave } from '../exampleData.ts';

const example = examplesOf('heatmap', { w: 12, h: 8 });
const fleet = (count: number, points: number) =>
  Array.from({ length: count }, (_, i) =>
    wave(`hosts.node${String(i + 1).padStart(3, '0')}.cpu.all.percent`, {
      base: 15 + ((i * 29) % 55),
      count: points,
      ...(i % 9 === 4 ? { gap: [0.4, 0.5] as const } : {}),
    }),
  );

export const examples = [
  example('Ranges of values', fleet(60, 240), { field: { unit: 'percent' } }),
  example('Twelve hosts', fleet(12, 240), {
    field: { unit: 'percent' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: put in when the link is followed
    options: { rows: 'series', rowLink: '/hosts/${__series.name}' },
  }),
  example('Thresholds', fleet(12, 240), {
    field: {
      unit: 'percent',
      color: { mode: 'thresholds' },
      thresholds: {
        steps: [
          { value: null, color: 'ok' },
          { value: 50, color: 'warn' },
          { value: 75, color: 'crit' },
        ],
      },
    },
    options: { rows: 'series' },
  }),
  example('Another scale', fleet(60, 240), {
    field: { unit: 'percent' },
    options: { scale: 'blues', buckets: 12, logarithmic: true },
  }),
  example(
    'Two hundred hosts, five hundred times',
    fleet(200, 500),
    {
      field: { unit: 'percent' },
      options: { rows: 'series', interval: 60 },
    },
    { w: 24, h: 12 },
  ),
  example('Small', fleet(30, 60), { field: { unit: 'percent' } }, { w: 4, h: 4 }),
  example('One value only', [flat('a', 7)], {}, { w: 6 }),
  example('Nothing measured', [flat('a', Number.NaN)], {}, { w: 6 }),
];
