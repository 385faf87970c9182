import { compareKeyWith, orderByBytes } from './byteOrder.ts';
import { NumberList } from './numberList.ts';
import type { TreeNodes } from './treeNodes.ts';

/** Children of one node in the order of their names, and how far the walk is. */
interface Frame {
  readonly node: number;
  /** The path of the node with a dot behind it; empty for the root. */
  readonly prefix: string;
  /** `2 × node`, or `2 × node + 1` for what is below the node: both may be there, with other names between them. */
  readonly entries: Uint32Array;
  /** Words of the entries' nodes: shows whether a node is still the same. */
  readonly words: Uint32Array;
  at: number;
}

/**
 * Walks over the series below a node in the order of the bytes of their names. Between two steps series may come and go: what
 * came may be missed, what went is not given.
 */
export class NameWalk {
  /** The name of the series that {@link next} gave. */
  name = '';
  private readonly nodes: TreeNodes;
  private readonly root: number;
  private frames: Frame[] = [];
  /** Entries and keys of the frame that is being made. */
  private readonly found = new NumberList();
  private readonly keys = new NumberList();

  constructor(nodes: TreeNodes, root: number) {
    this.nodes = nodes;
    this.root = root;
    this.enter(root, root === 0 ? '' : `${nodes.path(root)}.`);
  }

  /** Goes behind a name, which need not exist. Only for a walk from the root. */
  seek(after: string): void {
    const bytes = encoder.encode(after);
    this.frames = [];
    let frame = this.enter(this.root, '');
    let start = 0;
    for (;;) {
      frame.at = this.firstBehind(frame, bytes, start);
      const dot = bytes.indexOf(DOT, start);
      if (frame.at === 0 || dot < 0) return;
      const entry = frame.entries[frame.at - 1];
      if (
        (entry & 1) === 0 ||
        compareKeyWith(this.nodes.words, this.keyOf(entry), bytes.subarray(0, dot + 1), start) !== 0
      )
        return;
      const node = entry >>> 1;
      frame = this.enter(node, `${frame.prefix}${this.nodes.text(this.nodes.wordOf(node))}.`);
      start = dot + 1;
    }
  }

  /** False when a branch that the walk stands in is gone: {@link seek} again. */
  get valid(): boolean {
    const { frames, nodes } = this;
    for (let i = 1; i < frames.length; i++) {
      const above = frames[i - 1];
      const { node } = frames[i];
      if (nodes.parentOf(node) !== above.node || nodes.wordOf(node) !== above.words[above.at - 1])
        return false;
    }
    return true;
  }

  /** The next series, -1 at the end. */
  next(): number {
    const { frames, nodes } = this;
    for (;;) {
      const frame = frames.at(-1);
      if (frame === undefined) return -1;
      if (frame.at === frame.entries.length) {
        frames.pop();
        continue;
      }
      const entry = frame.entries[frame.at];
      const word = frame.words[frame.at];
      frame.at++;
      const node = entry >>> 1;
      if (nodes.wordOf(node) !== word || nodes.parentOf(node) !== frame.node) continue;
      if ((entry & 1) === 1) this.enter(node, `${frame.prefix}${nodes.text(word)}.`);
      else {
        const series = nodes.seriesAt(node);
        if (series < 0) continue;
        this.name = frame.prefix + nodes.text(word);
        return series;
      }
    }
  }

  private enter(node: number, prefix: string): Frame {
    const { nodes, found, keys } = this;
    found.length = 0;
    keys.length = 0;
    for (let child = nodes.firstChild(node); child !== 0; child = nodes.nextSibling(child)) {
      if (nodes.seriesAt(child) >= 0) {
        found.push(child * 2);
        keys.push(nodes.wordOf(child) * 2);
      }
      if (nodes.firstChild(child) !== 0) {
        found.push(child * 2 + 1);
        keys.push(nodes.wordOf(child) * 2 + 1);
      }
    }
    const order = orderByBytes(nodes.words, keys.view());
    const entries = new Uint32Array(order.length);
    const words = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i++) {
      entries[i] = found.values[order[i]];
      words[i] = keys.values[order[i]] >>> 1;
    }
    const frame = { node, prefix, entries, words, at: 0 };
    this.frames.push(frame);
    return frame;
  }

  private keyOf(entry: number): number {
    return this.nodes.wordOf(entry >>> 1) * 2 + (entry & 1);
  }

  /** The first entry of a frame just entered whose key is above `bytes` from `start` on. */
  private firstBehind(frame: Frame, bytes: Uint8Array, start: number): number {
    let low = 0;
    let high = frame.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeyWith(this.nodes.words, this.keyOf(frame.entries[middle]), bytes, start) > 0)
        high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const DOT = 46;
const encoder = new TextEncoder();
