import { isGlob } from '../../model/isGlob.ts';
import { TooMuchError } from '../store.ts';
import { orderByBytes } from './byteOrder.ts';
import { dottedBraces, segmentMatcher, splitPattern } from './glob.ts';
import { NameWalk } from './nameWalk.ts';
import { NumberList } from './numberList.ts';
import { TreeNodes } from './treeNodes.ts';

/** A node found: its full path, and what it is. */
export interface TreeMatch {
  readonly path: string;
  readonly text: string;
  /** Series number, or -1. */
  readonly series: number;
  readonly branch: boolean;
}

export interface TreeFindOptions {
  /** At most so many matches, the first by path. */
  readonly limit?: number | undefined;
  /** One match for each different last segment, sorted by it, with what holds for any of the nodes. */
  readonly distinct?: boolean | undefined;
  /** Series for which this is false count as absent, and so do branches without any other. */
  readonly accept?: ((series: number) => boolean) | undefined;
}

/** More nodes than this looked at for one pattern is refused: it would hold up ingest. */
const MAX_VISITED = 5_000_000;

/** What a search may still look at. */
interface Budget {
  left: number;
}

/** Searches of the tree of names. All orders are of the bytes of UTF-8, which is the order of code points. */
export class MetricTree {
  readonly nodes = new TreeNodes();
  /** Where lists of names that are read in pages have come to. */
  private walks: { readonly walk: NameWalk; readonly last: string }[] = [];
  /** Places of words in their order, for the level that is being sorted. */
  private ranks = new Uint32Array(1024);

  /** Adds a series under its canonical name `bytes[start, end)`, which has none yet. True when the name has tags. */
  add(bytes: Uint8Array, series: number, start = 0, end = bytes.length): boolean {
    return this.nodes.add(bytes, series, start, end);
  }

  /** Takes the series of this name out, and the branches that led to it alone. */
  remove(name: Uint8Array): void {
    this.nodes.remove(name);
  }

  /** Nodes at the pattern's last level, sorted by path. A pattern that looks at too many is a {@link TooMuchError}. */
  find(pattern: string, options: TreeFindOptions = {}): TreeMatch[] {
    const { limit = Infinity, accept, distinct = false } = options;
    if (distinct) return this.findDistinct(pattern, limit, accept);
    const { nodes } = this;
    const budget = { left: MAX_VISITED };
    const matches: TreeMatch[] = [];
    let parent = -1;
    let prefix = '';
    for (const node of this.matching(pattern, budget)) {
      if (matches.length >= limit) break;
      const at = nodes.seriesAt(node);
      const series = at >= 0 && (accept === undefined || accept(at)) ? at : -1;
      const branch =
        nodes.firstChild(node) !== 0 && (accept === undefined || this.anyBelow(node, accept, budget));
      if (series < 0 && !branch) continue;
      if (nodes.parentOf(node) !== parent) {
        parent = nodes.parentOf(node);
        prefix = parent === 0 ? '' : `${nodes.path(parent)}.`;
      }
      const text = nodes.text(nodes.wordOf(node));
      matches.push({ path: prefix + text, text, series, branch });
    }
    return matches;
  }

  /**
   * A level of two hundred thousand nodes may have eight different texts: no list of the nodes is made, none is sorted.
   */
  private findDistinct(pattern: string, limit: number, accept: TreeFindOptions['accept']): TreeMatch[] {
    const { nodes } = this;
    const budget = { left: MAX_VISITED };
    const found = new DistinctWords(nodes.words.size);
    for (const alternative of alternativesOf(pattern)) {
      const segments = segmentsOf(alternative);
      const level = this.levelOf(segments.slice(0, -1), budget);
      this.distinctChildren(level, segments.at(-1)!, budget, accept, found);
    }
    const keys = Uint32Array.from(found.words, (word) => word * 2);
    const prefixes = new Map<number, string>();
    return Array.from(orderByBytes(nodes.words, keys, limit).subarray(0, limit), (place) => {
      const word = found.words[place]!;
      const node = found.nodes[place]!;
      const parent = nodes.parentOf(node);
      let prefix = prefixes.get(parent);
      if (prefix === undefined) {
        prefix = parent === 0 ? '' : `${nodes.path(parent)}.`;
        prefixes.set(parent, prefix);
      }
      const text = nodes.text(word);
      const series = (found.kinds[word]! & LEAF) === 0 ? -1 : found.series[place]!;
      return { path: prefix + text, text, series, branch: (found.kinds[word]! & BRANCH) !== 0 };
    });
  }

