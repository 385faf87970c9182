/** What each node of a target did and cost. Recorded only where it is asked for. */
import type { ReadCost } from '../storage/store.ts';
import type { BoundNode } from './bind.ts';
import type { Series } from './series.ts';

/** What a path read from the store. Parts of a query that read the same data each show it, although it is read once. */
export interface ExplainedRead extends ReadCost {
  /** Seconds between the values of the archives that were read, ascending; several where series differ. */
  readonly steps: readonly number[];
}

export interface ExplainedNode {
  /** As it was written, and where: a 0-based offset into the target, or into the text that a function has made (`inner`). */
  readonly text: string;
  readonly column: number;
  readonly kind: 'path' | 'call';
  /** Of a call, the function's own name whatever alias was written. */
  readonly function?: string;
  /** Of the last result; both null where there was none. A folded path has as many as were folded. */
  readonly series: number | null;
  readonly points: number | null;
  /** Time of its own on the main thread, over all runs: that of its arguments and of reading left out. */
  readonly milliseconds: number;
  /** How often it was evaluated to a result. */
  readonly runs: number;
  /** The store made one series of many while it read them: of a call, and of the paths that it did so with. */
  readonly folded: boolean;
  /** Of paths that have read something; all zero where a store does not know. */
  readonly read?: ExplainedRead;
  /** True for the root of a target that the function above has made itself. */
  readonly inner?: true;
  readonly args: readonly ExplainedNode[];
  /** Targets that the function has made beyond those that are shown; their time is the function's own here. */
  readonly omitted?: number;
}

/** What a request has read, by itself. */
export interface Reading {
  readonly cost: ReadCost;
  readonly steps: ReadonlySet<number>;
  readonly series: number;
  readonly points: number;
}

/** Targets made by one function that are shown each. */
const MAX_INNER_SHOWN = 50;

interface Running {
  readonly node: BoundNode;
  readonly args: Running[];
  readonly inner: boolean;
  readonly readings: Map<string, Reading>;
  series: number | null;
  points: number | null;
  milliseconds: number;
  runs: number;
  folded: boolean;
  innerShown: number;
  omitted: number;
}

/** Watches one target. Time always goes to the node that was entered last and has not been left. */
export class TargetRecorder {
  private readonly root: Running;
  private readonly known = new Map<BoundNode, Running>();
  /** Nodes of targets that are not shown, with the function that has made them. */
  private readonly omitted = new Map<BoundNode, Running>();
  private readonly stack: Running[] = [];
  private readonly now: () => number;
  private since = 0;

  /** `now` in milliseconds of a clock that never jumps. */
  constructor(root: BoundNode, now: () => number = () => performance.now()) {
    this.now = now;
    this.root = this.register(root, false);
  }

  enter(node: BoundNode): void {
    this.charge();
    this.stack.push(this.find(node));
  }

  /** `lists` is null when the node has to wait for data. */
  leave(node: BoundNode, lists: readonly (readonly Series[])[] | null): void {
    this.charge();
    const running = this.stack.pop()!;
    if (lists === null || running.node !== node) return;
    running.runs++;
    running.series = 0;
    running.points = 0;
    for (const list of lists) {
      running.series += list.length;
      for (const { values } of list) running.points += values.length;
    }
  }

  /** The node that was entered last fails: what it has cost stays. */
  fail(): void {
    this.charge();
    this.stack.pop();
  }

  /** Something else has its turn; {@link resume} when it is over. */
  pause(): void {
    this.charge();
  }

  resume(): void {
    this.since = this.now();
  }

  /** A path has used what was read under a key. */
  used(node: BoundNode, key: string, reading: Reading | undefined): void {
    if (reading !== undefined) this.known.get(node)?.readings.set(key, reading);
  }

  /** The store has folded the series of a path of the node that was entered last. */
  folded(path: BoundNode, key: string, reading: Reading | undefined): void {
    const [call, folded] = [this.stack.at(-1)!, this.known.get(path)];
    call.folded = true;
    if (folded === undefined || reading === undefined) return;
    folded.folded = true;
    folded.runs++;
    folded.series = reading.series;
    folded.points = reading.points;
    folded.readings.set(key, reading);
  }

  tree(): ExplainedNode {
    return explained(this.root);
  }

  private charge(): void {
    const now = this.now();
    const running = this.stack.at(-1);
    if (running !== undefined) running.milliseconds += now - this.since;
    this.since = now;
  }

  /** A node that is not part of the target itself belongs to one that the function around it has made. */
  private find(node: BoundNode): Running {
    const known = this.known.get(node) ?? this.omitted.get(node);
    if (known !== undefined) return known;
    const maker = this.stack.at(-1) ?? this.root;
    if (maker.innerShown >= MAX_INNER_SHOWN) {
      maker.omitted++;
      this.omit(node, maker);
      return maker;
    }
    maker.innerShown++;
    const running = this.register(node, true);
    maker.args.push(running);
    return running;
  }

  private omit(node: BoundNode, maker: Running): void {
    this.omitted.set(node, maker);
    if (node.kind === 'path') return;
    for (const argument of node.seriesArguments.flatMap(({ nodes }) => nodes)) this.omit(argument, maker);
  }

  private register(node: BoundNode, inner: boolean): Running {
    const running = blank(node, inner);
    this.known.set(node, running);
    if (node.kind === 'call') {
      for (const { nodes } of node.seriesArguments)
        running.args.push(...nodes.map((argument) => this.register(argument, false)));
    }
    return running;
  }
}

function blank(node: BoundNode, inner: boolean): Running {
  return {
    node,
    args: [],
    inner,
    readings: new Map(),
    series: null,
    points: null,
    milliseconds: 0,
    runs: 0,
    folded: false,
    innerShown: 0,
    omitted: 0,
  };
}

function explained({ node, args, inner, readings, omitted, ...figures }: Running): ExplainedNode {
  const { series, points, milliseconds, runs, folded } = figures;
  return {
    text: node.text,
    column: node.column,
    kind: node.kind,
    ...(node.kind === 'call' ? { function: node.definition.name } : {}),
    series,
    points,
    milliseconds: rounded(milliseconds),
    runs,
    folded,
    ...(readings.size === 0 ? {} : { read: readTogether(readings.values()) }),
    ...(inner ? { inner } : {}),
    args: args.map(explained),
    ...(omitted === 0 ? {} : { omitted }),
  };
}

/** Several readings in one. */
export function readTogether(readings: Iterable<Reading>): ExplainedRead {
  const total = { milliseconds: 0, bytes: 0, chunks: 0, directoryHits: 0, directoryMisses: 0 };
  const steps = new Set<number>();
  for (const { cost, steps: read } of readings) {
    total.milliseconds += cost.milliseconds;
    total.bytes += cost.bytes;
    total.chunks += cost.chunks;
    total.directoryHits += cost.directoryHits;
    total.directoryMisses += cost.directoryMisses;
    for (const step of read) steps.add(step);
  }
  return {
    ...total,
    milliseconds: rounded(total.milliseconds),
    steps: [...steps].sort((a, b) => a - b),
  };
}

/** To microseconds, which is as exact as the clock. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
