import {
  BadRequestError,
  type CompletionRequest,
  type TagCount,
  type TagListOptions,
  type TagValueCount,
} from '../store.ts';
import { orderByBytes } from './byteOrder.ts';
import { ByteTable } from './byteTable.ts';
import { grow } from './growable.ts';
import { NumberList } from './numberList.ts';
import { anchoredPattern, cpuMilliseconds, parseTagExpression, type TagExpression } from './tagExpression.ts';

/** More expressions than this in one request are refused. */
const MOST_EXPRESSIONS = 50;
/** Patterns may hold up ingest for so long altogether, in time of the processor. */
const MOST_MILLISECONDS = 1000;
/** Entries of removed series are swept when there are so many and half of all are. */
const SWEEP_ENTRIES = 10_000;

/**
 * Series by their tags. Only series that have tags are in it, as in graphite-web; the path is the tag `name`.
 *
 * A distinct `tag=value` is a *pair* with a number. An *entry* is a series with its pairs, and a *posting* is one pair of one
 * entry: the postings of an entry stand side by side, those of a pair are linked. A removed entry is only marked, for its
 * postings may stand anywhere in long chains.
 */
export class TagIndex {
  /** `tag=value`. */
  private pairs = new ByteTable(0);
  private keys = new ByteTable(0);
  /** By pair: its key, the next pair of the key, live entries with it, its newest posting (number + 1, 0 for none). */
  private keyOf = new Uint32Array(0);
  private nextPair = new Int32Array(0);
  private pairCount = new Uint32Array(0);
  private pairPostings = new Uint32Array(0);
  /** By key: its newest pair, how many it has, live entries with it. */
  private firstPair = new Int32Array(0);
  private keyPairs = new Uint32Array(0);
  private keyCount = new Uint32Array(0);
  /** By posting: its pair, its entry, the next older posting of the pair (number + 1). */
  private postings = 0;
  private postingPair = new Uint32Array(0);
  private postingEntry = new Uint32Array(0);
  private postingNext = new Uint32Array(0);
  /** By entry: its series, -1 when removed; its first posting. */
  private entries = 0;
  private removed = 0;
  private seriesOf = new Int32Array(0);
  private firstPosting = new Uint32Array(1);
  /** By series: its entry + 1. */
  private entryOf = new Uint32Array(0);
  private scratch = new Uint8Array(256);

  /** Series in the index. */
  get size(): number {
    return this.entries - this.removed;
  }

  /** Adds a series by its canonical name `bytes[start, end)`, which has tags. */
  add(series: number, bytes: Uint8Array, start: number, end: number): void {
    const entry = this.open(series);
    let at = start;
    while (bytes[at] !== SEMICOLON) at++;
    const path = at - start;
    if (this.scratch.length < path + NAME_KEY.length)
      this.scratch = new Uint8Array(2 * path + NAME_KEY.length);
    this.scratch.set(NAME_KEY);
    for (let i = 0; i < path; i++) this.scratch[NAME_KEY.length + i] = bytes[start + i];
    this.post(entry, this.scratch, 0, NAME_KEY.length + path);
    while (at < end) {
      const from = at + 1;
      at = from;
      while (at < end && bytes[at] !== SEMICOLON) at++;
      this.post(entry, bytes, from, at);
    }
    this.close(entry);
  }

  /** Takes a series out; nothing when it is not in. */
  remove(series: number): void {
    if (series >= this.entryOf.length || this.entryOf[series] === 0) return;
    const entry = this.entryOf[series] - 1;
    this.entryOf[series] = 0;
    this.seriesOf[entry] = -1;
    this.removed++;
    for (let i = this.firstPosting[entry]; i < this.firstPosting[entry + 1]; i++) {
      this.pairCount[this.postingPair[i]]--;
      this.keyCount[this.keyOf[this.postingPair[i]]]--;
    }
    if (this.removed > SWEEP_ENTRIES && this.removed * 2 > this.entries) this.sweep();
  }

  /**
   * Numbers of the series that satisfy all expressions, in no order. At least one expression must ask for a value that is
   * there, as in graphite-web. A bad expression is a {@link BadRequestError}, patterns that take too long are a
   * `TooMuchError`.
   */
  find(expressions: readonly string[]): Uint32Array<ArrayBuffer> {
    const found = new NumberList();
    this.search(parseAll(expressions), (entry) => {
      found.push(this.seriesOf[entry]);
      return false;
    });
    return found.view();
  }

