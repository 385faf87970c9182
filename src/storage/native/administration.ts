import {
  BadRequestError,
  type ChangeOptions,
  type DeleteReport,
  type RenameReport,
  type SeriesInfo,
  type SeriesSelection,
  type UnusedRequest,
  type UnusedSeries,
} from '../store.ts';
import { canonicalName } from './nameRules.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { PurgeWork } from './purgeWork.ts';
import { storedBytes } from './retentionEstimate.ts';
import { below, selectSeries } from './selection.ts';
import { Slices } from './slices.ts';

/** Reports name so many series; what there is beyond them is only counted. */
const NAMES_TOLD = 100;
/** Series that are deleted in one go. */
const DELETE_BATCH = 1000;
/** All renames of a branch are one record of the log, so that they happen together; a record has its limit. */
const MOST_RENAME_BYTES = 32 * 1024 * 1024;
const RENAME_BYTES = 10;

interface Rename {
  readonly series: number;
  readonly from: string;
  readonly to: string;
}

/** What administrators do to series: the methods of the same names of `MetricStore`. */
export class Administration {
  private readonly engine: NativeEngine;

  /** One an engine: it also gives back the space of what is deleted, in the background. */
  constructor(engine: NativeEngine) {
    this.engine = engine;
    const purge = new PurgeWork(engine);
    engine.extraWork.push(() => purge.begin());
  }

  /** What is known of the first `limit` series of a selection, by name. */
  async describe({ patterns }: SeriesSelection, limit: number): Promise<SeriesInfo[]> {
    const selected = await selectSeries(this.engine, patterns);
    const { registry, activity } = this.engine;
    return Array.from(selected.subarray(0, limit), (series) => ({
      name: registry.name(series),
      schema: registry.schema(series).schema,
      pinned: registry.pinned(series),
      firstPoint: orNull(this.engine.firstPoint(series)),
      lastPoint: orNull(this.engine.lastPoint(series)),
      lastAsked: orNull(activity.asked[series]),
    }));
  }

  /** Deletes series; their space comes back in the background. */
  async delete({ patterns }: SeriesSelection, { dryRun }: ChangeOptions): Promise<DeleteReport> {
    const selected = await selectSeries(this.engine, patterns);
    const names = this.namesOf(selected);
    const bytes = await this.bytesOf(selected);
    if (dryRun) return { series: selected.length, names, bytes };
    return { series: await this.deleteSeries(selected), names, bytes };
  }

  /** Deletes those of some series that are still there and that `also` still holds for; answers how many. */
  async deleteSeries(series: Uint32Array, also: (series: number) => boolean = () => true): Promise<number> {
    const { engine } = this;
    const slices = new Slices();
    let deleted = 0;
    for (let at = 0; at < series.length; at += DELETE_BATCH) {
      engine.change(() => {
        for (const each of series.subarray(at, at + DELETE_BATCH)) {
          if (!engine.registry.hasName(each) || !also(each)) continue;
          engine.removeSeries(each);
          deleted++;
        }
      });
      await slices.pause();
    }
    return deleted;
  }

  /** Renames a series, and all below it: all of them or, with a {@link BadRequestError}, none. */
  async rename(from: string, to: string, { dryRun }: ChangeOptions): Promise<RenameReport> {
    const [source, target] = [this.canonical(from), this.canonical(to)];
    if (source === target) throw new BadRequestError(`${source} has this name already`);
    const numbers: number[] = [];
    const slices = new Slices();
    for (const series of below(this.engine, source)) {
      numbers.push(series);
      if (slices.due) await slices.pause();
    }
    // From here on nothing else happens until it is done.
    const renames = this.renames(source, target, numbers);
    const bytes = renames.reduce((sum, rename) => sum + rename.to.length + RENAME_BYTES, 0);
    if (bytes > MOST_RENAME_BYTES)
      throw new BadRequestError(
        `${renames.length.toLocaleString('en')} series are too many to be renamed at once; rename the branches below ${source} one by one`,
      );
    if (!dryRun) {
      const { engine } = this;
      engine.change(() => {
        for (const { series, to } of renames) engine.renameSeries(series, encoder.encode(to));
      });
    }
    const told = [...renames].sort((a, b) => (a.from < b.from ? -1 : 1)).slice(0, NAMES_TOLD);
    return { series: renames.length, renames: told.map(({ from, to }) => ({ from, to })) };
  }

  /** Fills the gaps of one series with the points of another, which then goes. */
  async merge(from: string, into: string, options: ChangeOptions): Promise<RenameReport> {
    const [source, target] = [this.canonical(from), this.canonical(into)];
    if (source === target) throw new BadRequestError(`${source} can't be merged into itself`);
    const { registry } = this.engine;
    if (registry.findSeries(source) < 0) throw new BadRequestError(`there is no series ${source}`);
    const report = { series: 1, renames: [{ from: source, to: target }] };
    if (registry.findSeries(target) < 0) {
      if (options.dryRun) return report;
      const series = registry.findSeries(source);
      this.engine.change(() => this.engine.renameSeries(series, encoder.encode(target)));
      return report;
    }
    if (!options.dryRun) await this.mergeSeries(source, target);
    return report;
  }

