import { isSeries, timeField } from './frames.ts';
import { joinFrames } from './joinFrames.ts';
import { defineTransformation } from './transformation.ts';

/** All series in one table: a row for each time, a column for each series. Tables stay as they are. */
export const toTable = defineTransformation({
  kind: 'to-table',
  label: 'Series to table',
  summary: 'Makes one table of all series, with a row for each time.',
  options: [],
  apply(frames) {
    const series = frames.filter(isSeries);
    if (series.length === 0) return frames;
    return [joinFrames(series, timeField, 'outer'), ...frames.filter((frame) => !isSeries(frame))];
  },
});
