/**
 * The obvious MetricStore: a Map of Maps. Tests of query and http read from it, and the engines are compared with it.
 * It answers as Whisper does; coarser archives are worked out from all points at the time of reading.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMetricName, seriesTags } from '../../src/model/metricName.ts';
import type { Archive, SchemaOf, SeriesSchema } from '../../src/model/retention.ts';
import type { StoredSeries } from '../../src/model/series.ts';
import {
  type ActiveRange,
  BadRequestError,
  type ChangeOptions,
  type FetchLimits,
  type FetchRequest,
  type FindNode,
  type FindOptions,
  type FoldedSeries,
  type FoldFunction,
  type FoldRequest,
  type MetricStore,
  type PointBatch,
  type RenameReport,
  type RetentionReport,
  type RetentionRequest,
  type RollupFunction,
  type SeriesInfo,
  type SeriesSelection,
  type StoreStatus,
  TooMuchError,
  type UnusedRequest,
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
  readonly pinned: boolean;
  /** Start second of a slot of the finest archive → value. */
  readonly slots: Map<number, number>;
  /** When `fetch` last read it. */
  readonly lastAsked: number | null;
}

/** Reports name so many series; what there is beyond them is only counted. */
const NAMES_TOLD = 100;

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
    const fresh: NaiveSeries = { schema, pinned: false, slots: new Map(), lastAsked: null };
    const series = all.get(key) ?? fresh;
    all.set(key, series);
    const step = series.schema.archives[0]!.step;
    for (const [seconds, value] of points) series.slots.set(slotOf(seconds, step), value);
    pointsStored += points.length;
  }

  const sortedNames = (): string[] => [...all.keys()].sort(byCodeUnits);

  function tagged(expressions: readonly string[]): string[] {
    const wanted = expressions.map(tagExpression);
    if (wanted.every(({ satisfiedBy }) => satisfiedBy(''))) {
      throw new BadRequestError('at least one tag expression must not be satisfied by an absent tag');
    }
    return sortedNames().filter((name) => {
      const { path, tags } = parseMetricName(name);
      return wanted.every(({ tag, satisfiedBy }) => satisfiedBy(tag === 'name' ? path : (tags[tag] ?? '')));
    });
  }

  function matching(pattern: string): string[] {
    const wanted = canonicalName(pattern);
    return sortedNames().filter((name) =>
      wanted.includes(';') || name.includes(';') ? name === wanted : matchesPath(wanted, name),
    );
  }

  function selected({ patterns }: SeriesSelection): string[] {
    return [...new Set(patterns.flatMap(matching))].sort(byCodeUnits);
  }

  function isActive(name: string, range: ActiveRange | undefined): boolean {
    if (range === undefined) return true;
    const { first, last } = ends(all.get(name)!.slots);
    if (first === null || last === null) return false;
    const allBefore = first < range.from && last < range.from;
    return !allBefore && !(first > range.until && last > range.until);
  }

  function fetchOne(request: FetchRequest): StoredSeries[] {
    const names = request.tags === undefined ? matching(request.pattern) : tagged(request.tags);
    return names.flatMap((name) => {
      const series = all.get(name)!;
      all.set(name, { ...series, lastAsked: now() });
      const answer = read(series, request, now());
      return answer === null ? [] : [{ name, ...answer }];
    });
  }

  /** What {@link MetricStore.rename} would rename, and why it can't when it can't. */
  function renames(from: string, to: string): { from: string; to: string }[] {
    const [source, target] = [checkedName(from), checkedName(to)];
    if (source === target) throw new BadRequestError(`${source} has this name already`);
    const list = sortedNames()
      .filter((name) => name === source || name.startsWith(`${source}.`))
      .map((name) => ({ from: name, to: target + name.slice(source.length) }));
    if (list.length === 0) throw new BadRequestError(`there is no series and no branch ${source}`);
    const moving = new Set(list.map((one) => one.from));
    const taken = list.find((one) => all.has(one.to) && !moving.has(one.to));
    if (taken !== undefined) {
      throw new BadRequestError(`there is a series ${taken.to} already; merge ${taken.from} into it`);
    }
    return list;
  }

  function changeSchemas(
    names: readonly string[],
    schemaFor: (name: string) => { schema: SeriesSchema; pinned: boolean },
    { dryRun }: ChangeOptions,
  ): RetentionReport {
    const changes = new Map<string, { from: string; to: string; series: number; example: string }>();
    let series = 0;
    let pointsBefore = 0;
    let pointsAfter = 0;
    for (const name of names) {
      const before = all.get(name)!;
      const { schema, pinned } = schemaFor(name);
      const after = { ...before, schema, pinned, slots: resliced(before, schema) };
      const [from, to] = [schemaText(before.schema), schemaText(schema)];
      if (from !== to) {
        series++;
        pointsBefore += storedValues(before, now());
        pointsAfter += storedValues(after, now());
        const change = changes.get(`${from} ${to}`) ?? { from, to, series: 0, example: name };
        change.series++;
        changes.set(`${from} ${to}`, change);
      }
      if (!dryRun) all.set(name, after);
    }
    return {
      series,
      pointsBefore,
      pointsAfter,
      // A double each: that is what they take here.
      bytesBefore: pointsBefore * 8,
      bytesAfter: pointsAfter * 8,
      changes: [...changes.values()].sort((a, b) => b.series - a.series),
    };
  }

  return {
    add: (name, step, points) => addWithSchema(name, oneArchive(step), points),
    addWithSchema,

    async find(pattern, { limit = Number.POSITIVE_INFINITY, distinct, active }: FindOptions = {}) {
      const nodes = treeNodes(sortedNames().filter((name) => !name.includes(';') && isActive(name, active)));
      const matching = nodes.filter((node) => matchesPath(pattern, node.path));
      const matches = distinct ? distinctNodes(matching) : matching;
      return { nodes: matches.slice(0, limit), truncated: matches.length > limit };
    },

    async search(text, limit, active) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const names = sortedNames().filter((name) => {
        const lower = name.toLowerCase();
        return words.every((word) => lower.includes(word)) && isActive(name, active);
      });
      return { names: names.slice(0, limit), truncated: names.length > limit };
    },

    async names(after, limit) {
      const names = [...all.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const first = after === null ? 0 : names.findIndex((name) => isBehind(name, after));
      return first < 0 ? [] : names.slice(first, first + limit);
    },

    async findByTags(expressions, limit) {
      const names = tagged(expressions);
      return { names: names.slice(0, limit), truncated: names.length > limit };
    },

    async tags({ filter, limit }) {
      const matches = fromBeginning(filter ?? '');
      const tags = counted([...all.keys()].filter(isTagged).flatMap((name) => Object.keys(seriesTags(name))))
        .filter(([tag]) => matches(tag))
        .map(([tag, series]) => ({ tag, series }));
      return { tags: tags.slice(0, limit), truncated: tags.length > limit };
    },

    async tagValues(tag, { filter, limit }) {
      const matches = fromBeginning(filter ?? '');
      const having = [...all.keys()].filter((name) => isTagged(name) && tag in seriesTags(name));
      if (having.length === 0) return null;
      const values = counted(having.map((name) => seriesTags(name)[tag]!))
        .filter(([value]) => matches(value))
        .map(([value, series]) => ({ value, series }));
      return { values: values.slice(0, limit), truncated: values.length > limit };
    },

    async completeTags({ expressions, prefix = '', limit }) {
      const named = new Set(expressions.map((expression) => tagExpression(expression).tag));
      const names = expressions.length === 0 ? [...all.keys()] : tagged(expressions);
      return counted(names.filter(isTagged).flatMap((name) => Object.keys(seriesTags(name))))
        .map(([tag]) => tag)
        .filter((tag) => tag.startsWith(prefix) && !named.has(tag))
        .slice(0, limit);
    },

    async completeTagValues(tag, { expressions, prefix = '', limit }) {
      const names = tagged([...expressions, `${tag}!=`]).filter(isTagged);
      return counted(names.map((name) => seriesTags(name)[tag]!))
        .map(([value]) => value)
        .filter((value) => value.startsWith(prefix))
        .slice(0, limit);
    },

    async create(names) {
      const bad = names.find((name) => !/^[^;]+(;[^;=!^]+=[^;~][^;]*)*$/.test(name));
      if (bad !== undefined) throw new BadRequestError(`"${bad}" can't be the name of a series: name-tags`);
      for (const name of names) addWithSchema(checkedName(name), schemaOf(name), []);
      return names.map(canonicalName);
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

    async fold(requests: readonly FoldRequest[], limits: FetchLimits = {}) {
      const answers = await this.fetch(requests, limits);
      return answers.map((list, i) => foldNaively(list, requests[i]!.fold));
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
        refusedByPrefix: {},
        linesReceived: 0,
        bytesReceived: 0,
        connections: 0,
        walBytes: 0,
        blocks: 0,
        blockBytes: 0,
        writable: true,
        problem: null,
        activity: null,
        figures: {},
      };
    },

    async describe(selection, limit): Promise<SeriesInfo[]> {
      return selected(selection)
        .slice(0, limit)
        .map((name) => {
          const { schema, pinned, slots, lastAsked } = all.get(name)!;
          const { first, last } = ends(slots);
          return { name, schema, pinned, firstPoint: first, lastPoint: last, lastAsked };
        });
    },

    async delete(selection, { dryRun }) {
      const names = selected(selection);
      if (!dryRun) for (const name of names) all.delete(name);
      return { series: names.length, names: names.slice(0, NAMES_TOLD), bytes: 0 };
    },

    async rename(from, to, { dryRun }): Promise<RenameReport> {
      const list = renames(from, to);
      if (!dryRun) {
        const moved = list.map((one) => [one.to, all.get(one.from)!] as const);
        for (const one of list) all.delete(one.from);
        for (const [name, series] of moved) all.set(name, series);
      }
      return { series: list.length, renames: list.slice(0, NAMES_TOLD) };
    },

    async merge(from, into, { dryRun }): Promise<RenameReport> {
      const [source, target] = [checkedName(from), checkedName(into)];
      if (source === target) throw new BadRequestError(`${source} can't be merged into itself`);
      const series = all.get(source);
      if (series === undefined) throw new BadRequestError(`there is no series ${source}`);
      if (!dryRun) {
        const kept = all.get(target) ?? { ...series, slots: new Map<number, number>() };
        const step = kept.schema.archives[0]!.step;
        const slots = new Map(resliced(series, kept.schema));
        for (const [seconds, value] of kept.slots) slots.set(slotOf(seconds, step), value);
        all.set(target, { ...kept, slots });
        all.delete(source);
      }
      return { series: 1, renames: [{ from: source, to: target }] };
    },

    async unused({ patterns, silentSeconds, unaskedSeconds, limit }: UnusedRequest) {
      const candidates = patterns === undefined ? sortedNames() : selected({ patterns });
      const series = candidates.flatMap((name) => {
        const { slots, lastAsked } = all.get(name)!;
        const { last } = ends(slots);
        const silent = silentSeconds === undefined || last === null || now() - last >= silentSeconds;
        const unasked =
          unaskedSeconds === undefined || lastAsked === null || now() - lastAsked >= unaskedSeconds;
        return silent && unasked ? [{ name, lastPoint: last, lastAsked }] : [];
      });
      return { series: series.slice(0, limit), truncated: series.length > limit };
    },

    async setRetention({ patterns, schema }: RetentionRequest, options) {
      return changeSchemas(
        selected({ patterns }),
        (name) => (schema === null ? { schema: schemaOf(name), pinned: false } : { schema, pinned: true }),
        options,
      );
    },

    async applyRetention(options) {
      const names = sortedNames().filter((name) => !all.get(name)!.pinned);
      return changeSchemas(names, (name) => ({ schema: schemaOf(name), pinned: false }), options);
    },

    async backup(folder) {
      const file = join(folder, 'series.json');
      const text = JSON.stringify([...all].map(([name, { schema, slots }]) => [name, schema, [...slots]]));
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
      return { folder, files: 1, bytes: Buffer.byteLength(text) };
    },

    async close() {},
  };
}

