/** One target on its way to its series: as far as the data goes, then again from the beginning when more has been read. */
import { isGlob } from '../model/isGlob.ts';
import { toEnd } from '../model/toEnd.ts';
import type { FetchRequest, FoldRequest, RollupFunction } from '../storage/store.ts';
import {
  type BoundCall,
  type BoundNode,
  type BoundPath,
  bind,
  defaultOf,
  type SeriesArgument,
  withoutSeries,
} from './bind.ts';
import { type ExplainedNode, TargetRecorder } from './explain.ts';
import { type FetchedData, foldKey, requestKey, type StoreRefusal, type Waiting } from './fetchedData.ts';
import { functions as builtInFunctions } from './functions/index.ts';
import { parseTime } from './parseTime.ts';
import type { QueryContext } from './queryContext.ts';
import {
  type FoldedArgument,
  FunctionError,
  type GraphiteFunction,
  type RunContext,
} from './registry/defineFunction.ts';
import type { FunctionTable } from './registry/functionTable.ts';
import type { Expression } from './registry/params.ts';
import { coarser, type RolledUp } from './resolution.ts';
import { withRollups } from './rollups.ts';
import type { Series } from './series.ts';
import { parseTarget } from './target/parser.ts';
import { fillTemplates } from './target/template.ts';
import { TargetError } from './targetError.ts';
import { TimeError } from './timeError.ts';

/** Computed values allowed for each value that may be read. A panel with a dozen functions needs about as many. */
const WORK_PER_POINT = 20;
/** What a series costs besides its values, in values. */
const WORK_PER_SERIES = 100;
/** Visits of nodes in one run of a target, which is more than nodes fit into the longest target. */
const MAX_VISITS = 200_000;
/**
 * Runs of a target, each but the first after one more fetch. A window of points within another takes one more, so
 * nobody comes near it, while windows of different sizes nested in each other could go on for days.
 */
const MAX_RUNS = 30;
/** Targets that functions make of series' names (`applyByNode`, `aliasQuery`), each parsed once. */
const MAX_INNER_TARGETS = 10_000;

/** Seconds since 1970; the beginning is exclusive. */
interface Range {
  readonly from: number;
  readonly until: number;
}

/** What coarser archives know of it: no first values. */
function rollupOf(how: QueryContext['consolidateBy']): RollupFunction | undefined {
  return how === 'first' ? undefined : how;
}

/** What can be said of a target only after more has been read; all of it is noted by then. */
class Pending extends Error {
  override name = 'Pending';
}

/** Pending as long as it has neither series nor error. */
export class TargetRun implements Waiting {
  readonly target: string;
  series: readonly Series[] | undefined;
  error: TargetError | StoreRefusal | undefined;
  /** What the last run could not go on without, by {@link requestKey}. */
  missing = new Map<string, FetchRequest>();
  /** The same for what the store is to fold. */
  missingFolds = new Map<string, FoldRequest>();
  /** The coarsest of what it has read from archives that are not their series' finest. */
  rolledUp: RolledUp | undefined;
  private readonly root: BoundNode | undefined;
  private readonly data: FetchedData;
  private readonly context: QueryContext;
  private readonly functions: FunctionTable;
  private work = 0;
  private visits = 0;
  private runs = 0;
  /** Coarsest step of a node's series over a range, once known; null without series. */
  private readonly steps = new Map<BoundNode, Map<string, number | null>>();
  private readonly inner = new Map<string, BoundNode>();
  private readonly recorder: TargetRecorder | undefined;

  constructor(target: string, data: FetchedData, context: QueryContext) {
    this.target = target;
    this.data = data;
    this.context = context;
    this.functions = context.functions ?? builtInFunctions;
    // The length comes first: a huge target is not even looked through for blanks.
    if (target.length <= context.limits.maxTargetLength && target.trim() === '') this.series = [];
    else this.root = this.parsed(target);
    if (context.explain && this.root !== undefined) this.recorder = new TargetRecorder(this.root);
  }

  get pending(): boolean {
    return this.series === undefined && this.error === undefined;
  }

  /** What its nodes did so far, when they are watched. */
  get explained(): ExplainedNode | undefined {
    return this.recorder?.tree();
  }

