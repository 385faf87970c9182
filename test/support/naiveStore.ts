/**
 * The obvious MetricStore: a Map of Maps. Tests of query and http read from it, and the engines are compared with it.
 * It answers as Whisper does; coarser archives are worked out from all points at the time of reading.
 */
import type { Archive, SchemaOf, SeriesSchema } from '../../src/model/retention.ts';
import type { StoredSeries } from '../../src/model/series.ts';
import {
  type FetchLimits,
  type FetchRequest,
  type FindNode,
  type MetricStore,
  type PointBatch,
  type StoreStatus,
  TooMuchError,
} from '../../src/storage/store.ts';
import { matchesPath } from './naiveGlob.ts';

/** Seconds since 1970 and a value. */
export type NaivePoint = readonly [seconds: number, value: number];

export interface NaiveStore extends MetricStore {
  /** Creates the series if need be (one archive of `step` seconds that never ends) and adds points; the last one wins. */
  add(name: string, step: number, points: readonly NaivePoint[]): void;
  /** The same with the whole schema given: several archives, aggregation method, xFilesFactor. */
  addWithSchema(name: string, schema: SeriesSchema, points: readonly NaivePoint[]): void;
}

interface NaiveSeries {
  readonly schema: SeriesSchema;
  /** Start second of a slot of the finest archive → value. */
  readonly slots: Map<number, number>;
}

const oneArchive = (step: number): SeriesSchema => ({
  archives: [{ step, points: Number.POSITIVE_INFINITY }],
  aggregation: 'average',
  xFilesFactor: 0.5,
});

/** `now` in seconds since 1970; `schemaOf` decides for series that {@link MetricStore.append} creates. */
export function createNaiveStore(
  now: () => number = () => Math.floor(Date.now() / 1000),
  schemaOf: SchemaOf = () => oneArchive(1),
): NaiveStore {
  const all = new Map<string, NaiveSeries>();
  let pointsStored = 0;

  function addWithSchema(name: string, schema: SeriesSchema, points: readonly NaivePoint[]): void {
    const key = canonicalName(name);
    const series = all.get(key) ?? { schema, slots: new Map<number, number>() };
    all.set(key, series);
    const step = series.schema.archives[0]!.step;
    for (const [seconds, value] of points) series.slots.set(Math.floor(seconds / step) * step, value);
    pointsStored += points.length;
  }

  function fetchOne(request: FetchRequest): StoredSeries[] {
    const wanted = canonicalName(request.pattern);
    const names = [...all.keys()].filter((name) =>
      wanted.includes(';') || name.includes(';') ? name === wanted : matchesPath(wanted, name),
    );
    return names.sort(byCodeUnits).flatMap((name) => {
      const series = read(all.get(name)!, request.from, request.until, now());
      return series === null ? [] : [{ name, ...series }];
    });
  }

  return {
    add: (name, step, points) => addWithSchema(name, oneArchive(step), points),
    addWithSchema,

    async find(pattern, limit = Number.POSITIVE_INFINITY) {
      const nodes = treeNodes([...all.keys()].filter((name) => !name.includes(';')));
      const matching = nodes.filter((node) => matchesPath(pattern, node.path));
      return { nodes: matching.slice(0, limit), truncated: matching.length > limit };
    },

    async search(text, limit) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const names = [...all.keys()].sort(byCodeUnits).filter((name) => {
        const lower = name.toLowerCase();
        return words.every((word) => lower.includes(word));
      });
      return { names: names.slice(0, limit), truncated: names.length > limit };
    },

    async fetch(requests: readonly FetchRequest[], limits: FetchLimits = {}) {
      const answers = requests.map(fetchOne);
      const flat = answers.flat();
      const points = flat.reduce((sum, series) => sum + series.values.length, 0);
      const { maxSeries = Number.POSITIVE_INFINITY, maxPoints = Number.POSITIVE_INFINITY } = limits;
      if (flat.length > maxSeries)
        throw new TooMuchError(`the query reads ${flat.length} series, ${maxSeries} are allowed`);
      if (points > maxPoints)
        throw new TooMuchError(`the query reads ${points} points, ${maxPoints} are allowed`);
      return answers;
    },

    async append({ seconds, names, values }: PointBatch) {
      names.forEach((name, i) => {
        addWithSchema(name, schemaOf(name), [[seconds, values[i]!]]);
      });
    },

    async status(): Promise<StoreStatus> {
      return {
        series: all.size,
        pointsStored,
        refused: {},
        linesReceived: 0,
        bytesReceived: 0,
        connections: 0,
        walBytes: 0,
        blocks: 0,
        blockBytes: 0,
        writable: true,
        problem: null,
      };
    },

    async close() {},
  };
}

