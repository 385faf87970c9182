/** How often values of each size occur. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { calculate } from '../calculations.ts';
import type { PanelSeries } from '../panelData.ts';
import { fade } from '../scene/color.ts';
import { type Box, PolylineBuilder, type Scene } from '../scene/scene.ts';
import { formatCount, formatValue } from '../units/units.ts';
import { LABELS_BELOW, paintLabelsBelow, paintLabelsBeside } from './parts/axisLabels.ts';
import { type Buckets, bucketsOf, countInto } from './parts/buckets.ts';
import { axisRoom, axisShare, labelledAxis } from './parts/labelledAxis.ts';
import { type LegendEntry, layOutLegend } from './parts/legendBox.ts';
import { baselineOf, Painter, SMALL } from './parts/painter.ts';
import { shownSeries } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import type { SceneInput } from './sceneInput.ts';

type HistogramOptions = PanelOptions<'histogram'>;

const BUCKETS = 30;

/** One histogram of a panel. */
interface Counted {
  readonly key: string;
  readonly label: string;
  readonly color: PanelSeries['color'];
  readonly counts: Float64Array;
  readonly total: number;
  readonly series?: string;
}

export function drawHistogram({ data, options, context }: SceneInput<HistogramOptions>): Scene {
  const series = shownSeries(data);
  if (series.length === 0) return sayInstead(context, 'No series found');
  const all = finiteValues(series);
  if (all.length === 0) return sayInstead(context, 'Nothing was measured in this time range');
  const buckets = bucketsOf(all, options.bucketSize, options.buckets ?? BUCKETS);
  const counted = options.combine
    ? [countOf(`${series.length} series`, 'all', series, buckets, series[0])]
    : series.map((one) => countOf(one.label, one.key, [one], buckets, one));
  const painter = new Painter(context);
  const entries = counted.map(({ key, label, color, total, series: of }): LegendEntry => {
    return { key, label, color, values: [formatCount(total)], ...(of === undefined ? {} : { series: of }) };
  });
  const legend = layOutLegend(
    {
      entries: (options.legend?.show ?? counted.length > 1) ? entries : [],
      options: options.legend,
      headings: ['Values'],
      box: { x: 0, y: 0, width: context.width, height: context.height },
    },
    painter,
  );
  paintHistogram(painter, counted, buckets, series[0], all, legend.rest, options);
  legend.paint(painter);
  const write = (value: number) => formatValue(value, series[0].unit, series[0].config.decimals);
  return painter.scene(
    context,
    `${formatCount(all.length)} values from ${write(calculate('min', all))} to ${write(calculate('max', all))}`,
  );
}

function finiteValues(series: readonly PanelSeries[]): Float64Array {
  const all = new Float64Array(series.reduce((sum, { values }) => sum + values.length, 0));
  let used = 0;
  for (const { values } of series) {
    for (const value of values) if (Number.isFinite(value)) all[used++] = value;
  }
  return all.subarray(0, used);
}

function countOf(
  label: string,
  key: string,
  list: readonly PanelSeries[],
  buckets: Buckets,
  { color }: PanelSeries,
): Counted {
  const counts = new Float64Array(buckets.count);
  const total = list.reduce((sum, { values }) => sum + countInto(counts, values, buckets), 0);
  return { key, label, color, counts, total, ...(list.length === 1 ? { series: key } : {}) };
}