  /**
   * Runs as far as the data goes: afterwards there are series, an error, or requests in `missing`. Stops after each function, so
   * that others can have their turn there, and a signal that was aborted meanwhile can end the work.
   */
  *proceed(): Generator<void, void> {
    this.missing = new Map();
    this.missingFolds = new Map();
    this.work = 0;
    this.visits = 0;
    const root = this.root!;
    this.recorder?.resume();
    try {
      if (++this.runs > MAX_RUNS) tooManyWindows(root);
      const series = yield* this.evaluate(root, this.context);
      if (series !== null) this.series = series;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      this.error = error;
    }
  }

  private parsed(target: string): BoundNode | undefined {
    try {
      return this.parse(target);
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      this.error = error;
      return undefined;
    }
  }

  private parse(target: string): BoundNode {
    const tree = fillTemplates(parseTarget(target, this.context.limits), this.context.template ?? {});
    return withRollups(bind(tree, this.functions, target), rollupOf(this.context.consolidateBy));
  }

  /** Series of a node over a range; null when something has to be fetched first (all of it is noted). */
  private *evaluate(node: BoundNode, range: Range): Generator<void, readonly Series[] | null> {
    const lists = yield* this.evaluateLists(node, range);
    return lists === null ? null : lists.length === 1 ? lists[0]! : lists.flat();
  }

  /** Lists of a function that has several, one list of any other node. */
  private *evaluateLists(
    node: BoundNode,
    range: Range,
  ): Generator<void, readonly (readonly Series[])[] | null> {
    this.visit(node);
    this.recorder?.enter(node);
    let lists: readonly (readonly Series[])[] | null;
    try {
      lists = node.kind === 'path' ? this.evaluatePath(node, range) : yield* this.evaluateCall(node, range);
      for (const series of lists ?? []) this.chargeWork(series, node);
    } catch (error) {
      this.recorder?.fail();
      throw error;
    }
    this.recorder?.leave(node, lists);
    if (node.kind === 'call') yield* this.pause();
    return lists;
  }

  private evaluatePath(node: BoundPath, { from, until }: Range): readonly (readonly Series[])[] | null {
    const { pattern, tagExpressions, rollup } = node;
    const request: FetchRequest = { pattern, from, until, rollup, tags: tagExpressions };
    const key = requestKey(request);
    const series = this.data.get(request);
    if (series === null) this.missing.set(key, request);
    else {
      this.rolledUp = coarser(this.rolledUp, this.data.rolledUp.get(key));
      this.recorder?.used(node, key, this.data.readings.get(key));
    }
    return series === null ? null : [series];
  }

  /** The place where others have their turn. */
  private *pause(): Generator<void, void> {
    this.recorder?.pause();
    yield;
    this.recorder?.resume();
  }

  private *evaluateCall(
    node: BoundCall,
    range: Range,
  ): Generator<void, readonly (readonly Series[])[] | null> {
    const { definition, literals, seriesArguments } = node;
    const historySeconds = yield* this.historyOf(node, range);
    if (historySeconds === 'pending') return null;
    // Without series there is nothing to compute, as in graphite-web.
    if (historySeconds === 'no series') return [];
    const argumentsRange = { from: Math.max(0, range.from - historySeconds), until: range.until };
    const folded = this.evaluateFolded(node, argumentsRange, { ...range, historySeconds });
    if (folded !== 'not folded') return folded === null ? null : [[folded]];
    const args: Record<string, unknown> = { ...withoutSeries(definition, literals) };
    let complete = true;
    for (const argument of seriesArguments) {
      const value = yield* this.argument(argument, argumentsRange);
      if (value === null) complete = false;
      args[argument.param.name] = value;
    }
    if (!complete) return null;
    return this.run(
      node,
      (context) => {
        const { runLists } = definition;
        return runLists === undefined ? [definition.run(args, context)] : runLists(args, context);
      },
      { ...range, historySeconds },
    );
  }

