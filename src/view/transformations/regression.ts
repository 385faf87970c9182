import type { Field, Frame } from '../frame.ts';
import { isSeries, numberField, timeField } from './frames.ts';
import { numberOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** The straight line that lies nearest to the values of each series (least squares), over its time or its rows. */
export const regression = defineTransformation({
  kind: 'regression',
  label: 'Linear regression',
  summary: 'Adds the straight line that fits each series best.',
  options: [
    { kind: 'text', path: 'suffix', label: 'Name behind the series', placeholder: 'trend' },
    {
      kind: 'number',
      path: 'ahead',
      label: 'Seconds ahead',
      min: 0,
      help: 'Draws the line on into the future.',
    },
    { kind: 'switch', path: 'replace', label: 'The line only' },
  ],
  apply(frames, options) {
    const suffix = textOption(options, 'suffix') || 'trend';
    const ahead = Math.max(0, numberOption(options, 'ahead') ?? 0);
    const replace = switchOption(options, 'replace');
    return frames.flatMap((frame) => {
      const lines = trendsOf(frame, suffix);
      if (lines.length === 0) return [frame];
      // A series keeps its frame, so that whatever else is known of it stays with it.
      if (isSeries(frame)) {
        const line = longer(frame, lines[0], ahead);
        return replace ? [line] : [frame, line];
      }
      const rest = replace ? frame.fields.filter(({ kind }) => kind !== 'number') : frame.fields;
      return [
        { ...frame, fields: [...rest, ...lines.map(({ name, at }) => numberField(name, at(xsOf(frame))))] },
      ];
    });
  },
});

interface Trend {
  readonly name: string;
  /** Values of the line at times, or rows. */
  at(xs: Float64Array): Float64Array;
}

function trendsOf(frame: Frame, suffix: string): Trend[] {
  const xs = xsOf(frame);
  return frame.fields.flatMap((field): Trend[] => {
    if (field.kind !== 'number') return [];
    const line = lineThrough(xs, field.values);
    if (line === null) return [];
    const { slope, middleX, middleY } = line;
    return [{ name: `${field.name} ${suffix}`, at: (at) => at.map((x) => middleY + slope * (x - middleX)) }];
  });
}

/** The frame's times, or the numbers of its rows. */
function xsOf(frame: Frame): Float64Array {
  const rows = frame.fields[0]?.values.length ?? 0;
  return timeField(frame)?.values ?? Float64Array.from({ length: rows }, (_, row) => row);
}

function longer(frame: Frame, trend: Trend, ahead: number): Frame {
  const times = xsOf(frame);
  const step = times.length > 1 ? times[1] - times[0] : 0;
  const more = step > 0 ? Math.min(100_000, Math.floor(ahead / step)) : 0;
  const all =
    more === 0
      ? times
      : Float64Array.from({ length: times.length + more }, (_, i) =>
          i < times.length ? times[i] : times[times.length - 1] + (i - times.length + 1) * step,
        );
  const time: Field = { name: frame.fields[0].name, kind: 'time', values: all };
  return { ...frame, name: trend.name, fields: [time, numberField(trend.name, trend.at(all))] };
}

/** The least squares line; null below two values. Computed around the middle: seconds since 1970 squared lose digits. */
function lineThrough(
  xs: Float64Array,
  ys: Float64Array,
): { readonly slope: number; readonly middleX: number; readonly middleY: number } | null {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < ys.length; i++) {
    if (Number.isNaN(ys[i]) || Number.isNaN(xs[i])) continue;
    count++;
    sumX += xs[i];
    sumY += ys[i];
  }
  if (count < 2) return null;
  const middleX = sumX / count;
  const middleY = sumY / count;
  let together = 0;
  let alone = 0;
  for (let i = 0; i < ys.length; i++) {
    if (Number.isNaN(ys[i]) || Number.isNaN(xs[i])) continue;
    together += (xs[i] - middleX) * (ys[i] - middleY);
    alone += (xs[i] - middleX) ** 2;
  }
  return alone === 0 ? null : { slope: together / alone, middleX, middleY };
}
