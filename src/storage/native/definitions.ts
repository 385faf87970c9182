import {
  AGGREGATION_METHODS,
  type AggregationMethod,
  type Archive,
  type SeriesSchema,
} from '../../model/retention.ts';
import { type SeriesRegistry, type StoredSchema, schemaText } from './seriesRegistry.ts';

/**
 * Definitions are how the registry is stored, in the write-ahead log and in the registry file alike:
 *
 *   schema   u8 1 | u8 0 | u16 number | u16 length | text
 *   series   u8 2 | u8 0 | u16 schema | u16 length | u32 number | name
 */
const SCHEMA = 1;
const SERIES = 2;
const SCHEMA_HEADER = 6;
const SERIES_HEADER = 10;

/** Encoded definitions, one after the other in one buffer: no object for a series. */
export class DefinitionList {
  count = 0;
  private buffer = new Uint8Array(4096);
  private view = new DataView(this.buffer.buffer);
  private used = 0;

  /** The bytes so far; valid until the next change. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.used);
  }

  addSchema(stored: StoredSchema): void {
    const text = encoder.encode(schemaText(stored.schema));
    const at = this.reserve(SCHEMA_HEADER + text.length);
    this.header(at, SCHEMA, stored.number, text.length);
    this.buffer.set(text, at + SCHEMA_HEADER);
  }

  addSeries(series: number, schema: number, name: Uint8Array): void {
    const at = this.reserve(SERIES_HEADER + name.length);
    this.header(at, SERIES, schema, name.length);
    this.view.setUint32(at + 6, series, true);
    this.buffer.set(name, at + SERIES_HEADER);
  }

  clear(): void {
    this.used = 0;
    this.count = 0;
  }

  private header(at: number, kind: number, number: number, length: number): void {
    this.buffer[at] = kind;
    this.buffer[at + 1] = 0;
    this.view.setUint16(at + 2, number, true);
    this.view.setUint16(at + 4, length, true);
  }

  private reserve(bytes: number): number {
    const at = this.used;
    if (at + bytes > this.buffer.length) {
      const grown = new Uint8Array(Math.max(at + bytes, this.buffer.length * 2));
      grown.set(this.buffer);
      this.buffer = grown;
      this.view = new DataView(grown.buffer);
    }
    this.used = at + bytes;
    this.count++;
    return at;
  }
}

function parseSchemaText(text: string): SeriesSchema {
  const [archives = '', aggregation = '', xFilesFactor = ''] = text.split('|');
  if (!(AGGREGATION_METHODS as readonly string[]).includes(aggregation)) {
    throw new Error(`a stored schema names the unknown aggregation method "${aggregation}"`);
  }
  return {
    archives: archives.split(',').map((archive): Archive => {
      const [step, points] = archive.split(':').map(Number);
      return { step: step!, points: points! };
    }),
    aggregation: aggregation as AggregationMethod,
    xFilesFactor: Number(xFilesFactor),
  };
}

/**
 * Applies `count` definitions. Ones that are known already are skipped (the log repeats what the registry file has).
 * Returns how many could not be applied because the schema they name is missing: its bytes were damaged.
 */
export function applyDefinitions(registry: SeriesRegistry, bytes: Uint8Array, count: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let missing = 0;
  for (let i = 0; i < count; i++) {
    const kind = bytes[at];
    const length = view.getUint16(at + 4, true);
    const number = view.getUint16(at + 2, true);
    if (kind === SCHEMA) {
      const text = decoder.decode(bytes.subarray(at + SCHEMA_HEADER, at + SCHEMA_HEADER + length));
      if (number === registry.schemas.length) registry.internSchema(parseSchemaText(text));
      else if (number > registry.schemas.length) missing++;
      at += SCHEMA_HEADER + length;
    } else if (kind === SERIES) {
      const series = view.getUint32(at + 6, true);
      const schema = registry.schemas[number];
      if (schema === undefined) missing++;
      else if (series >= registry.size) {
        registry.reserve(series);
        registry.addSeries(bytes.slice(at + SERIES_HEADER, at + SERIES_HEADER + length), schema);
      }
      at += SERIES_HEADER + length;
    } else throw new Error(`a stored definition has the unknown kind ${kind}`);
  }
  return missing;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