  /**
   * The result of a function whose series the store can fold into one; null when they have to be read first. Series that are
   * read anyway, for another part of the target, are not read a second time.
   */
  private evaluateFolded(
    node: BoundCall,
    { from, until }: Range,
    place: Range & { readonly historySeconds: number },
  ): Series | null | 'not folded' {
    const { definition, literals, seriesArguments } = node;
    const down = definition.fold?.(withoutSeries(definition, literals));
    if (down === undefined) return 'not folded';
    const paths: BoundPath[] = [];
    const requests: FoldRequest[] = [];
    for (const argument of seriesArguments.flatMap(({ nodes }) => nodes)) {
      if (argument.kind === 'call') return 'not folded';
      const { pattern, tagExpressions: tags, rollup } = argument;
      // A name is one series at most: nothing to fold.
      if (tags === undefined && !isGlob(pattern)) return 'not folded';
      const request = { pattern, tags, rollup, from, until };
      if (this.missing.has(requestKey(request)) || this.data.get(request) !== null) return 'not folded';
      requests.push({ ...request, fold: down.how });
      paths.push(argument);
    }
    const answers = requests.map((request) => this.data.getFold(request));
    if (answers.includes(null)) return 'not folded';
    const list: FoldedArgument[] = [];
    for (const [i, folded] of answers.entries()) {
      const request = requests[i]!;
      if (folded) {
        list.push({ pathExpression: request.pattern, folded });
        this.rolledUp = coarser(this.rolledUp, this.data.rolledUp.get(foldKey(request)));
      } else this.missingFolds.set(foldKey(request), request);
    }
    if (list.length < requests.length) return null;
    const result = this.run(node, (context) => down.finish(list, context) ?? 'not folded', place);
    if (this.recorder !== undefined && result !== null && result !== 'not folded') {
      for (const [i, request] of requests.entries()) {
        const key = foldKey(request);
        this.recorder.folded(paths[i]!, key, this.data.readings.get(key));
      }
    }
    return result;
  }

  /** What `run` gets for a series parameter; null when something has to be fetched first. */
  private *argument({ param, nodes }: SeriesArgument, range: Range): Generator<void, unknown> {
    if (param.lazy) return this.expression(nodes[0]!, range);
    const lists: (readonly (readonly Series[])[] | null)[] = [];
    for (const node of nodes) lists.push(yield* this.evaluateLists(node, range));
    if (lists.includes(null)) return null;
    if (param.multiple || param.lists) return lists.flat();
    const [first] = lists;
    return first!.length === 1 ? first![0] : first!.flat();
  }

  /** Runs a function's code; null when it has to wait. Its own complaints get the place of its call. */
  private run<T>(
    node: BoundCall,
    work: (context: RunContext) => T,
    place: Range & { readonly historySeconds: number },
  ): T | null {
    try {
      return work(this.runContext(node, place));
    } catch (error) {
      if (error instanceof Pending) return null;
      if (error instanceof FunctionError) {
        throw new TargetError(`${node.definition.name}: ${error.message}`, {
          column: node.column,
          hint: error.hint,
        });
      }
      throw error;
    }
  }

  private runContext(
    node: BoundCall,
    { from, until, historySeconds }: Range & { readonly historySeconds: number },
  ): RunContext {
    const { nowSeconds, tz, xFilesFactor = 0, events } = this.context;
    return {
      from,
      until,
      nowSeconds,
      tz,
      xFilesFactor: node.xFilesFactor ?? xFilesFactor,
      historySeconds,
      parseTime: (text) => {
        try {
          return parseTime(text, { nowSeconds, ...(tz === undefined ? {} : { tz }) });
        } catch (error) {
          if (error instanceof TimeError) throw new FunctionError(error.message, error.hint);
          throw error;
        }
      },
      evaluate: (target, range) => {
        const bound = this.innerTarget(target, node);
        return this.need(bound, { from, until, ...range });
      },
      all: (thunks) => allOf(thunks),
      call: (name, lists) => this.callByName(name, lists, node, { from, until }),
      events: (tags) => events?.(tags, from, until) ?? [],
    };
  }

  private expression(node: BoundNode, range: Range): Expression {
    return { evaluate: (other) => this.need(node, { ...range, ...other }) };
  }

  private need(node: BoundNode, { from, until }: Range): readonly Series[] {
    // Within a function's code nobody else can have a turn.
    const series = toEnd(this.evaluate(node, { from: Math.max(0, from), until: Math.max(0, until) }));
    if (series === null) throw new Pending();
    return series;
  }

  /** A target that a function has made of its arguments; a mistake in it is a mistake of the call. */
  private innerTarget(target: string, node: BoundCall): BoundNode {
    const known = this.inner.get(target);
    if (known !== undefined) return known;
    if (this.inner.size >= MAX_INNER_TARGETS) {
      throw new FunctionError(`makes more than ${MAX_INNER_TARGETS} different targets`);
    }
    try {
      const bound = this.parse(target);
      this.inner.set(target, bound);
      return bound;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      throw new TargetError(`${node.definition.name}: in "${target.slice(0, 200)}": ${error.message}`, {
        column: node.column,
        hint: error.hint,
      });
    }
  }