  /** Tags with the number of their series, sorted. Errors as in {@link find}. */
  tags({ filter, limit }: TagListOptions): { tags: TagCount[]; truncated: boolean } {
    const accepts = valueFilter(filter);
    const keys = this.openKeys('').filter((key) => accepts(this.keys.text(key)));
    const tags = firstOf(this.keys, keys, limit).map((key) => ({
      tag: this.keys.text(key),
      series: this.keyCount[key],
    }));
    return { tags, truncated: tags.length < keys.length };
  }

  /** Values of a tag with the number of their series, sorted; null when no series has the tag. Errors as in {@link find}. */
  values(
    tag: string,
    { filter, limit }: TagListOptions,
  ): { values: TagValueCount[]; truncated: boolean } | null {
    const accepts = valueFilter(filter);
    const key = this.keyNumber(tag);
    if (key < 0 || this.keyCount[key] === 0) return null;
    let pairs = this.openPairs(key, '');
    if (filter !== undefined) pairs = pairs.filter((pair) => accepts(this.value(pair, tag)));
    const values = firstOf(this.pairs, pairs, limit).map((pair) => ({
      value: this.value(pair, tag),
      series: this.pairCount[pair],
    }));
    return { values, truncated: values.length < pairs.length };
  }

  /**
   * The first tags, sorted, of the series that satisfy all expressions (of all series without any); tags that the expressions
   * name are left out. Errors as in {@link find}.
   */
  completeTags({ expressions, prefix = '', limit }: CompletionRequest): string[] {
    const parsed = expressions.length > 0 ? parseAll(expressions) : [];
    const named = new Set(parsed.map(({ tag }) => this.keyNumber(tag)));
    let keys = this.openKeys(prefix).filter((key) => !named.has(key));
    if (parsed.length > 0) {
      keys = this.occurring(parsed, keys, this.keys.size, (posting) => this.keyOf[this.postingPair[posting]]);
    }
    return firstOf(this.keys, keys, limit).map((key) => this.keys.text(key));
  }

  /** The first values of a tag, sorted, among the series that satisfy all expressions. Errors as in {@link find}. */
  completeValues(tag: string, { expressions, prefix = '', limit }: CompletionRequest): string[] {
    // Asking for the tag itself makes expressions that an absent tag would satisfy acceptable, as in graphite-web.
    const parsed = expressions.length > 0 ? parseAll([...expressions, `${tag}!=`]) : [];
    const key = this.keyNumber(tag);
    if (key < 0) return [];
    let pairs = this.openPairs(key, prefix);
    if (parsed.length > 0)
      pairs = this.occurring(parsed, pairs, this.pairs.size, (posting) => this.postingPair[posting]);
    return firstOf(this.pairs, pairs, limit).map((pair) => this.value(pair, tag));
  }

  /** Keys that some series has, beginning with `prefix`. */
  private openKeys(prefix: string): number[] {
    const bytes = encoder.encode(prefix);
    const keys: number[] = [];
    for (let key = 0; key < this.keys.size; key++)
      if (this.keyCount[key] > 0 && startsWith(this.keys, key, bytes)) keys.push(key);
    return keys;
  }

  /** Pairs of a key that some series has, with values beginning with `prefix`. */
  private openPairs(key: number, prefix: string): number[] {
    const bytes = encoder.encode(`${this.keys.text(key)}=${prefix}`);
    const pairs: number[] = [];
    for (let pair = this.firstPair[key]; pair >= 0; pair = this.nextPair[pair])
      if (this.pairCount[pair] > 0 && startsWith(this.pairs, pair, bytes)) pairs.push(pair);
    return pairs;
  }

  /**
   * Those of some numbers below `size` that `numberOf` gives for the postings of series that satisfy all expressions. The search
   * ends with the last of them.
   */
  private occurring(
    parsed: readonly TagExpression[],
    numbers: readonly number[],
    size: number,
    numberOf: (posting: number) => number,
  ): number[] {
    const found: number[] = [];
    if (numbers.length === 0) return found;
    const open = new Uint8Array(size);
    for (const number of numbers) open[number] = 1;
    this.search(parsed, (entry) => {
      for (let posting = this.firstPosting[entry]; posting < this.firstPosting[entry + 1]; posting++) {
        const number = numberOf(posting);
        if (open[number] === 0) continue;
        open[number] = 0;
        found.push(number);
      }
      return found.length === numbers.length;
    });
    return found;
  }