  /** Notes the words of the level's children that match a segment, and what the nodes with each word are. */
  private distinctChildren(
    level: Uint32Array,
    segment: string,
    budget: Budget,
    accept: TreeFindOptions['accept'],
    found: DistinctWords,
  ): void {
    if (segment === '') return;
    const { nodes } = this;
    const { kinds } = found;
    const note = (node: number, word: number): void => {
      const kind = kinds[word]!;
      const at = nodes.seriesAt(node);
      const leaf = (kind & LEAF) === 0 && at >= 0 && (accept === undefined || accept(at));
      const branch =
        (kind & BRANCH) === 0 &&
        nodes.firstChild(node) !== 0 &&
        (accept === undefined || this.anyBelow(node, accept, budget));
      if (leaf || branch) found.note(word, node, leaf ? at : -1, branch);
    };
    if (!isGlob(segment)) {
      for (const child of this.namedChildren(level, segment, budget)) note(child, nodes.wordOf(child));
      return;
    }
    const verdict = this.verdicts(segment, budget);
    for (let i = 0; i < level.length; i++) {
      for (let child = nodes.firstChild(level[i]); child !== 0; child = nodes.nextSibling(child)) {
        spend(budget, 1);
        const word = nodes.wordOf(child);
        // Of most words everything is known after the first few nodes.
        if (kinds[word] !== (LEAF | BRANCH) && kinds[word] !== nodes.kindAt(child) && verdict(word))
          note(child, word);
      }
    }
  }

  /** Whether a word matches a segment's glob; each word is matched once. `isNew` hears of each that does. */
  private verdicts(
    segment: string,
    budget: Budget,
    isNew: (word: number) => void = () => {},
  ): (word: number) => boolean {
    const { words } = this.nodes;
    const matcher = segmentMatcher(segment);
    /** 0: not asked yet, 1: no, 2: yes. */
    const verdicts = new Uint8Array(words.size);
    return (word) => {
      if (verdicts[word] === 0) {
        const start = words.offsets[word];
        const end = words.offsets[word + 1];
        spend(budget, matcher.cost(end - start));
        verdicts[word] = matcher.matches(words.arena, start, end) ? 2 : 1;
        if (verdicts[word] === 2) isNew(word);
      }
      return verdicts[word] === 2;
    };
  }

  /** Numbers of the series whose names match, sorted by name. */
  seriesMatching(pattern: string): Uint32Array<ArrayBuffer> {
    const found = this.matching(pattern, { left: MAX_VISITED });
    const series = new Uint32Array(found.length);
    let count = 0;
    for (let i = 0; i < found.length; i++) {
      const at = this.nodes.seriesAt(found[i]);
      if (at >= 0) series[count++] = at;
    }
    return series.subarray(0, count);
  }

  /** All series below a branch (not the one of its own name), sorted by name. The empty path is above all. */
  under(branchPath: string): Uint32Array<ArrayBuffer> {
    const found = new NumberList();
    const node = this.nodes.nodeOf(encoder.encode(branchPath));
    if (node >= 0) {
      const walk = new NameWalk(this.nodes, node);
      for (let series = walk.next(); series >= 0; series = walk.next()) found.push(series);
    }
    return found.view();
  }

  /**
   * Up to `limit` names in ascending order behind `after` (null: from the first on). Who goes on with the last name of a
   * page pays for the next page only.
   */
  names(after: string | null, limit: number): string[] {
    const known = this.walks.findIndex(({ last }) => last === after);
    let walk = known < 0 ? null : this.walks[known].walk;
    if (known >= 0) this.walks.splice(known, 1);
    if (walk === null || !walk.valid) {
      walk = new NameWalk(this.nodes, 0);
      if (after !== null) walk.seek(after);
    }
    const names: string[] = [];
    while (names.length < limit) {
      if (walk.next() < 0) return names;
      names.push(walk.name);
    }
    this.walks.unshift({ walk, last: walk.name });
    this.walks.length = Math.min(this.walks.length, MOST_WALKS);
    return names;
  }

  /** Nodes that match, sorted by path, each once. */
  private matching(pattern: string, budget: Budget): Uint32Array {
    const alternatives = alternativesOf(pattern);
    if (alternatives.length === 1) return this.levelOf(segmentsOf(alternatives[0]!), budget, true);
    const found = new Set<number>();
    for (const alternative of alternatives) {
      for (const node of this.levelOf(segmentsOf(alternative), budget, true)) found.add(node);
    }
    // Matches of several depths: rare, so their paths may be made and compared.
    const paths = Array.from(found, (node) => ({ node, path: encoder.encode(this.nodes.path(node)) }));
    paths.sort((a, b) => Buffer.compare(a.path, b.path));
    return Uint32Array.from(paths, ({ node }) => node);
  }

