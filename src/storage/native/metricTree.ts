import { TooMuchError } from '../store.ts';
import { ByteTable } from './byteTable.ts';
import { expandBraces, isGlob, segmentMatcher, splitPattern } from './glob.ts';
import { grow } from './growable.ts';

/** A node found: its full path, and what it is. */
export interface TreeMatch {
  readonly path: string;
  readonly text: string;
  /** Series number, or -1. */
  readonly series: number;
  readonly branch: boolean;
}

/** More nodes than this looked at for one pattern is refused: it would hold up ingest. */
const MAX_VISITED = 5_000_000;

/**
 * The tree of path segments, in typed arrays: a node is a number, node 0 is the root. Distinct segments (*words*) are
 * stored once and matched once for each level of a pattern, however many nodes bear them.
 * Tags belong to the last segment: `disk.used;host=a` is the node `used;host=a` below `disk`.
 */
export class MetricTree {
  nodes = 1;
  private readonly words = new ByteTable(1024);
  private word: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private parent: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private firstChild: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private nextSibling: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private series: Int32Array<ArrayBuffer> = new Int32Array(1024).fill(-1);
  /** Open addressing over (parent, word): node number, 0 where free (the root is nobody's child). */
  private edges = new Uint32Array(2048);
  private readonly wordTexts: string[] = [];

  add(name: Uint8Array, series: number): void {
    let node = 0;
    let start = 0;
    for (let i = 0; i <= name.length; i++) {
      const byte = name[i];
      if (byte === SEMICOLON) {
        node = this.child(node, this.words.intern(name, start, name.length));
        break;
      }
      if (byte === DOT || i === name.length) {
        node = this.child(node, this.words.intern(name, start, i));
        start = i + 1;
      }
    }
    this.series[node] = series;
  }

  /** Nodes at the pattern's last level, sorted by path. */
  find(pattern: string): TreeMatch[] {
    const visited = { left: MAX_VISITED };
    const found = new Set<number>();
    const semicolon = pattern.indexOf(';');
    const path = semicolon < 0 ? pattern : pattern.slice(0, semicolon);
    const tags = semicolon < 0 ? '' : pattern.slice(semicolon);
    for (const alternative of dottedBraces(path)) {
      const segments = splitPattern(alternative);
      segments[segments.length - 1] += tags;
      let level = [0];
      for (const segment of segments) {
        if (segment === '') {
          level = [];
          break;
        }
        level = isGlob(segment) ? this.matching(level, segment, visited) : this.exact(level, segment);
        if (level.length === 0) break;
      }
      for (const node of level) found.add(node);
    }
    const matches = Array.from(found, (node) => this.describe(node));
    return matches.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  private exact(level: readonly number[], segment: string): number[] {
    const bytes = encoder.encode(segment);
    const word = this.words.find(bytes, 0, bytes.length);
    if (word < 0) return [];
    const next: number[] = [];
    for (const node of level) {
      const child = this.edge(node, word);
      if (child > 0) next.push(child);
    }
    return next;
  }

  private matching(level: readonly number[], segment: string, visited: { left: number }): number[] {
    const matches = segmentMatcher(segment);
    /** 0: not asked yet, 1: no, 2: yes. */
    const verdicts = new Uint8Array(this.words.size);
    const next: number[] = [];
    for (const node of level) {
      for (let child = this.firstChild[node]; child !== 0; child = this.nextSibling[child]) {
        if (--visited.left < 0) {
          throw new TooMuchError(
            `the pattern looks at more than ${MAX_VISITED.toLocaleString('en')} names; name more of its beginning`,
          );
        }
        const word = this.word[child];
        if (verdicts[word] === 0) verdicts[word] = matches(this.words.text(word)) ? 2 : 1;
        if (verdicts[word] === 2) next.push(child);
      }
    }
    return next;
  }

  private describe(node: number): TreeMatch {
    const segments: string[] = [];
    for (let at = node; at !== 0; at = this.parent[at]) segments.push(this.text(this.word[at]));
    return {
      path: segments.reverse().join('.'),
      text: segments[segments.length - 1],
      series: this.series[node],
      branch: this.firstChild[node] !== 0,
    };
  }

  /** Words are shown far more often than they are new, so their texts are kept once made. */
  private text(word: number): string {
    let text = this.wordTexts[word];
    if (text === undefined) {
      text = this.words.text(word);
      this.wordTexts[word] = text;
    }
    return text;
  }

  private child(parent: number, word: number): number {
    const known = this.edge(parent, word);
    if (known > 0) return known;
    const node = this.nodes++;
    if (node >= this.word.length) {
      this.word = grow(this.word, node + 1);
      this.parent = grow(this.parent, node + 1);
      this.firstChild = grow(this.firstChild, node + 1);
      this.nextSibling = grow(this.nextSibling, node + 1);
      this.series = grow(this.series, node + 1, -1);
    }
    this.word[node] = word;
    this.parent[node] = parent;
    this.nextSibling[node] = this.firstChild[parent];
    this.firstChild[parent] = node;
    if (this.nodes * 3 > this.edges.length * 2) {
      this.edges = new Uint32Array(this.edges.length * 2);
      for (let each = 1; each < this.nodes; each++) this.placeEdge(each);
    } else this.placeEdge(node);
    return node;
  }

  private edge(parent: number, word: number): number {
    const mask = this.edges.length - 1;
    for (let place = edgeHash(parent, word) & mask; ; place = (place + 1) & mask) {
      const node = this.edges[place];
      if (node === 0) return 0;
      if (this.parent[node] === parent && this.word[node] === word) return node;
    }
  }

  private placeEdge(node: number): void {
    const mask = this.edges.length - 1;
    let place = edgeHash(this.parent[node], this.word[node]) & mask;
    while (this.edges[place] !== 0) place = (place + 1) & mask;
    this.edges[place] = node;
  }
}

const DOT = 46;
const SEMICOLON = 59;
const encoder = new TextEncoder();

function edgeHash(parent: number, word: number): number {
  const hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Braces that hold a dot change the number of levels, so they are expanded first; others are matched by segment. */
function dottedBraces(path: string): string[] {
  return splitPattern(path).some((segment) => segment.includes('.')) ? expandBraces(path) : [path];
}
