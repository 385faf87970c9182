import { defineFunction } from '../registry/defineFunction.ts';
import { integer, optional, type Param, seriesList } from '../registry/params.ts';
import { rename } from '../series.ts';

/** As carbonapi's list of functions has it, though a tag makes no sense here. */
const nodeNum: Param<number> = {
  ...integer('position of the only segment to decode, counted from 1; the whole name unless given'),
  type: 'nodeOrTag',
};

export const aliasByBase64 = defineFunction({
  name: 'aliasByBase64',
  group: 'Alias',
  summary: 'Decodes names, or one segment of them, that are written in base64.',
  description: "What is not the base64 of a text stays as it is. One of carbonapi's functions.",
  params: { seriesList: seriesList('the series to name'), nodeNum: optional(nodeNum) },
  check: ({ nodeNum }) =>
    nodeNum === undefined || nodeNum > 0 ? undefined : 'positions of segments count from 1',
  run: ({ seriesList, nodeNum }) =>
    seriesList.map((series) => {
      if (nodeNum === undefined) return rename(series, decoded(series.name));
      const segments = (series.tags['name'] ?? series.name).split('.');
      const segment = segments[nodeNum - 1];
      if (segment === undefined) return series;
      segments[nodeNum - 1] = decoded(segment);
      return rename(series, segments.join('.'));
    }),
  cases: [
    {
      call: 'aliasByBase64(bWV0cmljLm5hbWVz)',
      given: { bWV0cmljLm5hbWVz: [1, null] },
      expect: { 'metric.names': [1, null] },
    },
    {
      call: 'aliasByBase64(metric.*, 2)',
      given: { 'metric.bmFtZQ==': [1], 'metric.no-code': [2] },
      expect: { 'metric.name': [1], 'metric.no-code': [2] },
    },
    { call: 'aliasByBase64(a.b,3)', given: { 'a.b': [1] }, expect: { 'a.b': [1] } },
  ],
});

/** The text behind it; the same again if it is no base64, or not of a text. */
function decoded(written: string): string {
  const bytes = Buffer.from(written, 'base64');
  if (bytes.toString('base64') !== written) return written;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return written;
  }
}
