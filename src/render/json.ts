/**
 * Graphite's json: an array of `{target, tags, datapoints: [[value, seconds], …]}`. Numbers are the shortest text
 * that reads back as the same double; Python also writes `1.0`, here it is `1`, which is the same JSON number.
 */
import { consolidateToMaxDataPoints } from '../query/consolidate.ts';
import type { Series } from '../query/series.ts';
import { type RenderFormat, RenderOptionError, type RenderOptions } from './format.ts';

export const json: RenderFormat = {
  name: 'json',
  render(series, options) {
    const body = jsonBody(series, options);
    if (options.jsonp === undefined) return { contentType: 'application/json', body };
    const opening = `${checkedCallback(options.jsonp)}(`;
    return {
      contentType: 'text/javascript',
      body: Buffer.concat([Buffer.from(opening), body, Buffer.from(')')]),
    };
  },
};

function jsonBody(list: readonly Series[], { maxDataPoints, noNullPoints = false }: RenderOptions): Buffer {
  // As in graphite-web, an answer without a single slot is an empty list.
  if (list.every((series) => series.values.length === 0)) return Buffer.from('[]');
  const consolidated = maxDataPoints === undefined ? list : consolidateToMaxDataPoints(list, maxDataPoints);
  const writer = new TextWriter();
  writer.add('[');
  let first = true;
  for (const series of consolidated) {
    if (noNullPoints && series.values.every(Number.isNaN)) continue;
    const target = JSON.stringify(series.name);
    const tags = JSON.stringify(series.tags);
    writer.add(`${first ? '' : ', '}{"target": ${target}, "tags": ${tags}, "datapoints": [`);
    writePoints(series, noNullPoints, writer);
    writer.add(']}');
    first = false;
  }
  writer.add(']');
  return writer.end();
}

function writePoints({ values, start, step, end }: Series, noNullPoints: boolean, writer: TextWriter): void {
  // No value begins after the end: combining series of unequal steps may leave part of a bucket there, which
  // graphite-web does not show either.
  const count = Math.min(values.length, Math.floor((end - start) / step) + 1);
  let separator = '[';
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const seconds = start + i * step;
    // biome-ignore lint/suspicious/noSelfCompare: the quickest test for NaN, in the hottest loop of an answer.
    if (value !== value) {
      if (noNullPoints) continue;
      writer.add(`${separator}null, ${seconds}]`);
    } else writer.add(`${separator}${numberText(value)}, ${seconds}]`);
    separator = ', [';
  }
}

/** JSON has no infinity; graphite-web writes a number that every reader takes for one. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return `${value}`;
  return value > 0 ? '1e9999' : '-1e9999';
}

/** A callback that is not a plain name would be a script of the visitor's own making in our answer. */
export function checkedCallback(name: string): string {
  if (/^[A-Za-z_$][\w$.]{0,99}$/.test(name)) return name;
  throw new RenderOptionError('jsonp has to be the name of a function: letters, digits, _, $ and dots');
}

/** Collects text and turns it into bytes piece by piece, so that no single string grows to the size of the answer. */
class TextWriter {
  private readonly chunks: Buffer[] = [];
  private text = '';

  add(text: string): void {
    this.text += text;
    if (this.text.length > 65_536) this.flush();
  }

  end(): Buffer {
    this.flush();
    return Buffer.concat(this.chunks);
  }

  private flush(): void {
    this.chunks.push(Buffer.from(this.text));
    this.text = '';
  }
}
