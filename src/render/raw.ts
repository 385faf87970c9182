/** Graphite's raw: a line `name,start,end,step|value,value,…` for each series. */
import { ByteWriter } from '../protocol/byteWriter.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat } from './format.ts';
import { MAX_FLOAT_BYTES, putPythonFloat } from './pythonFloat.ts';

const COMMA = 0x2c;

export const raw: RenderFormat = {
  name: 'raw',
  render(list) {
    const writer = new ByteWriter();
    for (const series of list) writeLine(series, writer);
    return { contentType: 'text/plain', body: writer.end() };
  },
};

function writeLine({ name, start, end, step, values }: Series, writer: ByteWriter): void {
  writer.text(`${name},${start},${end},${step}|`);
  for (let i = 0; i < values.length; i++) {
    if (i > 0) writer.byte(COMMA);
    const value = values[i]!;
    if (Number.isNaN(value)) writer.text('None');
    else {
      writer.reserve(MAX_FLOAT_BYTES);
      writer.length = putPythonFloat(writer.bytes, writer.length, value);
    }
  }
  writer.text('\n');
}