function slotOf(seconds: number, step: number): number {
  return Math.floor(seconds / step) * step;
}

/** The first and the last slot that holds a point. */
function ends(slots: ReadonlyMap<number, number>): { first: number | null; last: number | null } {
  let first: number | null = null;
  let last: number | null = null;
  for (const seconds of slots.keys()) {
    if (first === null || seconds < first) first = seconds;
    if (last === null || seconds > last) last = seconds;
  }
  return { first, last };
}

/** The points of a series on the grid of another schema: coarser slots are aggregated, finer ones stay apart. */
function resliced({ schema, slots }: NaiveSeries, next: SeriesSchema): Map<number, number> {
  const [old, wanted] = [schema.archives[0]!, next.archives[0]!];
  if (old.step === wanted.step) return slots;
  const moved = new Map<number, number>();
  for (const [seconds, value] of [...slots].sort(([a], [b]) => a - b)) {
    const start = slotOf(seconds, wanted.step);
    if (wanted.step % old.step !== 0) moved.set(start, value);
    else if (!moved.has(start)) {
      const coarse = slotValue({ ...next, xFilesFactor: 0 }, [old, wanted], 1, start, slots);
      moved.set(start, coarse);
    }
  }
  return moved;
}

/** How many values all archives of a series hold together. */
function storedValues({ schema, slots }: NaiveSeries, now: number): number {
  let count = 0;
  schema.archives.forEach(({ step, points }, level) => {
    const starts = new Set([...slots.keys()].map((seconds) => slotOf(seconds, step)));
    for (const start of starts) {
      const kept = start > now - step * points;
      if (kept && !Number.isNaN(slotValue(schema, schema.archives, level, start, slots))) count++;
    }
  });
  return count;
}