  private callByName(
    name: string,
    lists: readonly (readonly Series[])[],
    node: BoundCall,
    range: Range,
  ): readonly Series[] {
    const definition = this.functions.get(name);
    if (definition === undefined) throw new FunctionError(`there is no function "${name.slice(0, 60)}"`);
    const args = argumentsFor(definition, lists);
    const context = this.runContext(node, { ...range, historySeconds: 0 });
    return definition.runLists?.(args, context).flat() ?? definition.run(args, context);
  }

  /** Seconds that a function's arguments have to begin earlier. */
  private *historyOf(node: BoundCall, range: Range): Generator<void, number | 'pending' | 'no series'> {
    const history = node.definition.history?.(withoutSeries(node.definition, node.literals));
    if (history === undefined) return 0;
    if ('seconds' in history) return history.seconds;
    let coarsest: number | null = null;
    for (const argument of node.seriesArguments.flatMap(({ nodes }) => nodes)) {
      const step = yield* this.coarsestStep(argument, range);
      if (step === 'pending') return 'pending';
      if (step !== null) coarsest = Math.max(coarsest ?? 0, step);
    }
    return coarsest === null ? 'no series' : coarsest * history.points;
  }

  /**
   * Coarsest step among a node's series, null without any. Remembered for the target: otherwise each window nested
   * in another would double the work.
   */
  private *coarsestStep(node: BoundNode, range: Range): Generator<void, number | null | 'pending'> {
    const known = this.steps.get(node) ?? new Map<string, number | null>();
    this.steps.set(node, known);
    const key = `${range.from} ${range.until}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const series = yield* this.evaluate(node, range);
    if (series === null) return 'pending';
    const step = series.length === 0 ? null : series.reduce((most, { step }) => Math.max(most, step), 0);
    known.set(key, step);
    return step;
  }

  private visit(node: BoundNode): void {
    this.context.signal?.throwIfAborted();
    if (++this.visits > MAX_VISITS) tooManyWindows(node);
  }

  /** Bounds what a short target can make of allowed data, such as the same thousand series a thousand times. */
  private chargeWork(series: readonly Series[], node: BoundNode): void {
    const { maxPoints, maxSeries } = this.context.limits;
    for (const { values } of series) this.work += values.length + WORK_PER_SERIES;
    const allowed = (maxPoints + WORK_PER_SERIES * maxSeries) * WORK_PER_POINT;
    if (this.work <= allowed) return;
    throw new TargetError(`computing this takes more than ${allowed} values`, {
      column: node.column,
      hint: 'ask for a shorter time range or fewer series',
    });
  }
}

/** Every thunk is tried, so that all that is missing is noted, before it is told that something is. */
function allOf<T>(thunks: readonly (() => T)[]): T[] {
  const values: T[] = [];
  let pending: Pending | undefined;
  for (const thunk of thunks) {
    try {
      values.push(thunk());
    } catch (error) {
      if (!(error instanceof Pending)) throw error;
      pending = error;
    }
  }
  if (pending !== undefined) throw pending;
  return values;
}

/** Arguments of a function that is called with nothing but lists of series. */
function argumentsFor(
  definition: GraphiteFunction,
  lists: readonly (readonly Series[])[],
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  let next = 0;
  for (const param of definition.params) {
    if (param.lazy) throw new FunctionError(`${definition.name} cannot be used here`);
    const takes = param.read === undefined || (param.orSeries === true && next < lists.length);
    if (!takes) {
      if (param.required)
        throw new FunctionError(`${definition.name} needs "${param.name}" and cannot be used here`);
      args[param.name] = defaultOf(param);
    } else if (param.multiple || param.lists) {
      args[param.name] = lists.slice(next);
      next = lists.length;
    } else {
      args[param.name] = lists[next++] ?? [];
    }
  }
  return args;
}

function tooManyWindows({ column }: BoundNode): never {
  throw new TargetError('windows within windows make this target too costly', {
    column,
    hint: 'give windows as lengths of time, such as "5min", or nest fewer of them',
  });
}
