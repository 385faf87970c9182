import { TooMuchError } from '../store.ts';
import { orderByBytes } from './byteOrder.ts';
import { dottedBraces, isGlob, segmentMatcher, splitPattern } from './glob.ts';
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
    const { limit = Infinity, accept } = options;
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
    const semicolon = pattern.indexOf(';');
    const path = semicolon < 0 ? pattern : pattern.slice(0, semicolon);
    const tags = semicolon < 0 ? '' : pattern.slice(semicolon);
    const alternatives = dottedBraces(path);
    if (alternatives.length === 1) return this.lastLevel(alternatives[0] + tags, budget);
    const found = new Set<number>();
    for (const alternative of alternatives) {
      for (const node of this.lastLevel(alternative + tags, budget)) found.add(node);
    }
    // Matches of several depths: rare, so their paths may be made and compared.
    const paths = Array.from(found, (node) => ({ node, path: encoder.encode(this.nodes.path(node)) }));
    paths.sort((a, b) => Buffer.compare(a.path, b.path));
    return Uint32Array.from(paths, ({ node }) => node);
  }

  /** Nodes that match a pattern without dots in braces, sorted by path. */
  private lastLevel(pattern: string, budget: Budget): Uint32Array {
    const semicolon = pattern.indexOf(';');
    const segments = splitPattern(semicolon < 0 ? pattern : pattern.slice(0, semicolon));
    if (semicolon >= 0) segments[segments.length - 1] += pattern.slice(semicolon);
    let level: Uint32Array = new Uint32Array(1);
    for (let i = 0; i < segments.length && level.length > 0; i++) {
      const last = i === segments.length - 1;
      if (segments[i] === '') return new Uint32Array(0);
      level = isGlob(segments[i])
        ? this.globChildren(level, segments[i], last, budget)
        : this.namedChildren(level, segments[i], budget);
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
    const { nodes } = this;
    const { words } = nodes;
    const matcher = segmentMatcher(segment);
    /** 0: not asked yet, 1: no, 2: yes. */
    const verdicts = new Uint8Array(words.size);
    const next = new NumberList();
    const matched = new NumberList();
    /** Where the children of each node of the level end in `next`. */
    const ends = new Uint32Array(level.length);
    for (let i = 0; i < level.length; i++) {
      for (let child = nodes.firstChild(level[i]); child !== 0; child = nodes.nextSibling(child)) {
        spend(budget, 1);
        const word = nodes.wordOf(child);
        if (verdicts[word] === 0) {
          const start = words.offsets[word];
          const end = words.offsets[word + 1];
          spend(budget, matcher.cost(end - start));
          if (matcher.matches(words.arena, start, end)) {
            verdicts[word] = 2;
            // In front of the last level a path goes on with a dot.
            matched.push(last ? word * 2 : word * 2 + 1);
          } else verdicts[word] = 1;
        }
        if (verdicts[word] === 2) next.push(child);
      }
      ends[i] = next.length;
    }
    const found = next.view();
    if (matched.length > 1) this.sortGroups(found, ends, matched.view());
    return found;
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

/** Groups of so many children are sorted by insertion. */
const FEW = 16;
/** Lists of names that may be read in pages at the same time without starting anew. */
const MOST_WALKS = 4;
const encoder = new TextEncoder();