function schemaText({ archives, aggregation, xFilesFactor }: SeriesSchema): string {
  const reach = archives.map(({ step, points }) => `${step}:${points}`).join(',');
  return `${reach} ${aggregation} ${xFilesFactor}`;
}

function checkedName(text: string): string {
  const name = canonicalName(text);
  const { path } = parseMetricName(name);
  if (path.split('.').includes('')) throw new BadRequestError(`"${text}" has an empty segment`);
  return name;
}

function isBehind(name: string, after: string): boolean {
  return Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}

/** `tag=value`, `tag!=value`, `tag=~pattern`, `tag!=~pattern`; an absent tag is an empty text. */
function tagExpression(text: string): { tag: string; satisfiedBy: (value: string) => boolean } {
  const parts = /^([^;!=]+)(!?=~?)([^;]*)$/s.exec(text);
  if (parts === null) {
    throw new BadRequestError(`"${text}" is no tag expression; write tag=value, tag!=value, tag=~pattern`);
  }
  const [, tag, operator, value] = parts as unknown as [string, string, string, string];
  const wanted = !operator.startsWith('!');
  if (!operator.endsWith('~')) return { tag, satisfiedBy: (is) => (is === value) === wanted };
  const matches = fromBeginning(value);
  return { tag, satisfiedBy: (is) => matches(is) === wanted };
}

