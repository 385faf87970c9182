import { exampleEnd, examplesOf, flat } from '../exampleData.ts';

const example = examplesOf('histogram', { w: 12, h: 7 });

/** Response times: a hump with a long tail, by Box and Muller's way from even numbers to a bell. */
function times(name: string, middle: number, count = 2000) {
  let state = middle;
  const even = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 0.5) / 2_147_483_648;
  };
  const values = Float64Array.from({ length: count }, () => {
    const bell = Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
    return middle * Math.exp(0.35 * bell);
  });
  return { name, start: exampleEnd - count * 10, step: 10, values };
}

export const examples = [
  example('One', [times('api.response_ms', 40)], {
    field: { unit: 'ms' },
    options: { percentiles: [50, 95, 99] },
  }),
  example('Three', [times('api.get_ms', 22), times('api.post_ms', 55), times('api.search_ms', 90)], {
    field: { unit: 'ms' },
  }),
  example('Combined, table', [times('api.get_ms', 22), times('api.post_ms', 55)], {
    field: { unit: 'ms' },
    options: {
      combine: true,
      legend: { show: true, mode: 'table', placement: 'right' },
      percentiles: [99.9],
    },
  }),
  example('Wide buckets', [times('api.response_ms', 40)], {
    field: { unit: 'ms' },
    options: { bucketSize: 25 },
  }),
  example('One value only', [flat('a', 7)]),
  example('Nothing measured', [flat('a', Number.NaN)], {}, { w: 6 }),
  example('Small', [times('api.response_ms', 40)], { field: { unit: 'ms' } }, { w: 3, h: 4 }),
];
