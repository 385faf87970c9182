/** Series for the charts of Rickshaw: `[{"target": name, "datapoints": [{"x": seconds, "y": value}, …]}, …]`. */
import { ByteWriter } from '../protocol/byteWriter.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat } from './format.ts';
import { jsonAnswer } from './jsonAnswer.ts';
import { scriptNumber } from './scriptNumber.ts';

export const rickshaw: RenderFormat = {
  name: 'rickshaw',
  render(list, options) {
    const writer = new ByteWriter();
    writer.text('[');
    list.forEach((series, i) => {
      if (i > 0) writer.text(', ');
      writeSeries(series, writer);
    });
    writer.text(']');
    return jsonAnswer(writer.end(), options);
  },
};

function writeSeries({ name, start, step, end, values }: Series, writer: ByteWriter): void {
  writer.text(`{"target": ${JSON.stringify(name)}, "datapoints": [`);
  for (let i = 0; i < values.length && start + i * step < end; i++) {
    writer.text(`${i === 0 ? '' : ', '}{"x": ${start + i * step}, "y": ${scriptNumber(values[i]!)}}`);
  }
  writer.text(']}');
}
