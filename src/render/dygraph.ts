/** Rows for the charts of dygraphs: `{"labels": ["Time", name, …], "data": [[milliseconds, value, …], …]}`. */
import { ByteWriter } from '../protocol/byteWriter.ts';
import type { Series } from '../query/series.ts';
import { type RenderFormat, RenderOptionError } from './format.ts';
import { jsonAnswer } from './jsonAnswer.ts';
import { scriptNumber } from './scriptNumber.ts';

/** Rows times columns: about 100 MB of text. */
const MAX_CELLS = 10_000_000;

export const dygraph: RenderFormat = {
  name: 'dygraph',
  render: (list, { jsonp }) => jsonAnswer(list.length === 0 ? Buffer.from('{}') : table(list), { jsonp }),
};

/**
 * A row for every second at which any series has a slot, with null where others have none; graphite-web fails for
 * series that do not lie on the grid of the first.
 */
function table(list: readonly Series[]): Buffer {
  const seconds = rowSeconds(list);
  if (seconds.length * list.length > MAX_CELLS) {
    throw new RenderOptionError(
      `format=dygraph would be ${seconds.length} rows of ${list.length} columns, more than ${MAX_CELLS} values: ` +
        'ask for fewer series or a shorter range',
    );
  }
  const writer = new ByteWriter();
  const labels = JSON.stringify(['Time', ...list.map(({ name }) => name)]);
  writer.text(`{"labels" : ${labels}, "data" : [`);
  seconds.forEach((at, row) => {
    writer.text(`${row === 0 ? '' : ', '}[${at * 1000}`);
    for (const series of list) writer.text(`, ${scriptNumber(valueAt(series, at))}`);
    writer.text(']');
  });
  writer.text(']}');
  return writer.end();
}

function rowSeconds(list: readonly Series[]): readonly number[] {
  const all = new Set<number>();
  const grids = new Map(
    list.map(({ start, step, values }) => [`${start} ${step} ${values.length}`, { start, step, values }]),
  );
  for (const { start, step, values } of grids.values()) {
    for (let i = 0; i < values.length; i++) all.add(start + i * step);
  }
  return [...all].sort((a, b) => a - b);
}

/** NaN where the series has no slot that begins then. */
function valueAt({ start, step, values }: Series, seconds: number): number {
  return values[(seconds - start) / step] ?? Number.NaN;
}
