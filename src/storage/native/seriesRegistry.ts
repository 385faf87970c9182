import { type Archive, retentionSeconds, type SeriesSchema } from '../../model/retention.ts';
import { classArchives, classKey } from './archiveClass.ts';
import { orderByBytes } from './byteOrder.ts';
import { ByteTable } from './byteTable.ts';
import { grow } from './growable.ts';
import { MetricTree } from './metricTree.ts';
import { TagIndex } from './tagIndex.ts';

/** A list of archives in use, numbered: series that share it share partitions. */
export interface ArchiveClass {
  readonly number: number;
  /** `10:8640,60:43200`: step and points of each archive, finest first. */
  readonly key: string;
  readonly archives: readonly Archive[];
}

/** A schema in use, numbered. */
export interface StoredSchema {
  readonly number: number;
  readonly classNumber: number;
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
 *
 * Every change of what is stored (a new schema, and {@link addSeries}, {@link assign}, {@link rename}, {@link remove}) is one
 * *definition* and has a sequence number: the log and the registry file both carry it, so that a replay neither misses a
 * change nor makes one twice.
 */
export class SeriesRegistry {
  readonly spellings = new ByteTable(4096);
  readonly tree = new MetricTree();
  readonly tags = new TagIndex();
  readonly schemas: StoredSchema[] = [];
  readonly classes: ArchiveClass[] = [];
  /** The number that the next new series gets. */
  size = 0;
  /** Series that have a name. */
  live = 0;
  /** Sequence of the next definition; the first ever has 1. */
  definitionSequence = 1;
  /** Definitions before this sequence are in here already; 0 when that is not known (format 1). */
  appliedSequence = 0;
  /** Series of each spelling, -1 when the spelling is gone. */
  seriesOf: Int32Array<ArrayBuffer> = new Int32Array(4096);
  /** The spelling that came after this one the last time, -1 when none did. */
  followers: Int32Array<ArrayBuffer> = new Int32Array(4096).fill(-1);
  /** Schema number of each series, {@link NO_SCHEMA} for those without a name. */
  schemaOf: Uint16Array<ArrayBuffer> = new Uint16Array(4096);
  /** Spelling of each series' canonical name; meaningless without a schema. */
  private nameOf: Uint32Array<ArrayBuffer> = new Uint32Array(4096);
  /** Other spellings of a series, linked from its canonical one: spelling + 1, 0 at the end. Empty until there is one. */
  private nextSpelling: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  /** 1 for series whose schema was set for themselves. Empty until there is one. */
  private pins: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private readonly schemaByKey = new Map<string, StoredSchema>();
  private readonly classByKey = new Map<string, ArchiveClass>();
  /** Series below {@link savedSize} that changed since they were saved. */
  private changed: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private savedSize = 0;

  /** The schema's number; it is new when `number === schemas.length` was true before. */
  internSchema(schema: SeriesSchema): StoredSchema {
    const key = schemaText(schema);
    const known = this.schemaByKey.get(key);
    if (known) return known;
    if (this.schemas.length >= NO_SCHEMA) throw new RangeError('more than 65,535 different schemas');
    const stored: StoredSchema = {
      number: this.schemas.length,
      classNumber: this.internClass(schema.archives).number,
      schema,
      step: schema.archives[0].step,
      retention: retentionSeconds(schema),
    };
    this.schemas.push(stored);
    this.schemaByKey.set(key, stored);
    this.definitionSequence++;
    return stored;
  }

  /**
   * Adds a series under its canonical name `name[start, end)`, which must be new, and returns its spelling. `hash` is
   * `spellings.hash` of the name, for those who have it.
   */
  addSeries(
    name: Uint8Array,
    schema: StoredSchema,
    start = 0,
    end = name.length,
    hash = this.spellings.hash(name, start, end),
  ): number {
    return this.addNumbered(this.size, name, schema, start, end, hash);
  }

