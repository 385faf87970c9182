/** Graphite's csv: a row `name,time,value` for each value, in the manner of Python's `excel` dialect. */
import { ByteWriter } from '../protocol/byteWriter.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat } from './format.ts';
import { localTime } from './localTime.ts';
import { MAX_FLOAT_BYTES, putPythonFloat } from './pythonFloat.ts';

export const csv: RenderFormat = {
  name: 'csv',
  render(list, { tz = 'UTC' }) {
    const writer = new ByteWriter();
    const timeText = localTime(tz);
    for (const series of list) writeRows(series, timeText, writer);
    return { contentType: 'text/csv', body: writer.end() };
  },
};

/** An absent value is an empty field. */
function writeRows(
  { name, start, step, values }: Series,
  timeText: (seconds: number) => string,
  writer: ByteWriter,
): void {
  const field = quoted(name);
  for (let i = 0; i < values.length; i++) {
    writer.text(`${field},${timeText(start + i * step)},`);
    const value = values[i]!;
    if (!Number.isNaN(value)) {
      writer.reserve(MAX_FLOAT_BYTES);
      writer.length = putPythonFloat(writer.bytes, writer.length, value);
    }
    writer.text('\r\n');
  }
}

/** In quotation marks only if it has to be. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
