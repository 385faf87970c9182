import { AGGREGATION_METHODS, type AggregationMethod, type SeriesSchema } from '../../model/retention.ts';
import { classArchives } from './archiveClass.ts';
import { NO_SCHEMA, type SeriesRegistry, type StoredSchema, schemaText } from './seriesRegistry.ts';

/**
 * Definitions are how changes of the registry are stored, in the write-ahead log and in the registry file alike. All begin
 * with `u8 kind | u8 flags | u16 number | u16 length`:
 *
 *   schema   1 | 0      | schema number | length of text | text
 *   series   2 | 0      | schema number | length of name | u32 series | name
 *   assign   3 | pinned | schema number | 0              | u32 series
 *   rename   4 | 0      | 0             | length of name | u32 series | new name
 *   remove   5 | 0      | 0             | 0              | u32 series
 */
const KIND = { schema: 1, series: 2, assign: 3, rename: 4, remove: 5 } as const;
const SCHEMA_HEADER = 6;
const SERIES_HEADER = 10;

/** Encoded definitions, one after the other in one buffer: no object for a series. */
export class DefinitionList {
  count = 0;
  /**
   * Sequence of the first definition of the list. Whoever adds every change of a registry to a list that was empty at
   * `definitionSequence` sets it once; {@link clear} moves it on.
   */
  firstSequence = 1;
  private buffer: Uint8Array;
  private view: DataView;
  private used = 0;

  constructor(expectedBytes = 4096) {
    this.buffer = new Uint8Array(expectedBytes);
    this.view = new DataView(this.buffer.buffer);
  }

  /** How many bytes {@link bytes} has. */
  get length(): number {
    return this.used;
  }

  /** The bytes so far; valid until the next change. */
  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.used);
  }

  addSchema(stored: StoredSchema): void {
    const text = encoder.encode(schemaText(stored.schema));
    const at = this.add(SCHEMA_HEADER, KIND.schema, stored.number, text.length);
    this.buffer.set(text, at + SCHEMA_HEADER);
  }

  addSeries(series: number, schema: number, name: Uint8Array): void {
    const at = this.add(SERIES_HEADER, KIND.series, schema, name.length);
    this.view.setUint32(at + 6, series, true);
    this.buffer.set(name, at + SERIES_HEADER);
  }

  addAssign(series: number, schema: number, pinned: boolean): void {
    const at = this.add(SERIES_HEADER, KIND.assign, schema, 0);
    this.buffer[at + 1] = pinned ? 1 : 0;
    this.view.setUint32(at + 6, series, true);
  }

  addRename(series: number, name: Uint8Array): void {
    const at = this.add(SERIES_HEADER, KIND.rename, 0, name.length);
    this.view.setUint32(at + 6, series, true);
    this.buffer.set(name, at + SERIES_HEADER);
  }

  addRemove(series: number): void {
    const at = this.add(SERIES_HEADER, KIND.remove, 0, 0);
    this.view.setUint32(at + 6, series, true);
  }

  clear(): void {
    this.firstSequence += this.count;
    this.used = 0;
    this.count = 0;
  }

  private add(header: number, kind: number, number: number, length: number): number {
    const at = this.used;
    const end = at + header + length;
    if (end > this.buffer.length) {
      const grown = new Uint8Array(Math.max(end, this.buffer.length * 2));
      grown.set(this.buffer);
      this.buffer = grown;
      this.view = new DataView(grown.buffer);
    }
    this.buffer[at] = kind;
    this.buffer[at + 1] = 0;
    this.view.setUint16(at + 2, number, true);
    this.view.setUint16(at + 4, length, true);
    this.used = end;
    this.count++;
    return at;
  }
}

/** Bytes of the definition at `at`. Throws when it is of no known kind. */
export function definitionBytes(bytes: Uint8Array, at: number): number {
  const kind = bytes[at];
  const length = bytes[at + 4] | (bytes[at + 5] << 8);
  if (kind === KIND.schema) return SCHEMA_HEADER + length;
  if (kind >= KIND.series && kind <= KIND.remove) return SERIES_HEADER + length;
  throw new Error(`a stored definition has the unknown kind ${kind}`);
}

/** The number of the schema that the definition at `at` is about; null when it is about none. */
export function namedSchema(bytes: Uint8Array, at: number): number | null {
  const kind = bytes[at];
  return kind === KIND.rename || kind === KIND.remove ? null : bytes[at + 2] | (bytes[at + 3] << 8);
}

/** The text of the schema that the definition at `at` defines; null when it is another definition. */
export function definedSchema(bytes: Uint8Array, at: number): string | null {
  if (bytes[at] !== KIND.schema) return null;
  const length = bytes[at + 4] | (bytes[at + 5] << 8);
  return decoder.decode(bytes.subarray(at + SCHEMA_HEADER, at + SCHEMA_HEADER + length));
}