  /** Nodes that match a glob for each level, sorted by path. `last`: no path goes on behind them. */
  private levelOf(segments: readonly string[], budget: Budget, last = false): Uint32Array {
    let level: Uint32Array = new Uint32Array(1);
    for (const [i, segment] of segments.entries()) {
      if (level.length === 0) break;
      if (segment === '') return new Uint32Array(0);
      level = isGlob(segment)
        ? this.globChildren(level, segment, last && i === segments.length - 1, budget)
        : this.namedChildren(level, segment, budget);
    }
    return level;
  }

  private namedChildren(level: Uint32Array, segment: string, budget: Budget): Uint32Array {
    const bytes = encoder.encode(segment);
    const word = this.nodes.words.find(bytes, 0, bytes.length);
    if (word < 0) return new Uint32Array(0);
    spend(budget, level.length);
    const next = new Uint32Array(level.length);
    let count = 0;
    for (let i = 0; i < level.length; i++) {
      const child = this.nodes.edge(level[i], word);
      if (child > 0) next[count++] = child;
    }
    return next.subarray(0, count);
  }

  /** Children of the level's nodes that match, in the order of their paths. */
  private globChildren(level: Uint32Array, segment: string, last: boolean, budget: Budget): Uint32Array {
    const few = this.fewWords(level, segment, last, budget);
    if (few !== null) return this.childrenWith(level, few, budget);
    const { nodes } = this;
    const next = new NumberList();
    const matched = new NumberList();
    // In front of the last level a path goes on with a dot.
    const verdict = this.verdicts(segment, budget, (word) => matched.push(last ? word * 2 : word * 2 + 1));
    /** Where the children of each node of the level end in `next`. */
    const ends = new Uint32Array(level.length);
    for (let i = 0; i < level.length; i++) {
      for (let child = nodes.firstChild(level[i]); child !== 0; child = nodes.nextSibling(child)) {
        spend(budget, 1);
        if (verdict(nodes.wordOf(child))) next.push(child);
      }
      ends[i] = next.length;
    }
    const found = next.view();
    if (matched.length > 1) this.sortGroups(found, ends, matched.view());
    return found;
  }

  /**
   * The words that match a segment, in the order of the paths that go on from them, where the segment's beginning leaves so few
   * that asking for each child by name costs less than looking at all children; null where it does not.
   */
  private fewWords(level: Uint32Array, segment: string, last: boolean, budget: Budget): Uint32Array | null {
    const { words, wordRuns } = this.nodes;
    const matcher = segmentMatcher(segment);
    if (matcher.prefix.length === 0) return null;
    const candidates = wordRuns.beginningWith(
      matcher.prefix,
      FEW_WORDS + Math.floor(MANY_EDGES / level.length),
    );
    if (candidates === null) return null;
    const matching = candidates.filter((word) => {
      const start = words.offsets[word];
      const end = words.offsets[word + 1];
      spend(budget, matcher.cost(end - start));
      return matcher.matches(words.arena, start, end);
    });
    const keys = Uint32Array.from(matching, (word) => (last ? word * 2 : word * 2 + 1));
    return orderByBytes(words, keys).map((place) => keys[place] >>> 1);
  }

  /** Children of the level's nodes with these words, node by node in the order of the words. */
  private childrenWith(level: Uint32Array, words: Uint32Array, budget: Budget): Uint32Array {
    const next = new NumberList();
    spend(budget, level.length * words.length);
    for (let i = 0; i < level.length; i++) {
      for (let k = 0; k < words.length; k++) {
        const child = this.nodes.edge(level[i], words[k]);
        if (child > 0) next.push(child);
      }
    }
    return next.view();
  }

