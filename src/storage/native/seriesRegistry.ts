import { retentionSeconds, type SeriesSchema } from '../../model/retention.ts';
import { ByteTable } from './byteTable.ts';
import { grow } from './growable.ts';
import { MetricTree } from './metricTree.ts';

/**
 * A schema in use, numbered. In this version of the engine every point is kept at the finest step for as long as the
 * longest archive reaches; the coarser archives decide what a query over an old range is answered with.
 */
export interface StoredSchema {
  readonly number: number;
  readonly schema: SeriesSchema;
  /** Seconds between slots: the finest archive's. */
  readonly step: number;
  /** Seconds that points are kept. */
  readonly retention: number;
}

/**
 * All series: their names, numbers and schemas. A series' number never changes and is never given to another.
 *
 * A *spelling* is a name as senders write it; several spellings may lead to one series (tags in another order), and
 * its canonical name is a spelling too. Spellings that are not canonical are not stored on disk.
 */
export class SeriesRegistry {
  readonly spellings = new ByteTable(4096);
  readonly tree = new MetricTree();
  readonly schemas: StoredSchema[] = [];
  /** Number of series; the next new one gets this number. */
  size = 0;
  /** Series of each spelling. */
  seriesOf: Int32Array<ArrayBuffer> = new Int32Array(4096);
  /** The spelling that came after this one the last time, -1 when none did. */
  followers: Int32Array<ArrayBuffer> = new Int32Array(4096).fill(-1);
  /** Schema number of each series. */
  schemaOf: Uint16Array<ArrayBuffer> = new Uint16Array(4096);
  private nameOf: Uint32Array<ArrayBuffer> = new Uint32Array(4096);
  private readonly schemaByKey = new Map<string, StoredSchema>();

  /** The schema's number; it is new when `number === schemas.length` was true before. */
  internSchema(schema: SeriesSchema): StoredSchema {
    const key = schemaText(schema);
    const known = this.schemaByKey.get(key);
    if (known) return known;
    if (this.schemas.length >= NO_SCHEMA) throw new RangeError('more than 65,535 different schemas');
    const stored: StoredSchema = {
      number: this.schemas.length,
      schema,
      step: schema.archives[0].step,
      retention: retentionSeconds(schema),
    };
    this.schemas.push(stored);
    this.schemaByKey.set(key, stored);
    return stored;
  }

  /** Adds a series under its canonical name, which must be new, and returns its spelling. */
  addSeries(name: Uint8Array, schema: StoredSchema): number {
    const series = this.size++;
    this.schemaOf = grow(this.schemaOf, this.size);
    this.nameOf = grow(this.nameOf, this.size);
    this.schemaOf[series] = schema.number;
    const spelling = this.addSpelling(name, 0, name.length, series);
    this.nameOf[series] = spelling;
    this.tree.add(name, series);
    return spelling;
  }

  /**
   * Passes over the numbers below `size`: their definitions are lost (damage), and a number never means two series.
   * Series without a definition have the schema number {@link NO_SCHEMA}.
   */
  reserve(size: number): void {
    if (size <= this.size) return;
    this.schemaOf = grow(this.schemaOf, size);
    this.nameOf = grow(this.nameOf, size);
    this.schemaOf.fill(NO_SCHEMA, this.size, size);
    this.size = size;
  }

  addSpelling(bytes: Uint8Array, start: number, end: number, series: number): number {
    const spelling = this.spellings.add(bytes, start, end);
    this.seriesOf = grow(this.seriesOf, spelling + 1);
    this.followers = grow(this.followers, spelling + 1, -1);
    this.seriesOf[spelling] = series;
    return spelling;
  }

  /** The number of the series with this canonical name, or -1. */
  findSeries(name: string): number {
    const bytes = encoder.encode(name);
    const spelling = this.spellings.find(bytes, 0, bytes.length);
    return spelling < 0 ? -1 : this.seriesOf[spelling];
  }

  name(series: number): string {
    return this.spellings.text(this.nameOf[series]);
  }

  nameBytes(series: number): Uint8Array {
    const spelling = this.nameOf[series];
    return this.spellings.arena.subarray(
      this.spellings.offsets[spelling],
      this.spellings.offsets[spelling + 1],
    );
  }

  schema(series: number): StoredSchema {
    return this.schemas[this.schemaOf[series]]!;
  }
}

/** Schema number of a series whose definition is lost. */
export const NO_SCHEMA = 0xffff;

const encoder = new TextEncoder();

/** The stored text of a schema: `1s:86400,10s:259200|average|0.5` (step and points of each archive). */
export function schemaText(schema: SeriesSchema): string {
  const archives = schema.archives.map((archive) => `${archive.step}:${archive.points}`).join(',');
  return `${archives}|${schema.aggregation}|${schema.xFilesFactor}`;
}
