import { ByteTable } from './byteTable.ts';
import { letGoOf } from './giveMemoryBack.ts';
import { WordRuns } from './wordRuns.ts';

/** Fields of a node's record, in the order that puts what a search reads together into one line of the cache. */
const WORD = 0;
const PARENT = 1;
const FIRST_CHILD = 2;
const NEXT = 3;
const PREVIOUS = 4;
const SERIES = 5;
const COUNT = 6;
/** A rule number, doubled, and in the lowest bit whether the node's children stand in the table of edges. */
const RULE = 7;
const INDEXED = 1;
/** log2 of the fields of a record. */
const SHIFT = 3;
/** So many children are looked through; more are found through the table of edges. */
const FEW_CHILDREN = 4;

/**
 * The tree of path segments in typed arrays: a node is a number, node 0 is the root. Distinct segments (*words*) are
 * stored once, however many nodes bear them. Tags belong to the last segment: `disk.used;host=a` is the node
 * `used;host=a` below `disk`. A node is there as long as there is a series at it or below it; then its number is used again.
 */
export class TreeNodes {
  /** Segments of all nodes. */
  readonly words = new ByteTable(1024);
  readonly wordRuns = new WordRuns(this.words);
  /** Nodes, the root and free ones included. */
  nodes = 1;
  private records = new Int32Array(1024 << SHIFT);
  /** Free node numbers, linked by {@link NEXT}; 0 when there are none. */
  private free = 0;
  /**
   * Open addressing over (parent, word): node number, 0 where free (the root is nobody's child). Only nodes with many children
   * have them here: most have few, and a table of all would be too large for the processor's caches.
   */
  private edges = new Uint32Array(2048);
  private usedEdges = 0;
  /** How many nodes bear each word. */
  private uses = new Uint32Array(1024);
  private texts: (string | undefined)[] = [];
  private keptTexts = 0;
  private readonly factors = new Uint32Array(2);
  /** The branches of the name added last: neighbours share them nearly always. */
  private recentName = new Uint8Array(256);
  private readonly recentEnds: number[] = [];
  private readonly recentNodes: number[] = [];
  private recentDepth = 0;

  constructor() {
    this.records[SERIES] = -1;
    // Multipliers that nobody outside knows, so that nobody can choose names whose edges collide.
    crypto.getRandomValues(this.factors);
    this.factors[0] |= 1;
    this.factors[1] |= 1;
  }

  wordOf(node: number): number {
    return this.records[(node << SHIFT) + WORD];
  }
  parentOf(node: number): number {
    return this.records[(node << SHIFT) + PARENT];
  }
  /** 0 when there is none. */
  firstChild(node: number): number {
    return this.records[(node << SHIFT) + FIRST_CHILD];
  }
  /** 0 when there is none. */
  nextSibling(node: number): number {
    return this.records[(node << SHIFT) + NEXT];
  }
  /** -1 when there is none of exactly this name. */
  seriesAt(node: number): number {
    return this.records[(node << SHIFT) + SERIES];
  }
  /** 1 when there is a series of exactly this name, 2 when there are nodes below, 3 for both. */
  kindAt(node: number): number {
    const record = node << SHIFT;
    return (this.records[record + SERIES] >= 0 ? 1 : 0) | (this.records[record + FIRST_CHILD] !== 0 ? 2 : 0);
  }
  /** Series at the node and below it. */
  countAt(node: number): number {
    return this.records[(node << SHIFT) + COUNT];
  }
  /** A number that {@link PrefixLimits} keeps for the node; 0 at first. */
  ruleAt(node: number): number {
    return this.records[(node << SHIFT) + RULE] >> 1;
  }
  setRule(node: number, rule: number): void {
    this.records[(node << SHIFT) + RULE] = (rule << 1) | (this.records[(node << SHIFT) + RULE] & INDEXED);
  }

  /** Adds a series under its canonical name `bytes[start, end)`, which has none yet. True when the name has tags. */
  add(bytes: Uint8Array, series: number, start = 0, end = bytes.length): boolean {
    let depth = this.sharedWithRecent(bytes, start, end);
    let node = depth === 0 ? 0 : this.recentNodes[depth - 1];
    const kept = depth === 0 ? 0 : this.recentEnds[depth - 1] + 1;
    let segment = start + kept;
    let at = segment;
    for (; at < end && bytes[at] !== SEMICOLON; at++) {
      if (bytes[at] !== DOT) continue;
      node = this.childNamed(node, bytes, segment, at);
      this.recentNodes[depth] = node;
      this.recentEnds[depth] = at - start;
      depth++;
      segment = at + 1;
    }
    node = this.childNamed(node, bytes, segment, end);
    this.recentDepth = depth;
    if (segment - start > this.recentName.length) {
      const grown = new Uint8Array((segment - start) * 2);
      grown.set(this.recentName.subarray(0, kept));
      this.recentName = grown;
    }
    for (let i = kept; i < segment - start; i++) this.recentName[i] = bytes[start + i];
    const { records } = this;
    records[(node << SHIFT) + SERIES] = series;
    for (let up = node; up !== 0; up = records[(up << SHIFT) + PARENT]) records[(up << SHIFT) + COUNT]++;
    records[COUNT]++;
    return at < end;
  }

