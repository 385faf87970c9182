/**
 * Graphite's json: an array of `{target, tags, datapoints: [[value, seconds], …]}`. Numbers are the shortest text
 * that reads back as the same double; Python also writes `1.0`, here it is `1`, which is the same JSON number.
 */
import { ByteWriter } from '../protocol/byteWriter.ts';
import { MAX_NUMBER_BYTES, putNumber } from '../protocol/numberText.ts';
import { consolidateToMaxDataPoints } from '../query/consolidate.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat, RenderOptions } from './format.ts';
import { jsonAnswer } from './jsonAnswer.ts';

export const json: RenderFormat = {
  name: 'json',
  render: (series, options) => jsonAnswer(jsonBody(series, options), options),
};

function jsonBody(list: readonly Series[], { maxDataPoints, noNullPoints = false }: RenderOptions): Buffer {
  // As in graphite-web, an answer without a single slot is an empty list.
  if (list.every((series) => series.values.length === 0)) return Buffer.from('[]');
  const consolidated = maxDataPoints === undefined ? list : consolidateToMaxDataPoints(list, maxDataPoints);
  const points = consolidated.reduce((sum, { values }) => sum + values.length, 0);
  const writer = new ByteWriter(points * USUAL_POINT_BYTES + 65_536);
  writer.text('[');
  let first = true;
  for (const series of consolidated) {
    if (noNullPoints && series.values.every(Number.isNaN)) continue;
    const target = JSON.stringify(series.name);
    const tags = JSON.stringify(series.tags);
    writer.text(`${first ? '' : ', '}{"target": ${target}, "tags": ${tags}, "datapoints": [`);
    writePoints(series, noNullPoints, writer);
    writer.text(']}');
    first = false;
  }
  writer.text(']');
  return writer.end();
}

const NULL = Buffer.from('null');
const INFINITE = Buffer.from('1e9999');
const [COMMA, SPACE, OPEN, CLOSE, MINUS] = [0x2c, 0x20, 0x5b, 0x5d, 0x2d];
/** `, [1234.5, 1700000000]` and the like. */
const USUAL_POINT_BYTES = 24;
/** `, [` and `, ` and `]` around two numbers. */
const MAX_POINT_BYTES = 6 + 2 * MAX_NUMBER_BYTES;
/** Points for which room is made at a time: enough to make little of the asking, and no more than 27 kB too much. */
const POINTS_AT_A_TIME = 512;

function writePoints({ values, start, step, end }: Series, noNullPoints: boolean, writer: ByteWriter): void {
  // No value begins after the end: combining series of unequal steps may leave part of a bucket there, which
  // graphite-web does not show either.
  const count = Math.min(values.length, Math.floor((end - start) / step) + 1);
  let first = true;
  for (let from = 0; from < count; from += POINTS_AT_A_TIME) {
    writer.reserve(POINTS_AT_A_TIME * MAX_POINT_BYTES);
    const { bytes } = writer;
    let at = writer.length;
    const to = Math.min(count, from + POINTS_AT_A_TIME);
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      // biome-ignore lint/suspicious/noSelfCompare: the quickest test for NaN, in the hottest loop of an answer.
      const absent = value !== value;
      if (absent && noNullPoints) continue;
      if (!first) {
        bytes[at++] = COMMA;
        bytes[at++] = SPACE;
      }
      first = false;
      bytes[at++] = OPEN;
      at = absent ? putBytes(bytes, at, NULL) : putValue(bytes, at, value);
      bytes[at++] = COMMA;
      bytes[at++] = SPACE;
      at = putNumber(bytes, at, start + i * step);
      bytes[at++] = CLOSE;
    }
    writer.length = at;
  }
}

/** JSON has no infinity; graphite-web writes a number that every reader takes for one. */
function putValue(bytes: Uint8Array, at: number, value: number): number {
  if (value === Number.POSITIVE_INFINITY) return putBytes(bytes, at, INFINITE);
  if (value !== Number.NEGATIVE_INFINITY) return putNumber(bytes, at, value);
  bytes[at] = MINUS;
  return putBytes(bytes, at + 1, INFINITE);
}

function putBytes(bytes: Uint8Array, at: number, constant: Uint8Array): number {
  for (let i = 0; i < constant.length; i++) bytes[at + i] = constant[i]!;
  return at + constant.length;
}