  /** Series that nobody writes, or nobody reads, sorted by name. */
  async unused(request: UnusedRequest): Promise<{ series: UnusedSeries[]; truncated: boolean }> {
    const { patterns, silentSeconds = 0, unaskedSeconds = 0, limit } = request;
    const { engine } = this;
    const { registry } = engine;
    const candidates = patterns === undefined ? below(engine, '') : await selectSeries(engine, patterns);
    const now = engine.nowSeconds();
    const series: UnusedSeries[] = [];
    const slices = new Slices();
    for (const each of candidates) {
      if (slices.due) await slices.pause();
      if (!registry.hasName(each)) continue;
      const lastPoint = engine.lastPoint(each);
      const lastAsked = engine.activity.asked[each];
      if (lastPoint > 0 && now - lastPoint < silentSeconds) continue;
      if (lastAsked > 0 && now - lastAsked < unaskedSeconds) continue;
      if (series.length >= limit) return { series, truncated: true };
      series.push({ name: registry.name(each), lastPoint: orNull(lastPoint), lastAsked: orNull(lastAsked) });
    }
    return { series, truncated: false };
  }

  /** Writes all that is stored of one series into the gaps of another, and takes it out. */
  private async mergeSeries(source: string, target: string): Promise<void> {
    const { engine } = this;
    const { maintenance, registry } = engine;
    // What is in blocks is merged there, so everything goes into blocks first. Nothing may begin between the two jobs.
    for (;;) {
      while (maintenance.busy) await maintenance.idle();
      if (!(await engine.startFlush()))
        throw new Error('what is in memory cannot be written to disk; see the log, and try again');
      if (!maintenance.busy) break;
    }
    const [from, into] = [registry.findSeries(source), registry.findSeries(target)];
    const schema = engine.readSchemas[registry.schemaOf[into] ?? -1];
    if (from < 0 || schema === undefined)
      throw new BadRequestError(`${from < 0 ? source : target} has gone meanwhile`);
    const moves = [{ series: from, into, schema }];
    const job = {
      kind: 'rewrite',
      table: engine.table(),
      moves,
      nowSeconds: engine.nowSeconds(),
    } as const;
    const done = await maintenance.start(job, () => {
      if (!registry.hasName(from) || !registry.hasName(into)) return;
      engine.mergeInMemory(from, into);
      engine.change(() => engine.removeSeries(from));
    });
    if (!done) throw new Error(`${source} cannot be merged into ${target} now; see the log, and try again`);
    if (registry.hasName(from)) throw new BadRequestError(`${target} has gone meanwhile`);
    // When the series were written last is stored with a flush.
    if (!maintenance.busy) await engine.startFlush();
  }

  /** The renames of a branch in an order in which each target is free when its turn comes. */
  private renames(source: string, target: string, numbers: readonly number[]): Rename[] {
    const { registry } = this.engine;
    const own = registry.findSeries(source);
    const renames: Rename[] = [];
    const moving = new Set<number>();
    for (const series of own >= 0 ? [own, ...numbers] : numbers) {
      const from = registry.name(series);
      // Those that went or were renamed while the names were collected.
      if (series !== own && !from.startsWith(`${source}.`)) continue;
      const to = target + from.slice(source.length);
      if (this.canonical(to) !== to)
        throw new BadRequestError(`${from} would get the name "${to}", which is not one for a series`);
      renames.push({ series, from, to });
      moving.add(series);
    }
    if (renames.length === 0) throw new BadRequestError(`there is no series and no branch ${source}`);
    for (const { from, to } of renames) {
      const there = registry.findSeries(to);
      if (there >= 0 && !moving.has(there))
        throw new BadRequestError(`there is a series ${to} already; merge ${from} into it`);
    }
    // Where branches overlap, a name gets longer or shorter by the same for all: who is farthest goes first.
    const longest = target.length > source.length ? -1 : 1;
    return renames.sort((a, b) => longest * (a.from.length - b.from.length));
  }

  private canonical(name: string): string {
    const canonical = canonicalName(encoder.encode(name), this.engine.options.limits);
    if (typeof canonical === 'string')
      throw new BadRequestError(`"${name}" can't be the name of a series: ${canonical}`);
    return decoder.decode(canonical);
  }

  private namesOf(selected: Uint32Array): string[] {
    return Array.from(selected.subarray(0, NAMES_TOLD), (series) => this.engine.registry.name(series));
  }

  private bytesOf(selected: Uint32Array): Promise<number> {
    const { registry } = this.engine;
    const chosen = new Uint8Array(registry.size);
    const classes = new Set<string>();
    for (const series of selected) {
      chosen[series] = 1;
      if (registry.hasName(series)) classes.add(registry.classes[registry.schema(series).classNumber]!.key);
    }
    return storedBytes(this.engine, classes, chosen);
  }
}

function orNull(seconds: number): number | null {
  return seconds > 0 ? seconds : null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