/** A pattern that has to match from the beginning on. */
function fromBeginning(value: string): (text: string) => boolean {
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${value})`);
  } catch {
    throw new BadRequestError(`"${value}" is not a regular expression`);
  }
  return (text) => pattern.test(text);
}

function isTagged(name: string): boolean {
  return name.includes(';');
}

/** Each text with how often it occurs, sorted. */
function counted(texts: readonly string[]): [text: string, count: number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => byCodeUnits(a, b));
}

/** Whisper's choice of archive and slots for a range; null where Whisper answers nothing at all. */
function read(
  { schema, slots }: NaiveSeries,
  { from: wantedFrom, until: wantedUntil, rollup }: FetchRequest,
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
    const second = start + i * step;
    values[i] =
      rollup === undefined || chosen === 0
        ? slotValue(schema, archives, chosen, second, slots)
        : rolledUp(rollup, second, step, archives[0]!.step, slots);
  }
  return {
    ...{ start, step, values, aggregation, xFilesFactor },
    ...(chosen > 0 ? { rolledUp: true as const } : {}),
  };
}

/** What is true of all known points of a coarser slot, whatever the series' own method and xFilesFactor. */
function rolledUp(
  rollup: RollupFunction,
  start: number,
  step: number,
  finest: number,
  slots: ReadonlyMap<number, number>,
): number {
  const known: number[] = [];
  for (let at = start; at < start + step; at += finest) {
    const value = slots.get(at);
    if (value !== undefined) known.push(value);
  }
  if (known.length === 0) return Number.NaN;
  const sum = known.reduce((total, value) => total + value, 0);
  switch (rollup) {
    case 'average':
      return sum / known.length;
    case 'sum':
      return sum;
    case 'count':
      return known.length;
    case 'last':
      return known[known.length - 1]!;
    case 'min':
      return Math.min(...known);
    case 'max':
      return Math.max(...known);
  }
}

/** Value of one slot of archive `level`, from the slots of the next finer one; NaN when too few are known. */
function slotValue(
  schema: SeriesSchema,
  archives: readonly Archive[],
  level: number,
  start: number,
  finest: ReadonlyMap<number, number>,
): number {
  if (level === 0) return finest.get(start) ?? Number.NaN;
  const finer = archives[level - 1]!.step;
  const slots = archives[level]!.step / finer;
  const row = Array.from({ length: slots }, (_, i) =>
    slotValue(schema, archives, level - 1, start + i * finer, finest),
  );
  const known = row.filter((value) => !Number.isNaN(value));
  if (known.length === 0 || known.length / slots < Math.fround(schema.xFilesFactor)) return Number.NaN;
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

/** One node for each last segment, sorted by it. */
function distinctNodes(nodes: readonly FindNode[]): FindNode[] {
  const byText = new Map<string, FindNode>();
  for (const node of nodes) {
    const known = byText.get(node.text) ?? node;
    byText.set(node.text, {
      ...known,
      leaf: known.leaf || node.leaf,
      branch: known.branch || node.branch,
    });
  }
  return [...byText.values()].sort((a, b) => byCodeUnits(a.text, b.text));
}

/** Null unless there are two series or more, all on one grid. */
function foldNaively(list: readonly StoredSeries[], fold: FoldFunction): FoldedSeries | null {
  const [first] = list;
  if (first === undefined || list.length < 2) return null;
  const { start, step } = first;
  const { length } = first.values;
  if (list.some((each) => each.start !== start || each.step !== step || each.values.length !== length))
    return null;
  const slots = Array.from({ length }, (_, i) =>
    list.map(({ values }) => values[i]!).filter((value) => !Number.isNaN(value)),
  );
  const folded = slots.map((values) => {
    if (values.length === 0) return Number.NaN;
    return fold === 'sum' ? values.reduce((sum, value) => sum + value, 0) : Math[fold](...values);
  });
  const tags = list.map(({ name }) => seriesTags(name));
  const common = Object.entries(tags[0]!).filter(([tag, value]) => tags.every((each) => each[tag] === value));
  return {
    start,
    step,
    values: Float64Array.from(folded),
    known: Uint32Array.from(slots, ({ length }) => length),
    series: list.length,
    tags: Object.fromEntries(common),
    ...(list.some((each) => each.rolledUp) ? { rolledUp: true as const } : {}),
  };
}