/** The schema of a stored text; see `schemaText`. */
export function parseSchemaText(text: string): SeriesSchema {
  const [archives = '', aggregation = '', xFilesFactor = ''] = text.split('|');
  if (!(AGGREGATION_METHODS as readonly string[]).includes(aggregation)) {
    throw new Error(`a stored schema names the unknown aggregation method "${aggregation}"`);
  }
  return {
    archives: classArchives(archives),
    aggregation: aggregation as AggregationMethod,
    xFilesFactor: Number(xFilesFactor),
  };
}

/** Makes the changes that concern more than the registry; the registry itself is one that makes nothing but its own. */
type SeriesChanges = Pick<SeriesRegistry, 'assign' | 'remove'>;

/**
 * Applies `count` definitions of the log, in the order in which they were made. The log repeats what the registry file may
 * hold in a later state: definitions before `registry.appliedSequence` are passed over. Format 1 has no sequences
 * (`firstSequence` 0); there was nothing but creation then, and what is known already is passed over.
 *
 * Returns how many could not be applied because what they name (a schema, a series) is missing: its bytes were damaged.
 */
export function applyDefinitions(
  registry: SeriesRegistry,
  bytes: Uint8Array,
  count: number,
  firstSequence: number,
  changes: SeriesChanges = registry,
): number {
  let at = 0;
  let missing = 0;
  for (let i = 0; i < count; i++) {
    const skip = firstSequence > 0 && firstSequence + i < registry.appliedSequence;
    if (!skip && !applyDefinition(registry, bytes, at, false, changes)) missing++;
    at += definitionBytes(bytes, at);
  }
  if (firstSequence > 0) {
    // What follows in the log is newer; a second copy of the same is not.
    registry.appliedSequence = Math.max(registry.appliedSequence, firstSequence + count);
    registry.definitionSequence = registry.appliedSequence;
  }
  return missing;
}

/**
 * Applies `count` definitions of the registry file: states, not changes, so a series that was removed may come again under
 * its number. Returns how many could not be applied.
 */
export function applySavedDefinitions(registry: SeriesRegistry, bytes: Uint8Array, count: number): number {
  let at = 0;
  let missing = 0;
  for (let i = 0; i < count; i++) {
    if (!applyDefinition(registry, bytes, at, true, registry)) missing++;
    at += definitionBytes(bytes, at);
  }
  return missing;
}

/** False when something that the definition names is missing. `again`: a number that has lost its name may get one. */
function applyDefinition(
  registry: SeriesRegistry,
  bytes: Uint8Array,
  at: number,
  again: boolean,
  changes: SeriesChanges,
): boolean {
  const kind = bytes[at];
  const number = bytes[at + 2] | (bytes[at + 3] << 8);
  const length = bytes[at + 4] | (bytes[at + 5] << 8);
  if (kind === KIND.schema) {
    if (number > registry.schemas.length) return false;
    if (number === registry.schemas.length) registry.internSchema(parseSchemaText(definedSchema(bytes, at)!));
    return true;
  }
  const series = (bytes[at + 6] | (bytes[at + 7] << 8) | (bytes[at + 8] << 16) | (bytes[at + 9] << 24)) >>> 0;
  const start = at + SERIES_HEADER;
  if (kind === KIND.series) {
    const schema = registry.schemas[number];
    if (schema === undefined) return false;
    if (series < registry.size && (!again || registry.schemaOf[series] !== NO_SCHEMA)) return true;
    const hash = registry.spellings.hash(bytes, start, start + length);
    free(registry, bytes, start, start + length, series, hash);
    registry.addNumbered(series, bytes, schema, start, start + length, hash);
    return true;
  }
  if (kind === KIND.remove) {
    // The number of a series that came and went between two flushes must not be given again either.
    registry.reserve(series + 1);
    changes.remove(series);
    return true;
  }
  if (!registry.hasName(series)) return false;
  if (kind === KIND.assign) {
    const schema = registry.schemas[number];
    if (schema === undefined) return false;
    changes.assign(series, schema, bytes[at + 1] === 1);
    return true;
  }
  const name = bytes.slice(start, start + length);
  // It may bear the name already when a rename in between is lost.
  if (registry.seriesOf[registry.spellings.find(name, 0, length)] === series) return true;
  free(registry, name, 0, length, series, registry.spellings.hash(name, 0, length));
  registry.rename(series, name);
  return true;
}

/**
 * Takes out who bears a name that was given to another afterwards: the definition that took it away is lost (damage), and
 * this one says that it was.
 */
function free(
  registry: SeriesRegistry,
  bytes: Uint8Array,
  start: number,
  end: number,
  series: number,
  hash: number,
): void {
  const spelling = registry.spellings.find(bytes, start, end, hash);
  if (spelling < 0) return;
  const holder = registry.seriesOf[spelling];
  if (holder !== series) registry.remove(holder);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
