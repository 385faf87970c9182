/**
 * carbonapi's third protocol: `MultiFetchResponse` of
 * https://github.com/go-graphite/protocol/blob/master/carbonapi_v3_pb/carbonapi_v3_pb.proto
 */
import { ProtobufWriter } from '../protocol/protobufWriter.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat, RenderOptions } from './format.ts';

export const protobufV3: RenderFormat = {
  name: 'carbonapi_v3_pb',
  render(list, { range }) {
    const answer = new ProtobufWriter();
    for (const series of list) answer.message(1, fetchResponse(series, range));
    return { contentType: 'application/x-carbonapi-v3-pb', body: answer.end() };
  },
};

/** An absent value is NaN. */
function fetchResponse(series: Series, range: RenderOptions['range']): ProtobufWriter {
  return new ProtobufWriter()
    .string(1, series.name)
    .string(2, series.pathExpression)
    .string(3, series.consolidation)
    .integer(4, series.start)
    .integer(5, series.end)
    .integer(6, series.step)
    .float(7, series.xFilesFactor)
    .doubles(9, series.values)
    .integer(11, range?.from ?? 0)
    .integer(12, range?.until ?? 0);
}
