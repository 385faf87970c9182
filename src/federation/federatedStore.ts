/** The own store and remote ones as one, for the length of a request. */
import type { StoredSeries } from '../model/series.ts';
import {
  type ActiveRange,
  type BackupReport,
  type ChangeOptions,
  type CompletionRequest,
  type DeleteReport,
  type FetchLimits,
  type FetchRequest,
  type FindAnswer,
  type FindOptions,
  type FoldedSeries,
  type FoldRequest,
  type MetricStore,
  type PointBatch,
  type RenameReport,
  type RetentionReport,
  type RetentionRequest,
  type SeriesInfo,
  type SeriesSelection,
  type StoreStatus,
  type TagCount,
  type TagListOptions,
  type TagValueCount,
  TooMuchError,
  type UnusedRequest,
  type UnusedSeries,
} from '../storage/store.ts';
import { mergeNodes } from './mergeNodes.ts';
import { mergeSeries } from './mergeSeries.ts';
import { type MissingRemotes, missingText, RemotesMissingError } from './missingRemotes.ts';
import { RemoteFailure } from './remoteFailure.ts';
import type { RemoteStore } from './remoteStore.ts';
import { byCodePoints, union } from './textOrder.ts';

export interface FederatedStoreOptions {
  readonly own: MetricStore;
  readonly remotes: readonly RemoteStore[];
  /** Learns which remote stores did not answer. */
  readonly missing: MissingRemotes;
  /** A remote store that does not answer is a {@link RemotesMissingError}. */
  readonly requireAll: boolean;
}

/**
 * Names, values and tags are those of all stores. What the own store refuses is refused; a remote store that fails is left
 * out and told to `missing`. Everything that changes or describes a store, and `search`, is the own store's alone.
 */
export class FederatedStore implements MetricStore {
  private readonly own: MetricStore;
  private readonly options: FederatedStoreOptions;
  /** What remote stores know of patterns that could not be folded: fetched next, as a rule. */
  private unfolded = new Map<string, StoredSeries[][]>();
  private remoteNames: Promise<string[]> | null = null;

  constructor(options: FederatedStoreOptions) {
    this.own = options.own;
    this.options = options;
  }

  async find(pattern: string, options: FindOptions = {}): Promise<FindAnswer> {
    const [own, others] = await Promise.all([
      this.own.find(pattern, options),
      this.ask((remote) => remote.find(pattern, options)),
    ]);
    const nodes = mergeNodes([own.nodes, ...others]);
    const { limit = Number.POSITIVE_INFINITY } = options;
    return { nodes: nodes.slice(0, limit), truncated: own.truncated || nodes.length > limit };
  }

  async fetch(requests: readonly FetchRequest[], limits: FetchLimits = {}): Promise<StoredSeries[][]> {
    const [own, others] = await Promise.all([
      this.own.fetch(requests, limits),
      this.fetchRemote(requests, limits),
    ]);
    const merged = requests.map((_, i) => mergeSeries([own[i]!, ...others[i]!]));
    checkLimits(merged, limits);
    return merged;
  }

  /** By request, the list of each remote store. What `fold` has fetched already is not fetched again. */
  private async fetchRemote(
    requests: readonly FetchRequest[],
    limits: FetchLimits,
  ): Promise<StoredSeries[][][]> {
    const known = requests.map((request) => this.takeUnfolded(request));
    const wanted = requests.filter((_, i) => known[i] === undefined);
    const answers = wanted.length === 0 ? [] : await this.ask((remote) => remote.fetch(wanted, limits));
    let next = 0;
    return known.map((lists) => {
      if (lists !== undefined) return lists;
      const at = next++;
      return answers.map((answer) => answer[at]!);
    });
  }

  /**
   * Remote stores have no way to fold, so their series would have to be fetched anyway: they are, first of all, and only what
   * none of them knows is folded by the own store. Null for the others; their series wait here for the fetch to come.
   */
  async fold(requests: readonly FoldRequest[], limits: FetchLimits = {}): Promise<(FoldedSeries | null)[]> {
    this.unfolded = new Map();
    const others = await this.fetchRemote(requests, limits);
    const ownOnly = new Set(requests.filter((_, i) => others[i]!.every((list) => list.length === 0)));
    const answers = ownOnly.size === 0 ? [] : await this.own.fold([...ownOnly], limits);
    const folded = new Map([...ownOnly].map((request, k) => [request, answers[k]!]));
    return requests.map((request, i) => {
      const answer = folded.get(request) ?? null;
      if (answer === null) this.unfolded.set(keyOf(request), others[i]!);
      return answer;
    });
  }

  private takeUnfolded(request: FetchRequest): StoredSeries[][] | undefined {
    const key = keyOf(request);
    const lists = this.unfolded.get(key);
    this.unfolded.delete(key);
    return lists;
  }

  /** Remote stores hand out their names at once; they are kept for the pages to come. */
  async names(after: string | null, limit: number): Promise<string[]> {
    this.remoteNames ??= this.ask((remote) => remote.names()).then(union);
    const [own, others] = await Promise.all([this.own.names(after, limit), this.remoteNames]);
    const first = after === null ? 0 : placeBehind(others, after);
    return union([own, others.slice(first, first + limit)]).slice(0, limit);
  }

  async findByTags(
    expressions: readonly string[],
    limit: number,
  ): Promise<{ names: string[]; truncated: boolean }> {
    const [own, others] = await Promise.all([
      this.own.findByTags(expressions, limit),
      this.askTags((remote) => remote.findByTags(expressions, limit + 1)),
    ]);
    const names = union([own.names, ...others]);
    return { names: names.slice(0, limit), truncated: own.truncated || names.length > limit };
  }

