import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGGREGATION_METHODS, type AggregationMethod } from '../../../model/retention.ts';
import { classArchives } from '../archiveClass.ts';
import type { BlockReader } from '../blockFile.ts';
import { explicitColumn } from '../columns.ts';
import {
  applyDefinitions,
  definedSchema,
  definitionBytes,
  namedSchema,
  parseSchemaText,
} from '../definitions.ts';
import type { Manifest } from '../manifest.ts';
import { RegistrySaver } from '../registryChanges.ts';
import { appendGroups, beginsWell, readRegistryBytes, undamagedGroups } from '../registryFile.ts';
import { SeriesRegistry, schemaText } from '../seriesRegistry.ts';
import { counted, type Finding, listed } from './finding.ts';
import type { LogReport } from './logCheck.ts';

export interface RegistryState {
  readonly registry: SeriesRegistry;
  /** Definitions are lost: series in blocks and in the log may be nameless because of that. */
  readonly lossy: boolean;
  /** It has to be written anew. */
  readonly unsound: boolean;
  /** Schemas that are lost, by number; another stands in for each until {@link guessSchemas}. */
  readonly lostSchemas: ReadonlySet<number>;
}

/** Reads the registry with all that the log adds to it. */
export function loadRegistry(
  folder: string,
  manifest: Manifest,
  log: LogReport,
  findings: Finding[],
): RegistryState {
  const { registryFile: file, registryBytes } = manifest;
  const path = join(folder, file);
  const whole = registryBytes === 0 ? Buffer.alloc(0) : existsSync(path) ? readFileSync(path) : null;
  const bytes = (whole ?? Buffer.alloc(0)).subarray(0, registryBytes);
  const { groups, lost } = undamagedGroups(bytes);
  const registry = new SeriesRegistry();
  const lostSchemas = internAll(registry, [...groups, ...log.definitions]);
  const reading = readRegistryBytes(bytes, registry);
  let missing = reading.missing;
  for (const { bytes: logged, count, firstSequence } of log.definitions)
    missing += applyDefinitions(registry, logged, count, firstSequence);
  const headless = bytes.length > 0 && !beginsWell(bytes);
  const lossy =
    whole === null ||
    bytes.length < registryBytes ||
    reading.damagedBytes > 0 ||
    missing > 0 ||
    lostSchemas.size > 0;
  if (lossy || headless) {
    const problem =
      whole === null
        ? 'is missing'
        : bytes.length < registryBytes
          ? `is cut off: ${counted(registryBytes - bytes.length, 'byte')} are missing`
          : reading.damagedBytes > 0
            ? `${counted(reading.damagedBytes, 'byte')} are damaged`
            : headless
              ? 'has a damaged header'
              : 'lacks definitions that others need; they were in a damaged part';
    const meaning = !lossy
      ? 'the server does not start; no name is lost'
      : `${counted(registry.live, 'series').replace('seriess', 'series')} are known; the names of ${lost > 0 ? `up to ${lost.toLocaleString('en')} others` : 'others'} are lost, unless the log has them`;
    findings.push({
      file,
      problem,
      meaning,
      repair: 'it is written anew from what can be read and from the log; the old file is kept in quarantine',
    });
  }
  return { registry, lossy, unsound: lossy || headless, lostSchemas };
}

/**
 * Interns all schemas under their numbers before anything else is read: whoever has a schema that is lost would be left out
 * otherwise. Answers the numbers of the lost ones, which get a unique schema that nobody else has.
 */
function internAll(
  registry: SeriesRegistry,
  lists: readonly {
    readonly bytes?: Uint8Array;
    readonly definitions?: Uint8Array;
    readonly count: number;
  }[],
): Set<number> {
  const texts = new Map<number, string>();
  let top = -1;
  for (const { bytes, definitions, count } of lists) {
    const list = (bytes ?? definitions)!;
    for (let i = 0, at = 0; i < count; i++, at += definitionBytes(list, at)) {
      const number = namedSchema(list, at);
      if (number === null) continue;
      top = Math.max(top, number);
      const text = definedSchema(list, at);
      if (text !== null && !texts.has(number)) texts.set(number, text);
    }
  }
  const lost = new Set<number>();
  for (let number = 0; number <= top; number++) {
    const text = texts.get(number);
    if (text !== undefined) registry.internSchema(parseSchemaText(text));
    else {
      lost.add(number);
      const archives = [{ step: 1, points: number + 1 }];
      registry.internSchema({ archives, aggregation: 'average', xFilesFactor: 1 - 1 / (number + 2) });
    }
  }
  return lost;
}

/** Learns from blocks what the lost schemas were: the class that their series lie in, the columns that they have. */
export class SchemaGuesses {
  private readonly classes = new Map<number, Map<string, number>>();
  private readonly methods = new Map<number, AggregationMethod>();
  private readonly all = new Map<string, number>();
  private readonly state: RegistryState;

  constructor(state: RegistryState) {
    this.state = state;
  }

  visit(reader: BlockReader): void {
    const { registry, lostSchemas } = this.state;
    const { classKey } = reader.place;
    count(this.all, classKey, reader.rows);
    if (lostSchemas.size === 0) return;
    for (let row = 0; row < reader.rows; row++) {
      const series = reader.seriesAt(row);
      if (!registry.hasName(series)) continue;
      const schema = registry.schemaOf[series]!;
      if (!lostSchemas.has(schema)) continue;
      const classes = this.classes.get(schema) ?? new Map<string, number>();
      this.classes.set(schema, classes);
      count(classes, classKey, 1);
      const column = reader.columnAt(row);
      const method = AGGREGATION_METHODS.find((each) => explicitColumn(each) === column);
      if (method !== undefined) this.methods.set(schema, method);
    }
  }

  /** Gives all series of lost schemas the likely ones, and tells. */
  assign(file: string, findings: Finding[]): void {
    const { registry, lostSchemas } = this.state;
    for (const lost of lostSchemas) {
      const names: string[] = [];
      const key = most(this.classes.get(lost)) ?? most(this.all) ?? '60:1440';
      const aggregation = this.methods.get(lost) ?? 'average';
      const schema = registry.internSchema({ archives: classArchives(key), aggregation, xFilesFactor: 0 });
      for (let series = 0; series < registry.size; series++) {
        if (registry.schemaOf[series] !== lost) continue;
        names.push(registry.name(series));
        registry.assign(series, schema, registry.pinned(series));
      }
      if (names.length === 0) continue;
      findings.push({
        file,
        problem: `the retention of ${listed(names)} is lost`,
        meaning:
          'their names and points are there, but not how long points are kept and how they are aggregated',
        repair: `they get ${schemaText(schema.schema)} (step:points of each archive, aggregation, xFilesFactor), as their blocks suggest; "plumbago metrics" sets another`,
      });
    }
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function most(counts: Map<string, number> | undefined): string | undefined {
  return [...(counts ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Writes the whole registry into a new file and answers what the manifest needs to know. */
export function writeRegistry(
  folder: string,
  registry: SeriesRegistry,
  current: string,
): Pick<Manifest, 'registryFile' | 'registryBytes'> {
  // Names that no flush gives.
  const registryFile = current === 'registry' ? 'registry-0' : 'registry';
  const { groups } = new RegistrySaver(registry).takeAll();
  if (groups.length === 0) return { registryFile, registryBytes: 0 };
  return { registryFile, registryBytes: appendGroups(join(folder, registryFile), 0, groups) };
}
