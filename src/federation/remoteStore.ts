/** A remote server's answers to the questions of a MetricStore, by way of Graphite's HTTP API. */
import type { StoredSeries } from '../model/series.ts';
import type {
  CompletionRequest,
  FetchLimits,
  FetchRequest,
  FindNode,
  FindOptions,
  TagCount,
  TagListOptions,
  TagValueCount,
} from '../storage/store.ts';
import { asList, asName, asNames, decodeAnswer, member } from './answerValues.ts';
import { type FetchBatch, fetchBatches } from './fetchBatches.ts';
import { mergeSeries } from './mergeSeries.ts';
import { readNodes } from './readNodes.ts';
import { type RemoteSeries, readSeries } from './readSeries.ts';
import type { Asker, Remote } from './remote.ts';

/** Every method rejects with a RemoteFailure when there is no answer, and with the asker's reason when it gives up. */
export class RemoteStore {
  readonly name: string;
  /** False for a server that is not to be asked about tags. */
  readonly hasTags: boolean;
  private readonly remote: Remote;
  private readonly asker: Asker;
  private readonly nowSeconds: () => number;

  constructor(remote: Remote, asker: Asker, nowSeconds: () => number) {
    this.name = remote.settings.name;
    this.hasTags = remote.settings.tags;
    this.remote = remote;
    this.asker = asker;
    this.nowSeconds = nowSeconds;
  }

  async find(pattern: string, { active }: FindOptions): Promise<FindNode[]> {
    const { format } = this.remote.settings;
    const parameters = new URLSearchParams({ query: pattern, format });
    if (active !== undefined) {
      parameters.set('activeOnly', '1');
      parameters.set('from', String(Math.floor(active.from)));
      parameters.set('until', String(Math.ceil(active.until)));
    }
    const question = { operation: 'find', path: '/metrics/find', parameters } as const;
    const read = (bytes: Uint8Array) => readNodes(decodeAnswer(format, bytes));
    return (await this.remote.ask(question, read, this.asker)) ?? [];
  }

  /** One list a request. Rollups are not part of the protocol: the server's own choice is taken. */
  async fetch(requests: readonly FetchRequest[], limits: FetchLimits): Promise<StoredSeries[][]> {
    const lists: StoredSeries[][] = requests.map(() => []);
    // JSON does not say which series belong to which target.
    const most = this.remote.settings.format === 'json' ? 1 : undefined;
    const places = requests.flatMap(({ tags }, i) => (tags === undefined || this.hasTags ? [i] : []));
    const batches = fetchBatches(
      places.map((i) => requests[i]!),
      most,
    );
    const answers = await Promise.all(batches.map((batch) => this.fetchBatch(batch, limits)));
    for (const [i, { targets }] of batches.entries()) {
      for (const [k, { index }] of targets.entries()) lists[places[index]!] = answers[i]![k]!;
    }
    return lists;
  }

  /** One list a target. */
  private async fetchBatch(batch: FetchBatch, limits: FetchLimits): Promise<StoredSeries[][]> {
    const { targets } = batch;
    const found = await this.render(batch, limits);
    const listOf = (list: readonly RemoteSeries[]) => mergeSeries([list.map(({ series }) => series)]);
    if (targets.length === 1) return [listOf(found)];
    const byTarget = Map.groupBy(found, ({ pathExpression }) => pathExpression ?? '');
    const known = new Set(targets.map(({ text }) => text));
    if ([...byTarget.keys()].every((expression) => known.has(expression)))
      return targets.map(({ text }) => listOf(byTarget.get(text) ?? []));
    // Some servers don't say what belongs to what, or say it in other words. One by one there is no question.
    const each = targets.map((target) => this.fetchBatch({ ...batch, targets: [target] }, limits));
    return (await Promise.all(each)).flat();
  }

  private async render({ from, until, targets }: FetchBatch, limits: FetchLimits): Promise<RemoteSeries[]> {
    const { format } = this.remote.settings;
    const parameters = new URLSearchParams({
      format,
      noCache: '1',
      from: String(Math.floor(from)),
      until: String(Math.floor(until)),
      now: String(Math.floor(this.nowSeconds())),
    });
    for (const { text } of targets) parameters.append('target', text);
    const loneStep = Math.max(1, Math.floor(until - from));
    const read = (bytes: Uint8Array) => readSeries(decodeAnswer(format, bytes), { loneStep, limits });
    const question = { operation: 'fetch', path: '/render', parameters } as const;
    return (await this.remote.ask(question, read, this.asker)) ?? [];
  }

  async names(): Promise<string[]> {
    const question = {
      operation: 'index',
      path: '/metrics/index.json',
      parameters: new URLSearchParams(),
    } as const;
    const read = (bytes: Uint8Array) => asNames(decodeAnswer('json', bytes), 'the index');
    return (await this.remote.ask(question, read, this.asker)) ?? [];
  }

  findByTags(expressions: readonly string[], limit: number): Promise<string[]> {
    return this.nameList('/tags/findSeries', expressions, { limit });
  }

  completeTags({ expressions, prefix, limit }: CompletionRequest): Promise<string[]> {
    return this.nameList('/tags/autoComplete/tags', expressions, { tagPrefix: prefix, limit });
  }

  completeTagValues(tag: string, { expressions, prefix, limit }: CompletionRequest): Promise<string[]> {
    return this.nameList('/tags/autoComplete/values', expressions, { tag, valuePrefix: prefix, limit });
  }

  async tags({ filter, limit }: TagListOptions): Promise<TagCount[]> {
    const read = (answer: unknown) =>
      asList(answer, 'the list of tags').map((entry) => ({
        tag: asName(member(entry, 'tag'), 'a tag'),
        series: countOf(entry),
      }));
    return (await this.askTags('/tags', { filter, limit }, read)) ?? [];
  }

  /** Empty when no series has the tag. */
  async tagValues(tag: string, { filter, limit }: TagListOptions): Promise<TagValueCount[]> {
    const read = (answer: unknown) =>
      answer === null
        ? []
        : asList(member(answer, 'values'), 'the list of values').map((entry) => ({
            value: asName(member(entry, 'value'), 'a value'),
            series: countOf(entry),
          }));
    return (await this.askTags(`/tags/${encodeURIComponent(tag)}`, { filter, limit }, read)) ?? [];
  }

  private async nameList(
    path: string,
    expressions: readonly string[],
    options: Readonly<Record<string, string | number | undefined>>,
  ): Promise<string[]> {
    const read = (answer: unknown) => asNames(answer, 'the list');
    return (await this.askTags(path, options, read, expressions)) ?? [];
  }

  private askTags<T>(
    path: string,
    options: Readonly<Record<string, string | number | undefined>>,
    read: (answer: unknown) => T,
    expressions: readonly string[] = [],
  ): Promise<T | null> {
    const parameters = new URLSearchParams(
      expressions.map((expression): [string, string] => ['expr', expression]),
    );
    for (const [name, value] of Object.entries(options)) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    return this.remote.ask(
      { operation: 'tags', path, parameters },
      (bytes) => read(decodeAnswer('json', bytes)),
      this.asker,
    );
  }
}

/** graphite-web's own tags come without a count. */
function countOf(entry: unknown): number {
  const count = member(entry, 'count');
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : 0;
}