  /** Sorts the children of each node by the order of their words. */
  private sortGroups(found: Uint32Array, ends: Uint32Array, keys: Uint32Array): void {
    const { nodes } = this;
    if (this.ranks.length < nodes.words.size) this.ranks = new Uint32Array(nodes.words.size * 2);
    const { ranks } = this;
    const order = orderByBytes(nodes.words, keys);
    for (let i = 0; i < order.length; i++) ranks[keys[order[i]] >>> 1] = i;
    for (let i = 0, start = 0; i < ends.length; start = ends[i++]) {
      const end = ends[i];
      if (end - start < 2) continue;
      // The newest child comes first in a node's list, so turned round most are in order already.
      for (let low = start, high = end - 1; low < high; low++, high--) {
        const node = found[low];
        found[low] = found[high];
        found[high] = node;
      }
      let sorted = true;
      let before = ranks[nodes.wordOf(found[start])];
      for (let k = start + 1; k < end && sorted; k++) {
        const rank = ranks[nodes.wordOf(found[k])];
        sorted = before < rank;
        before = rank;
      }
      if (sorted) continue;
      if (end - start <= FEW) this.insertionSort(found, start, end);
      else {
        const pairs = new Float64Array(end - start);
        for (let k = start; k < end; k++)
          pairs[k - start] = ranks[nodes.wordOf(found[k])] * 2 ** 32 + found[k];
        pairs.sort();
        for (let k = start; k < end; k++) found[k] = pairs[k - start] % 2 ** 32;
      }
    }
  }

  private insertionSort(found: Uint32Array, start: number, end: number): void {
    const { nodes, ranks } = this;
    for (let i = start + 1; i < end; i++) {
      const node = found[i];
      const rank = ranks[nodes.wordOf(node)];
      let at = i;
      while (at > start && ranks[nodes.wordOf(found[at - 1])] > rank) {
        found[at] = found[at - 1];
        at--;
      }
      found[at] = node;
    }
  }

  /** Whether there is an accepted series below a node. */
  private anyBelow(root: number, accept: (series: number) => boolean, budget: Budget): boolean {
    const { nodes } = this;
    for (let node = nodes.firstChild(root); ; ) {
      spend(budget, 1);
      const series = nodes.seriesAt(node);
      if (series >= 0 && accept(series)) return true;
      let next = nodes.firstChild(node);
      while (next === 0) {
        if (node === root) return false;
        next = nodes.nextSibling(node);
        if (next === 0) node = nodes.parentOf(node);
      }
      node = next;
    }
  }
}

function spend(budget: Budget, nodes: number): void {
  budget.left -= nodes;
  if (budget.left < 0) {
    throw new TooMuchError(
      `the pattern looks at more than ${MAX_VISITED.toLocaleString('en')} names; name more of its beginning`,
    );
  }
}

/** So many words are asked for by name at each node of a level, and more where the level has few nodes. */
const FEW_WORDS = 4;
const MANY_EDGES = 2000;

/** A pattern with braces that change the number of levels written out, tags and all. */
function alternativesOf(pattern: string): string[] {
  const semicolon = pattern.indexOf(';');
  const path = semicolon < 0 ? pattern : pattern.slice(0, semicolon);
  const tags = semicolon < 0 ? '' : pattern.slice(semicolon);
  return dottedBraces(path).map((alternative) => alternative + tags);
}

/** The glob of each level; tags belong to the last one. */
function segmentsOf(pattern: string): string[] {
  const semicolon = pattern.indexOf(';');
  const segments = splitPattern(semicolon < 0 ? pattern : pattern.slice(0, semicolon));
  if (semicolon >= 0) segments[segments.length - 1] += pattern.slice(semicolon);
  return segments;
}

/** What a node is, as in {@link TreeNodes.kindAt}. */
const LEAF = 1;
const BRANCH = 2;

/** Words found at a level, each once. */
class DistinctWords {
  /** By word: {@link LEAF} and {@link BRANCH}, 0 when it has not been found. */
  readonly kinds: Uint8Array;
  readonly words: number[] = [];
  /** Of each word found: a node with it, and the series of a leaf. */
  readonly nodes: number[] = [];
  readonly series: number[] = [];
  private readonly places = new Map<number, number>();

  constructor(words: number) {
    this.kinds = new Uint8Array(words);
  }

  note(word: number, node: number, series: number, branch: boolean): void {
    let place = this.places.get(word);
    if (place === undefined) {
      place = this.words.push(word) - 1;
      this.places.set(word, place);
      this.nodes.push(node);
      this.series.push(series);
    } else if (series >= 0) this.series[place] = series;
    this.kinds[word]! |= (series >= 0 ? LEAF : 0) | (branch ? BRANCH : 0);
  }
}

/** Groups of so many children are sorted by insertion. */
const FEW = 16;
/** Lists of names that may be read in pages at the same time without starting anew. */
const MOST_WALKS = 4;
const encoder = new TextEncoder();