function paintHistogram(
  painter: Painter,
  counted: readonly Counted[],
  buckets: Buckets,
  { unit, config }: PanelSeries,
  all: Float64Array,
  box: Box,
  { percentiles = [] }: HistogramOptions,
): void {
  const { inks, measure } = painter;
  const write = (value: number) => formatValue(value, unit, config.decimals);
  const greatest = counted.reduce((most, { counts }) => Math.max(most, ...counts), 0);
  const labelled = box.height > 60 && box.width > 100;
  const above = percentiles.length > 0 ? 18 : 6;
  const height = Math.max(1, box.height - above - (labelled ? LABELS_BELOW : 0));
  const countAxis = labelledAxis({
    low: 0,
    high: greatest,
    unit: 'short',
    config: {},
    length: height,
    spacing: 34,
  });
  const axisWidth = labelled ? axisRoom(countAxis, measure, box.width) : 0;
  const plot = { x: box.x + axisWidth, y: box.y + above, width: Math.max(1, box.width - axisWidth), height };
  const end = buckets.start + buckets.size * buckets.count;
  const valueAxis = labelledAxis({
    low: buckets.start,
    high: end,
    unit,
    config: {
      min: buckets.start,
      max: end,
      ...(config.decimals === undefined ? {} : { decimals: config.decimals }),
    },
    length: plot.width,
    spacing: 76,
  });
  const xOf = (value: number) => plot.x + plot.width * axisShare(valueAxis, value);
  const yOf = (count: number) => plot.y + plot.height * (1 - axisShare(countAxis, count));
  countAxis.ticks.forEach((tick) => {
    const y = Math.round(yOf(tick)) + 0.5;
    painter.line(plot.x, y, plot.x + plot.width, y, { color: tick === 0 ? inks.zero : inks.grid, width: 1 });
  });
  if (labelled) {
    paintLabelsBeside(painter, countAxis, plot, box.x);
    paintLabelsBelow(painter, valueAxis, plot, [box.x, box.x + box.width]);
  }
  const alone = counted.length === 1;
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const from = buckets.start + bucket * buckets.size;
    const [left, right] = [xOf(from), xOf(from + buckets.size)];
    const here = counted.filter(({ counts }) => counts[bucket] > 0);
    if (here.length === 0) continue;
    const bar = { x: left, y: plot.y, width: right - left, height: plot.height };
    painter.mark(
      {
        key: `bucket ${from}`,
        label: `${write(from)} to ${write(from + buckets.size)}`,
        ...(alone
          ? { value: countText(here[0].counts[bucket], here[0].total), color: here[0].color }
          : {
              details: here.map(({ label, counts, total, color }) => ({
                name: label,
                value: countText(counts[bucket], total),
                color,
              })),
            }),
      },
      bar,
      (inside) => {
        for (const { counts, color } of here) {
          const y = yOf(counts[bucket]);
          // Histograms on top of each other shine through.
          const fill = alone ? color : fade(color, 0.4);
          const inset = bar.width > 4 ? 0.5 : 0;
          const rectangle = {
            x: left + inset,
            y,
            width: bar.width - 2 * inset,
            height: plot.y + plot.height - y,
          };
          inside.rectangle(rectangle, fill, alone ? Math.min(1.5, bar.width / 4) : 0);
        }
      },
    );
  }
  if (!alone) for (const one of counted) paintOutline(painter, one, buckets, xOf, yOf);
  paintPercentiles(painter, percentiles, all, plot, box, xOf, write);
}

function countText(count: number, total: number): string {
  return `${formatCount(count)} · ${formatValue((count / total) * 100, 'percent', 1)}`;
}

/** The upper edge of a histogram, so that it is seen among others. */
function paintOutline(
  painter: Painter,
  { counts, color }: Counted,
  buckets: Buckets,
  xOf: (value: number) => number,
  yOf: (count: number) => number,
): void {
  const line = new PolylineBuilder();
  line.moveTo(xOf(buckets.start), yOf(0));
  counts.forEach((count, i) => {
    const from = buckets.start + i * buckets.size;
    line.lineTo(xOf(from), yOf(count));
    line.lineTo(xOf(from + buckets.size), yOf(count));
  });
  line.lineTo(xOf(buckets.start + buckets.size * counts.length), yOf(0));
  painter.add({ kind: 'line', line: line.build(), stroke: { color, width: 1.25 } });
}

function paintPercentiles(
  painter: Painter,
  percentiles: readonly number[],
  all: Float64Array,
  plot: Box,
  box: Box,
  xOf: (value: number) => number,
  write: (value: number) => string,
): void {
  const { inks, measure } = painter;
  let free = box.x;
  for (const percent of [...percentiles].sort((a, b) => a - b)) {
    const value = calculate(`p${percent}`, all);
    const x = Math.round(xOf(value)) + 0.5;
    const stroke = { color: inks.text2, width: 1, dash: [3, 3] } as const;
    painter.line(x, plot.y - 4, x, plot.y + plot.height, stroke);
    const text = `p${percent} ${write(value)}`;
    const width = measure(text, SMALL);
    // Labels stand around their lines; one that would lie on its neighbour is left out.
    const left = Math.max(box.x, Math.min(box.x + box.width - width, x - width / 2));
    if (left < free || width > box.width) continue;
    painter.text(text, SMALL, inks.text2, { x: left, y: baselineOf(plot.y - 11, SMALL) });
    free = left + width + 8;
  }
}