  /** The same for a number that has no name (any more): only for definitions that are read back. */
  addNumbered(
    series: number,
    name: Uint8Array,
    schema: StoredSchema,
    start: number,
    end: number,
    hash: number,
  ): number {
    this.reserve(series);
    if (series === this.size) {
      this.size++;
      this.schemaOf = grow(this.schemaOf, this.size);
      this.nameOf = grow(this.nameOf, this.size);
    }
    this.schemaOf[series] = schema.number;
    this.live++;
    const spelling = this.giveName(series, name, start, end, hash);
    this.note(series);
    return spelling;
  }

  /** Takes a series out of everything; its number stays its own. */
  remove(series: number): void {
    if (this.schemaOf[series] === NO_SCHEMA) return;
    this.takeName(series);
    this.schemaOf[series] = NO_SCHEMA;
    if (series < this.pins.length) this.pins[series] = 0;
    this.live--;
    this.note(series);
  }

  /** Gives a series another canonical name, which must be free. All its spellings so far are free afterwards. */
  rename(series: number, name: Uint8Array): void {
    const hash = this.spellings.hash(name, 0, name.length);
    if (this.spellings.find(name, 0, name.length, hash) >= 0)
      throw new Error(`cannot rename to ${decoder.decode(name)}: there is a series of this name`);
    this.takeName(series);
    this.giveName(series, name, 0, name.length, hash);
    this.note(series);
  }

  /** Gives a series another schema; pinned, when it was set for the series itself and no rule shall change it. */
  assign(series: number, schema: StoredSchema, pinned: boolean): void {
    this.schemaOf[series] = schema.number;
    if (pinned || series < this.pins.length) {
      this.pins = grow(this.pins, series + 1);
      this.pins[series] = pinned ? 1 : 0;
    }
    this.note(series);
  }