  private value(pair: number, tag: string): string {
    return this.pairs.text(pair).slice(tag.length + 1);
  }

  /** Visits the entries that satisfy all expressions, in no order, until a visit answers true. */
  private search(parsed: readonly TagExpression[], visit: (entry: number) => boolean): void {
    const filters: Filter[] = [];
    for (const expression of parsed) {
      const key = this.keyNumber(expression.tag);
      if (key >= 0) filters.push(this.filter(expression, key));
      else if (!expression.acceptsAbsent) return;
    }
    const start = this.smallest(filters);
    const others = filters.filter((filter) => filter !== start);
    for (const pair of this.pairsOf(start)) {
      for (let posting = this.pairPostings[pair]; posting !== 0; posting = this.postingNext[posting - 1]) {
        const entry = this.postingEntry[posting - 1];
        if (this.seriesOf[entry] >= 0 && this.satisfies(entry, others) && visit(entry)) return;
      }
    }
  }

  private filter(expression: TagExpression, key: number): Filter {
    const { tag, value, negated, acceptsAbsent } = expression;
    // An empty value is in no pair, so that -1 stands for it rightly.
    const pair = value === null ? -1 : this.pairNumber(`${tag}=${value}`);
    const verdicts = value === null ? new Uint8Array(this.pairs.size) : null;
    return { expression, key, pair, negated, acceptsAbsent, verdicts };
  }

  /** The filter to begin with: an exact value with the fewest series, else the tag with the fewest values. */
  private smallest(filters: readonly Filter[]): Filter {
    let best: Filter | null = null;
    let least = Infinity;
    for (const filter of filters) {
      if (filter.acceptsAbsent) continue;
      const exact = filter.verdicts === null && !filter.negated;
      const cost = !exact
        ? 2 ** 32 + this.keyPairs[filter.key]
        : filter.pair < 0
          ? 0
          : this.pairCount[filter.pair];
      if (cost >= least) continue;
      least = cost;
      best = filter;
    }
    return best!;
  }

  /** Pairs that satisfy a filter. */
  private pairsOf(filter: Filter): number[] {
    if (filter.verdicts === null && !filter.negated) return filter.pair < 0 ? [] : [filter.pair];
    const pairs: number[] = [];
    for (let pair = this.firstPair[filter.key]; pair >= 0; pair = this.nextPair[pair]) {
      if (this.pairCount[pair] > 0 && this.accepts(filter, pair)) pairs.push(pair);
    }
    return pairs;
  }

  private satisfies(entry: number, filters: readonly Filter[]): boolean {
    const end = this.firstPosting[entry + 1];
    for (const filter of filters) {
      let posting = this.firstPosting[entry];
      while (posting < end && this.keyOf[this.postingPair[posting]] !== filter.key) posting++;
      if (posting < end ? !this.accepts(filter, this.postingPair[posting]) : !filter.acceptsAbsent)
        return false;
    }
    return true;
  }

  private accepts({ expression, pair, negated, verdicts }: Filter, asked: number): boolean {
    if (verdicts === null) return (asked === pair) !== negated;
    if (verdicts[asked] === 0) {
      verdicts[asked] = expression.accepts(this.value(asked, expression.tag)) ? 2 : 1;
    }
    return verdicts[asked] === 2;
  }

  private keyNumber(key: string): number {
    const bytes = encoder.encode(key);
    return this.keys.find(bytes, 0, bytes.length);
  }

  private pairNumber(pair: string): number {
    const bytes = encoder.encode(pair);
    return this.pairs.find(bytes, 0, bytes.length);
  }

  private open(series: number): number {
    const entry = this.entries++;
    this.seriesOf = grow(this.seriesOf, entry + 1);
    this.firstPosting = grow(this.firstPosting, entry + 2);
    this.entryOf = grow(this.entryOf, series + 1);
    this.seriesOf[entry] = series;
    this.entryOf[series] = entry + 1;
    return entry;
  }

  private close(entry: number): void {
    this.firstPosting[entry + 1] = this.postings;
  }