  /** Counts add up: a series that two stores have counts twice. */
  async tags(options: TagListOptions): Promise<{ tags: TagCount[]; truncated: boolean }> {
    const [own, others] = await Promise.all([
      this.own.tags(options),
      this.askTags((remote) => remote.tags({ ...options, limit: options.limit + 1 })),
    ]);
    const counts = addedUp([own.tags, ...others].flat().map(({ tag, series }) => [tag, series]));
    const tags = counts.map(([tag, series]) => ({ tag, series }));
    return { tags: tags.slice(0, options.limit), truncated: own.truncated || tags.length > options.limit };
  }

  async tagValues(
    tag: string,
    options: TagListOptions,
  ): Promise<{ values: TagValueCount[]; truncated: boolean } | null> {
    const [own, others] = await Promise.all([
      this.own.tagValues(tag, options),
      this.askTags((remote) => remote.tagValues(tag, { ...options, limit: options.limit + 1 })),
    ]);
    const counts = addedUp([own?.values ?? [], ...others].flat().map(({ value, series }) => [value, series]));
    if (own === null && counts.length === 0) return null;
    const values = counts.map(([value, series]) => ({ value, series }));
    const truncated = own?.truncated === true || values.length > options.limit;
    return { values: values.slice(0, options.limit), truncated };
  }

  async completeTags(request: CompletionRequest): Promise<string[]> {
    const [own, others] = await Promise.all([
      this.own.completeTags(request),
      this.askTags((remote) => remote.completeTags(request)),
    ]);
    return union([own, ...others]).slice(0, request.limit);
  }

  async completeTagValues(tag: string, request: CompletionRequest): Promise<string[]> {
    const [own, others] = await Promise.all([
      this.own.completeTagValues(tag, request),
      this.askTags((remote) => remote.completeTagValues(tag, request)),
    ]);
    return union([own, ...others]).slice(0, request.limit);
  }

  search(
    text: string,
    limit: number,
    active?: ActiveRange,
  ): Promise<{ names: string[]; truncated: boolean }> {
    return this.own.search(text, limit, active);
  }
  create(names: readonly string[]): Promise<string[]> {
    return this.own.create(names);
  }
  append(batch: PointBatch): Promise<void> {
    return this.own.append(batch);
  }
  status(): Promise<StoreStatus> {
    return this.own.status();
  }
  describe(selection: SeriesSelection, limit: number): Promise<SeriesInfo[]> {
    return this.own.describe(selection, limit);
  }
  delete(selection: SeriesSelection, options: ChangeOptions): Promise<DeleteReport> {
    return this.own.delete(selection, options);
  }
  rename(from: string, to: string, options: ChangeOptions): Promise<RenameReport> {
    return this.own.rename(from, to, options);
  }
  merge(from: string, into: string, options: ChangeOptions): Promise<RenameReport> {
    return this.own.merge(from, into, options);
  }
  unused(request: UnusedRequest): Promise<{ series: UnusedSeries[]; truncated: boolean }> {
    return this.own.unused(request);
  }
  setRetention(request: RetentionRequest, options: ChangeOptions): Promise<RetentionReport> {
    return this.own.setRetention(request, options);
  }
  applyRetention(options: ChangeOptions): Promise<RetentionReport> {
    return this.own.applyRetention(options);
  }
  backup(folder: string): Promise<BackupReport> {
    return this.own.backup(folder);
  }
  close(): Promise<void> {
    return this.own.close();
  }

  /** The answers of those remote stores that have one, in the order of the settings. */
  private async ask<T>(
    question: (remote: RemoteStore) => Promise<T>,
    remotes = this.options.remotes,
  ): Promise<T[]> {
    const { missing, requireAll } = this.options;
    const outcomes = await Promise.allSettled(remotes.map(question));
    const answers: T[] = [];
    outcomes.forEach((outcome, i) => {
      if (outcome.status === 'fulfilled') answers.push(outcome.value);
      else if (outcome.reason instanceof RemoteFailure)
        missing.add({ remote: remotes[i]!.name, reason: outcome.reason.message });
      else throw outcome.reason;
    });
    if (requireAll && answers.length < remotes.length)
      throw new RemotesMissingError(`Not all remote stores have answered: ${missingText(missing.list())}.`);
    return answers;
  }

  private askTags<T>(question: (remote: RemoteStore) => Promise<T>): Promise<T[]> {
    return this.ask(
      question,
      this.options.remotes.filter(({ hasTags }) => hasTags),
    );
  }
}

function checkLimits(lists: readonly (readonly StoredSeries[])[], limits: FetchLimits): void {
  const { maxSeries = Number.POSITIVE_INFINITY, maxPoints = Number.POSITIVE_INFINITY } = limits;
  const all = lists.flat();
  if (all.length > maxSeries)
    throw new TooMuchError(`${all.length} series match in all stores together; ${maxSeries} are allowed.`);
  const points = all.reduce((sum, { values }) => sum + values.length, 0);
  if (points > maxPoints)
    throw new TooMuchError(`${points} values match in all stores together; ${maxPoints} are allowed.`);
}

/** Equal for requests that are one question to a remote store. */
function keyOf({ pattern, tags, from, until }: FetchRequest): string {
  return JSON.stringify([tags ?? pattern, from, until]);
}

/** Sums by name, sorted by name. */
function addedUp(
  counts: readonly (readonly [name: string, count: number])[],
): [name: string, count: number][] {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].sort(([a], [b]) => byCodePoints(a, b));
}

/** The place of the first of sorted names that lies behind a name. */
function placeBehind(names: readonly string[], name: string): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byCodePoints(names[middle]!, name) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