  /** Whether the series' schema was set for itself. */
  pinned(series: number): boolean {
    return series < this.pins.length && this.pins[series] === 1;
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

  /** Makes room for so many more series with names of so many bytes, so that adding them copies little. */
  expect(series: number, nameBytes: number): void {
    const spellings = this.spellings.size + series;
    this.spellings.reserve(spellings, this.spellings.offsets[this.spellings.size] + nameBytes);
    this.seriesOf = grow(this.seriesOf, spellings);
    this.followers = grow(this.followers, spellings, -1);
    this.schemaOf = grow(this.schemaOf, this.size + series);
    this.nameOf = grow(this.nameOf, this.size + series);
    this.tree.nodes.reserve(this.live + series);
  }

  /** Another way to write the name of a series. */
  addSpelling(bytes: Uint8Array, start: number, end: number, series: number): number {
    const spelling = this.newSpelling(bytes, start, end, series);
    const canonical = this.nameOf[series];
    this.nextSpelling = grow(this.nextSpelling, this.spellings.size);
    this.nextSpelling[spelling] = this.nextSpelling[canonical];
    this.nextSpelling[canonical] = spelling + 1;
    return spelling;
  }

  /** The number of the series with this name, or -1. */
  findSeries(name: string): number {
    const bytes = encoder.encode(name);
    const spelling = this.spellings.find(bytes, 0, bytes.length);
    return spelling < 0 ? -1 : this.seriesOf[spelling];
  }

  /** The canonical name; empty when the series has none (any more). */
  name(series: number): string {
    return this.hasName(series) ? this.spellings.text(this.nameOf[series]) : '';
  }

  /** The canonical name's bytes, valid until the next change of the registry; empty when the series has none (any more). */
  nameBytes(series: number): Uint8Array {
    if (!this.hasName(series)) return NOTHING;
    const spelling = this.nameOf[series];
    return this.spellings.arena.subarray(
      this.spellings.offsets[spelling],
      this.spellings.offsets[spelling + 1],
    );
  }

  /** The spelling of a series' canonical name, -1 when it has none (any more). */
  spellingOf(series: number): number {
    return this.hasName(series) ? this.nameOf[series] : -1;
  }

  /** The schema of a series that has a name. */
  schema(series: number): StoredSchema {
    return this.schemas[this.schemaOf[series]]!;
  }

  /** Whether there is a series of this number with a name. */
  hasName(series: number): boolean {
    return series < this.size && this.schemaOf[series] !== NO_SCHEMA;
  }

  /** The first `most` of these series, which all have names, in the order of the bytes of their names. */
  sortByName(series: Uint32Array, most = series.length): Uint32Array<ArrayBuffer> {
    const keys = new Uint32Array(series.length);
    for (let i = 0; i < keys.length; i++) keys[i] = this.nameOf[series[i]] * 2;
    const order = orderByBytes(this.spellings, keys, most).subarray(0, most);
    return order.map((place) => series[place]);
  }

  /** Names of the first `limit` series, by name, that satisfy all tag expressions. Errors as in {@link TagIndex.find}. */
  findByTags(expressions: readonly string[], limit: number): { names: string[]; truncated: boolean } {
    const found = this.tags.find(expressions);
    const first = this.sortByName(found, Math.min(limit, found.length));
    return {
      names: Array.from(first, (series) => this.name(series)),
      truncated: first.length < found.length,
    };
  }

  /**
   * Which of the series that were there at the last call (`below` of them) changed since (1; the array may be shorter), and
   * begins anew.
   */
  takeChanged(): { readonly below: number; readonly changed: Uint8Array<ArrayBuffer> } {
    const taken = { below: this.savedSize, changed: this.changed };
    this.savedSize = this.size;
    this.changed = new Uint8Array(0);
    return taken;
  }

  private note(series: number): void {
    this.definitionSequence++;
    if (series >= this.savedSize) return;
    if (this.changed.length < this.savedSize) this.changed = grow(this.changed, this.savedSize);
    this.changed[series] = 1;
  }

  private giveName(series: number, name: Uint8Array, start: number, end: number, hash: number): number {
    const spelling = this.newSpelling(name, start, end, series, hash);
    this.nameOf[series] = spelling;
    if (this.tree.add(name, series, start, end)) this.tags.add(series, name, start, end);
    return spelling;
  }

  private takeName(series: number): void {
    this.tree.remove(this.nameBytes(series));
    this.tags.remove(series);
    for (let spelling = this.nameOf[series]; ; ) {
      this.spellings.remove(spelling);
      this.seriesOf[spelling] = -1;
      const next = spelling < this.nextSpelling.length ? this.nextSpelling[spelling] : 0;
      if (next === 0) return;
      this.nextSpelling[spelling] = 0;
      spelling = next - 1;
    }
  }

  private newSpelling(
    bytes: Uint8Array,
    start: number,
    end: number,
    series: number,
    hash = this.spellings.hash(bytes, start, end),
  ): number {
    const spelling = this.spellings.add(bytes, start, end, hash);
    this.seriesOf = grow(this.seriesOf, spelling + 1);
    this.followers = grow(this.followers, spelling + 1, -1);
    this.seriesOf[spelling] = series;
    return spelling;
  }

  private internClass(archives: readonly Archive[]): ArchiveClass {
    const key = classKey(archives);
    let known = this.classByKey.get(key);
    if (known === undefined) {
      known = { number: this.classes.length, key, archives: classArchives(key) };
      this.classes.push(known);
      this.classByKey.set(key, known);
    }
    return known;
  }
}

/** Schema number of a series that has no name: its definition is lost, or it was removed. */
export const NO_SCHEMA = 0xffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NOTHING = new Uint8Array(0);

/** The stored text of a schema: `1:86400,10:259200|average|0.5` (step and points of each archive). */
export function schemaText(schema: SeriesSchema): string {
  return `${classKey(schema.archives)}|${schema.aggregation}|${schema.xFilesFactor}`;
}