  /** Takes the series of this name out, and the branches that led to it alone. */
  remove(name: Uint8Array): void {
    let node = this.nodeOf(name);
    if (node <= 0 || this.seriesAt(node) < 0) return;
    this.recentDepth = 0;
    const { records } = this;
    records[(node << SHIFT) + SERIES] = -1;
    for (let up = node; up !== 0; up = records[(up << SHIFT) + PARENT]) records[(up << SHIFT) + COUNT]--;
    records[COUNT]--;
    while (node !== 0 && records[(node << SHIFT) + COUNT] === 0) {
      const parent = records[(node << SHIFT) + PARENT];
      this.drop(node);
      node = parent;
    }
  }

  /** The node of a whole name or branch, -1 when there is none. The empty name is the root. */
  nodeOf(name: Uint8Array): number {
    let node = 0;
    for (let start = 0; start < name.length; ) {
      const end = segmentEnd(name, start);
      node = this.childOf(node, name, start, end);
      if (node === 0) return -1;
      start = end + 1;
    }
    return node;
  }

  /** The child with the segment `bytes[start, end)`, 0 when there is none. */
  childOf(parent: number, bytes: Uint8Array, start: number, end: number): number {
    const word = this.words.find(bytes, start, end);
    return word < 0 ? 0 : this.edge(parent, word);
  }

  /** The child of a node with this word, 0 when there is none. */
  edge(parent: number, word: number): number {
    const { edges, records } = this;
    if ((records[(parent << SHIFT) + RULE] & INDEXED) === 0) {
      let child = records[(parent << SHIFT) + FIRST_CHILD];
      while (child !== 0 && records[(child << SHIFT) + WORD] !== word)
        child = records[(child << SHIFT) + NEXT];
      return child;
    }
    const mask = edges.length - 1;
    for (let place = this.edgeHash(parent, word) & mask; ; place = (place + 1) & mask) {
      const node = edges[place];
      if (node === 0) return 0;
      const record = node << SHIFT;
      if (records[record + PARENT] === parent && records[record + WORD] === word) return node;
    }
  }

  /** The segment of a word. Words are shown far more often than they are new, so many texts are kept once made. */
  text(word: number): string {
    let text = this.texts[word];
    if (text === undefined) {
      text = this.words.text(word);
      if (this.keptTexts < MOST_TEXTS) {
        this.texts[word] = text;
        this.keptTexts++;
      }
    }
    return text;
  }

  /** The full path of a node; the root's is empty. */
  path(node: number): string {
    const segments: string[] = [];
    for (let at = node; at !== 0; at = this.parentOf(at)) segments.push(this.text(this.wordOf(at)));
    return segments.reverse().join('.');
  }

  /** Forgets the rules of all nodes. */
  clearRules(): void {
    for (let node = 0; node < this.nodes; node++) this.setRule(node, 0);
  }

  /** Makes room for about so many series, so that adding them copies little. */
  reserve(series: number): void {
    // Hosts with 40 metrics each have 1.5 nodes a series.
    const nodes = Math.ceil(series * 1.5) + 1;
    if (nodes << SHIFT > this.records.length) this.growRecords(nodes);
  }

  /** How many branches of the recent name this name begins with. */
  private sharedWithRecent(bytes: Uint8Array, start: number, end: number): number {
    if (this.recentDepth === 0) return 0;
    const { recentName } = this;
    const most = Math.min(end - start, this.recentEnds[this.recentDepth - 1] + 1);
    let same = 0;
    while (same < most && recentName[same] === bytes[start + same]) same++;
    let depth = this.recentDepth;
    while (depth > 0 && this.recentEnds[depth - 1] >= same) depth--;
    return depth;
  }

  private childNamed(parent: number, name: Uint8Array, start: number, end: number): number {
    const word = this.words.intern(name, start, end);
    return this.edge(parent, word) || this.create(parent, word);
  }

