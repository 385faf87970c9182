import { panelOptions } from '../../../schema/panelOptions.ts';
import { intervalSeconds, intervalText } from '../../../view/variables/intervals.ts';
import { type JsonObject, numberOf, objectOr } from '../json.ts';
import { flag, member, same, type Words, words } from '../members.ts';
import type { PanelKind } from './panelKind.ts';

/** Scales of colours; the first of Grafana's names is the one that is written. */
const scale = words({
  Oranges: 'oranges',
  Blues: 'blues',
  Greens: 'greens',
  Purples: 'purples',
  Reds: 'reds',
  Turbo: 'turbo',
  Viridis: 'viridis',
  Magma: 'magma',
  Inferno: 'inferno',
  Plasma: 'plasma',
  RdYlGn: 'red-yellow-green',
  YlOrRd: 'yellow-red',
  YlOrBr: 'yellow-red',
  OrRd: 'reds',
  YlGnBu: 'yellow-blue',
  PuBu: 'blues',
  GnBu: 'blues',
  BuGn: 'greens',
  YlGn: 'greens',
  BuPu: 'blue-purple',
  Spectral: 'red-yellow-green',
  RdYlBu: 'blue-yellow-red',
  Rainbow: 'turbo',
});

const width: Words = {
  read: (value) => {
    const seconds = typeof value === 'string' ? intervalSeconds(value) : null;
    return seconds !== null && Number.isInteger(seconds) ? seconds : undefined;
  },
  write: (value) => intervalText(Number(value)),
};
const shape = panelOptions.heatmap.shape;

/** Counts fall into buckets when Grafana calculates; otherwise each series is a line already. */
export const heatmap: PanelKind = {
  grafana: 'heatmap',
  ours: 'heatmap',
  members: [
    member(
      'rows',
      'calculate',
      { read: (value) => (value === true ? 'buckets' : 'series'), write: (value) => value === 'buckets' },
      {
        ours: 'buckets',
        grafana: 'series',
      },
    ),
    member('scale', 'color.scheme', scale, { ours: 'viridis', grafana: 'oranges' }),
    member('reverse', 'color.reverse', flag, { ours: false, grafana: false }),
    member('from', 'color.min', same(shape.from)),
    member('to', 'color.max', same(shape.to)),
    member('showScale', 'legend.show', flag, { ours: true, grafana: true }),
  ],
  read: ({ options }) => {
    const { xBuckets, yBuckets } = objectOr(options['calculation']);
    const { mode, value, scale: axis } = objectOr(yBuckets);
    const size = numberOf(value);
    const interval =
      objectOr(xBuckets)['mode'] === 'size' ? width.read(objectOr(xBuckets)['value']) : undefined;
    const kind = objectOr(axis)['type'];
    return {
      ...(interval !== undefined && { interval }),
      ...(size !== undefined && size > 0 && (mode === 'size' ? { bucketSize: size } : countOf(size))),
      ...((kind === 'log' || kind === 'symlog') && { logarithmic: true }),
    };
  },
  write: ({ interval, bucketSize, buckets, logarithmic }) => {
    const y: JsonObject = {};
    if (bucketSize !== undefined) Object.assign(y, { mode: 'size', value: String(bucketSize) });
    else if (buckets !== undefined) Object.assign(y, { mode: 'count', value: String(buckets) });
    if (logarithmic === true) y['scale'] = { type: 'log', log: 10 };
    const calculation = {
      ...(interval !== undefined && { xBuckets: { mode: 'size', value: width.write(interval) } }),
      ...(Object.keys(y).length > 0 && { yBuckets: y }),
    };
    return Object.keys(calculation).length === 0 ? {} : { options: { calculation } };
  },
};

function countOf(size: number): JsonObject {
  return shape.buckets.safeParse(size).success ? { buckets: size } : {};
}