  private post(entry: number, bytes: Uint8Array, start: number, end: number): void {
    const hash = this.pairs.hash(bytes, start, end);
    let pair = this.pairs.find(bytes, start, end, hash);
    if (pair < 0) {
      pair = this.pairs.add(bytes, start, end, hash);
      this.newPair(pair, bytes, start);
    }
    const posting = this.postings++;
    if (posting >= this.postingPair.length) {
      const need = Math.max(1024, posting + 1);
      this.postingPair = grow(this.postingPair, need);
      this.postingEntry = grow(this.postingEntry, need);
      this.postingNext = grow(this.postingNext, need);
    }
    this.postingPair[posting] = pair;
    this.postingEntry[posting] = entry;
    this.postingNext[posting] = this.pairPostings[pair];
    this.pairPostings[pair] = posting + 1;
    this.pairCount[pair]++;
    this.keyCount[this.keyOf[pair]]++;
  }

  private newPair(pair: number, bytes: Uint8Array, start: number): void {
    let equals = start;
    while (bytes[equals] !== EQUALS) equals++;
    const key = this.keys.intern(bytes, start, equals);
    if (key >= this.firstPair.length) {
      this.firstPair = grow(this.firstPair, key + 8, -1);
      this.keyPairs = grow(this.keyPairs, key + 8);
      this.keyCount = grow(this.keyCount, key + 8);
    }
    this.keyOf = grow(this.keyOf, pair + 1);
    this.nextPair = grow(this.nextPair, pair + 1);
    this.pairCount = grow(this.pairCount, pair + 1);
    this.pairPostings = grow(this.pairPostings, pair + 1);
    this.keyOf[pair] = key;
    this.nextPair[pair] = this.firstPair[key];
    this.firstPair[key] = pair;
    this.keyPairs[key]++;
  }

  /** Builds everything anew of what is left. */
  private sweep(): void {
    const { pairs, entries, seriesOf, firstPosting, postingPair } = this;
    const fresh = new TagIndex();
    for (let entry = 0; entry < entries; entry++) {
      if (seriesOf[entry] < 0) continue;
      const added = fresh.open(seriesOf[entry]);
      for (let i = firstPosting[entry]; i < firstPosting[entry + 1]; i++) {
        const pair = postingPair[i];
        fresh.post(added, pairs.arena, pairs.offsets[pair], pairs.offsets[pair + 1]);
      }
      fresh.close(added);
    }
    Object.assign(this, fresh);
  }
}

/** An expression in numbers of this index. */
interface Filter {
  readonly expression: TagExpression;
  readonly key: number;
  /** The pair of an exact value, -1 when there is none or the value is empty. */
  readonly pair: number;
  readonly negated: boolean;
  readonly acceptsAbsent: boolean;
  /** By pair, for patterns: 0 not asked yet, 1 no, 2 yes. Null for exact values. */
  readonly verdicts: Uint8Array | null;
}

function parseAll(expressions: readonly string[]): TagExpression[] {
  if (expressions.length > MOST_EXPRESSIONS) {
    throw new BadRequestError(`${expressions.length} tag expressions, and ${MOST_EXPRESSIONS} are allowed`);
  }
  const deadline = cpuMilliseconds() + MOST_MILLISECONDS;
  const parsed = expressions.map((expression) => parseTagExpression(expression, deadline));
  if (parsed.every(({ acceptsAbsent }) => acceptsAbsent)) {
    throw new BadRequestError(
      'at least one tag expression must require a value that is there, such as name=cpu or host!=',
    );
  }
  return parsed;
}

function valueFilter(pattern: string | undefined): (text: string) => boolean {
  return pattern === undefined
    ? () => true
    : anchoredPattern(pattern, pattern, cpuMilliseconds() + MOST_MILLISECONDS);
}

function startsWith({ arena, offsets }: ByteTable, entry: number, prefix: Uint8Array): boolean {
  const start = offsets[entry];
  if (offsets[entry + 1] - start < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (arena[start + i] !== prefix[i]) return false;
  return true;
}

/** The first `limit` of some entries of a table, in the order of their bytes. */
function firstOf(table: ByteTable, entries: readonly number[], limit: number): number[] {
  const most = Math.min(limit, entries.length);
  const keys = Uint32Array.from(entries, (entry) => entry * 2);
  return Array.from(orderByBytes(table, keys, most).subarray(0, most), (place) => entries[place]);
}

const SEMICOLON = 59;
const EQUALS = 61;
const encoder = new TextEncoder();
const NAME_KEY = encoder.encode('name=');