  private create(parent: number, word: number): number {
    let node = this.free;
    if (node > 0) {
      this.free = this.records[(node << SHIFT) + NEXT];
    } else {
      node = this.nodes++;
      if (this.nodes << SHIFT > this.records.length) this.growRecords(node * 2);
    }
    const { records } = this;
    const record = node << SHIFT;
    const next = records[(parent << SHIFT) + FIRST_CHILD];
    records[record + WORD] = word;
    records[record + PARENT] = parent;
    records[record + FIRST_CHILD] = 0;
    records[record + NEXT] = next;
    records[record + PREVIOUS] = 0;
    records[record + SERIES] = -1;
    records[record + COUNT] = 0;
    records[record + RULE] = 0;
    if (next !== 0) records[(next << SHIFT) + PREVIOUS] = node;
    records[(parent << SHIFT) + FIRST_CHILD] = node;
    if (word >= this.uses.length) {
      const uses = new Uint32Array(word * 2);
      uses.set(this.uses);
      this.uses = uses;
    }
    // The first node of a word: nodes of words that were there already find them sorted, or in the run to come.
    if (this.uses[word]++ === 0) this.wordRuns.keepUp();
    if ((records[(parent << SHIFT) + RULE] & INDEXED) !== 0) this.addEdge(node);
    else if (this.hasMany(parent)) {
      records[(parent << SHIFT) + RULE] |= INDEXED;
      for (let child = node; child !== 0; child = records[(child << SHIFT) + NEXT]) this.addEdge(child);
    }
    return node;
  }

  private drop(node: number): void {
    const { records } = this;
    const record = node << SHIFT;
    const word = records[record + WORD];
    const next = records[record + NEXT];
    const previous = records[record + PREVIOUS];
    if ((records[(records[record + PARENT] << SHIFT) + RULE] & INDEXED) !== 0) this.removeEdge(node);
    if (next !== 0) records[(next << SHIFT) + PREVIOUS] = previous;
    if (previous !== 0) records[(previous << SHIFT) + NEXT] = next;
    else records[(records[record + PARENT] << SHIFT) + FIRST_CHILD] = next;
    // No live node has this parent or word: who kept the number sees that it is another's now.
    records[record + PARENT] = -1;
    records[record + WORD] = -1;
    records[record + NEXT] = this.free;
    this.free = node;
    if (--this.uses[word] === 0) {
      this.words.remove(word);
      this.wordRuns.removed(word);
      if (this.texts[word] !== undefined) {
        this.texts[word] = undefined;
        this.keptTexts--;
      }
    }
  }

  private growRecords(nodes: number): void {
    const records = new Int32Array(nodes << SHIFT);
    records.set(this.records);
    letGoOf(this.records.byteLength);
    this.records = records;
  }

  private hasMany(parent: number): boolean {
    let children = 0;
    for (let child = this.firstChild(parent); child !== 0; child = this.nextSibling(child))
      if (++children > FEW_CHILDREN) return true;
    return false;
  }

  private addEdge(node: number): void {
    this.usedEdges++;
    if (this.usedEdges * 3 > this.edges.length * 2) {
      const old = this.edges;
      this.edges = new Uint32Array(old.length * 2);
      for (let i = 0; i < old.length; i++) if (old[i] !== 0) this.placeEdge(old[i]);
      letGoOf(old.byteLength);
    }
    this.placeEdge(node);
  }

  private placeEdge(node: number): void {
    const { edges, records } = this;
    const mask = edges.length - 1;
    let place = this.edgeHash(records[(node << SHIFT) + PARENT], records[(node << SHIFT) + WORD]) & mask;
    while (edges[place] !== 0) place = (place + 1) & mask;
    edges[place] = node;
  }

  /** As in {@link ByteTable.remove}. */
  private removeEdge(node: number): void {
    const { edges } = this;
    const mask = edges.length - 1;
    let hole = this.edgeHash(this.parentOf(node), this.wordOf(node)) & mask;
    while (edges[hole] !== node) hole = (hole + 1) & mask;
    for (let place = (hole + 1) & mask; edges[place] !== 0; place = (place + 1) & mask) {
      const home = this.edgeHash(this.parentOf(edges[place]), this.wordOf(edges[place])) & mask;
      if (((place - home) & mask) >= ((place - hole) & mask)) {
        edges[hole] = edges[place];
        hole = place;
      }
    }
    edges[hole] = 0;
    this.usedEdges--;
  }

  private edgeHash(parent: number, word: number): number {
    let hash = Math.imul(parent, this.factors[0]) + word;
    hash = Math.imul(hash ^ (hash >>> 16), this.factors[1]);
    return hash ^ (hash >>> 15);
  }
}

const DOT = 46;
const SEMICOLON = 59;
/** Texts of segments are kept up to this number: about 5 MB. */
const MOST_TEXTS = 100_000;

/** Where the segment that begins at `start` ends: tags belong to the last one. */
export function segmentEnd(name: Uint8Array, start: number): number {
  for (let i = start; i < name.length; i++) {
    if (name[i] === DOT) return i;
    if (name[i] === SEMICOLON) return name.length;
  }
  return name.length;
}