/** Whisper's choice of archive and slots for a range; null where Whisper answers nothing at all. */
function read(
  { schema, slots }: NaiveSeries,
  wantedFrom: number,
  wantedUntil: number,
  now: number,
): Omit<StoredSeries, 'name'> | null {
  if (wantedFrom > wantedUntil) throw new RangeError(`from ${wantedFrom} is after until ${wantedUntil}`);
  const { archives, aggregation, xFilesFactor } = schema;
  const longest = archives[archives.length - 1]!;
  const oldest = now - longest.step * longest.points;
  if (wantedFrom > now || wantedUntil < oldest) return null;
  const from = Math.max(wantedFrom, oldest);
  const until = Math.min(wantedUntil, now);
  const chosen = archives.findIndex((archive) => archive.step * archive.points >= now - from);
  const { step } = archives[chosen]!;
  const start = Math.floor(from / step) * step + step;
  let end = Math.floor(until / step) * step + step;
  // A range of no length is widened by one step.
  if (end === start) end += step;
  const values = new Float64Array(Math.max(0, (end - start) / step));
  for (let i = 0; i < values.length; i++) {
    values[i] = slotValue(schema, archives, chosen, start + i * step, slots);
  }
  return { start, step, values, aggregation, xFilesFactor };
}

/** Value of one slot of archive `level`, from the slots of the next finer one; NaN when too few are known. */
function slotValue(
  schema: SeriesSchema,
  archives: readonly Archive[],
  level: number,
  start: number,
  finest: Map<number, number>,
): number {
  if (level === 0) return finest.get(start) ?? Number.NaN;
  const finer = archives[level - 1]!.step;
  const slots = archives[level]!.step / finer;
  const row = Array.from({ length: slots }, (_, i) =>
    slotValue(schema, archives, level - 1, start + i * finer, finest),
  );
  const known = row.filter((value) => !Number.isNaN(value));
  if (known.length === 0 || known.length / slots < schema.xFilesFactor) return Number.NaN;
  const sum = known.reduce((total, value) => total + value, 0);
  // Of equals the first counts, as in Python: of 5 and -5 by size, and of 0 and -0.
  const first = (better: (value: number, best: number) => boolean): number =>
    known.reduce((best, value) => (better(value, best) ? value : best));
  switch (schema.aggregation) {
    case 'average':
      return sum / known.length;
    case 'sum':
      return sum;
    case 'last':
      return known[known.length - 1]!;
    case 'max':
      return first((value, best) => value > best);
    case 'min':
      return first((value, best) => value < best);
    case 'avg_zero':
      return sum / slots;
    case 'absmax':
      return first((value, best) => Math.abs(value) > Math.abs(best));
    case 'absmin':
      return first((value, best) => Math.abs(value) < Math.abs(best));
  }
}

/** Tags sorted by key, as graphite keeps them. */
function canonicalName(name: string): string {
  const [path, ...tags] = name.split(';');
  return [path, ...tags.sort(byCodeUnits)].join(';');
}

/** Every node on the way to a series, sorted by path. */
function treeNodes(names: string[]): FindNode[] {
  const nodes = new Map<string, { leaf: boolean; branch: boolean }>();
  for (const name of names) {
    const segments = name.split('.');
    for (let depth = 1; depth <= segments.length; depth++) {
      const path = segments.slice(0, depth).join('.');
      const node = nodes.get(path) ?? { leaf: false, branch: false };
      nodes.set(path, node);
      if (depth === segments.length) node.leaf = true;
      else node.branch = true;
    }
  }
  return [...nodes]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([path, kind]) => ({ path, text: path.slice(path.lastIndexOf('.') + 1), ...kind }));
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
