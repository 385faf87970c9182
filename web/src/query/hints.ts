/**
 * What there is to say about a query before somebody draws the wrong conclusion from it: one list for the panel editor and for
 * Explore. Each rule looks at what was asked and at what came back.
 */
import type { Column } from '../../../src/view/frame.ts';
import { splitPath } from './pathSegments.ts';
import { nodesOf, type TargetNode } from './targetTree.ts';

export interface HintQuestion {
  /** As it stands in the editor. */
  readonly target: string;
  /** Null where it can't be read. */
  readonly tree: TargetNode | null;
  /** What it gave; null while nothing was answered. */
  readonly columns: readonly Column[] | null;
  /** The server had more series than it answered with. */
  readonly truncated: boolean;
  /** Series that its paths match in all; null where that is not known. */
  readonly matched: number | null;
  /** Where nothing was found in the range: seconds since 1970 of the newest point of a series that it names; null for none. */
  readonly lastPoint: number | null;
  /** Units that the names of the series suggest, each once. */
  readonly units: readonly string[];
  /** Somebody chose a unit: it holds for all. */
  readonly unitChosen: boolean;
}

/** A way out, as a button. */
export type HintFix =
  | { readonly kind: 'target'; readonly label: string; readonly target: string }
  /** To the range around a moment, seconds since 1970. */
  | { readonly kind: 'range'; readonly label: string; readonly around: number };

export interface Hint {
  readonly rule: string;
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly fixes: readonly HintFix[];
}

interface HintRule {
  readonly name: string;
  find(question: HintQuestion): Omit<Hint, 'rule'> | null;
}

/** More lines than anybody can tell apart; also about what one chart draws. */
const manySeries = 200;
const keptSeries = 20;
/** Values that have to be known before a series is called a counter. */
const fewestValues = 12;

const combining =
  /^(avg|average|averageSeries|averageSeriesWithWildcards|movingAverage|aggregate|summarize|smartSummarize|consolidateBy|groupByNode|groupByNodes|groupByTags|highestAverage|stdev)$/;
const takesApart =
  /^(derivative|nonNegativeDerivative|perSecond|scaleToSeconds|delta|integral|integralByInterval|integralWithReset|cumulative|hitcount|timeFunction|time|identity|linearRegression|growth)$/;

const countersAveraged: HintRule = {
  name: 'counter',
  find({ target, tree, columns }) {
    if (!tree || !columns) return null;
    const calls = callNames(tree);
    if (calls.some((name) => takesApart.test(name))) return null;
    const counters = columns.filter(looksLikeCounter);
    if (counters.length === 0 || counters.length < columns.length / 2) return null;
    const averaged = calls.some((name) => combining.test(name));
    return {
      level: 'warn',
      message: `${counters.length === 1 ? 'This series only ever grows' : 'These series only ever grow'}, as counters do. ${
        averaged ? 'The average of a counter says nothing' : 'A counter says little by its height'
      }; its growth does.`,
      fixes: [
        { kind: 'target', label: 'Show it per second', target: wrapSource(target, tree, 'perSecond') },
        {
          kind: 'target',
          label: 'Show its growth',
          target: wrapSource(target, tree, 'nonNegativeDerivative'),
        },
      ],
    };
  },
};

const tooMany: HintRule = {
  name: 'too-many',
  find({ target, columns, truncated }) {
    const count = columns?.length ?? 0;
    if (count <= manySeries && !truncated) return null;
    const said = truncated ? `More than ${count.toLocaleString('en-US')}` : count.toLocaleString('en-US');
    return {
      level: 'warn',
      message: `${said} series match, which nobody can tell apart.`,
      fixes: [
        {
          kind: 'target',
          label: `Keep the ${keptSeries} highest on average`,
          target: `highestAverage(${target.trim()}, ${keptSeries})`,
        },
        {
          kind: 'target',
          label: `Keep the first ${keptSeries}`,
          target: `limit(${target.trim()}, ${keptSeries})`,
        },
      ],
    };
  },
};

/** Reading tens of thousands of series for one line is slow, whatever is left of them in the end. */
const costly: HintRule = {
  name: 'costly',
  find({ columns, matched }) {
    if (matched === null || matched < 5000 || (columns?.length ?? 0) > manySeries) return null;
    return {
      level: 'info',
      message: `${matched.toLocaleString('en-US')} series are read for it. A narrower path is faster.`,
      fixes: [],
    };
  },
};

const mixedUnits: HintRule = {
  name: 'mixed-units',
  find({ units, unitChosen }) {
    const known = units.filter((unit) => unit !== 'short' && unit !== 'none');
    if (unitChosen || known.length < 2) return null;
    return {
      level: 'info',
      message: `By their names these series measure different things (${known.join(', ')}). Give each its own query and axis.`,
      fixes: [],
    };
  },
};

const unfinished: HintRule = {
  name: 'unfinished',
  find({ target, tree }) {
    const text = target.trim();
    if (text === '') return null;
    if (tree) {
      const blank = [...nodesOf(tree)].some((node) => node.kind === 'path' && node.text === '');
      if (!blank) return null;
      return {
        level: 'info',
        message: 'A name is still missing: a function has no series to work on.',
        fixes: [],
      };
    }
    if (/\.$/.test(text))
      return {
        level: 'info',
        message: 'The name ends with a dot: the next part of it is missing.',
        fixes: [{ kind: 'target', label: 'End it with *', target: `${text}*` }],
      };
    const missing = openBrackets(text);
    if (missing > 0)
      return {
        level: 'info',
        message: 'It is not finished: a bracket is open.',
        fixes: /[(,]\s*$/.test(text)
          ? []
          : [{ kind: 'target', label: 'Close it', target: text + ')'.repeat(missing) }],
      };
    return null;
  },
};

const nothingInRange: HintRule = {
  name: 'no-data',
  find({ tree, columns, lastPoint }) {
    if (!tree || !columns || columns.some(hasValue)) return null;
    if (lastPoint !== null)
      return {
        level: 'info',
        message: 'There is nothing in this time range, but there was before.',
        fixes: [{ kind: 'range', label: 'Go to the newest values', around: lastPoint }],
      };
    if (columns.length > 0) return null;
    return {
      level: 'info',
      message: 'No series has this name. Check its parts, from the left to the right.',
      fixes: [],
    };
  },
};

/** Names given to series inside a function that makes one of several are lost. */
const lostAlias: HintRule = {
  name: 'lost-alias',
  find({ tree }) {
    if (!tree) return null;
    for (const node of nodesOf(tree)) {
      if (
        node.kind !== 'call' ||
        !/^(sum|sumSeries|avg|averageSeries|maxSeries|minSeries|countSeries)$/.test(node.name)
      )
        continue;
      const inside = node.args.find((arg) => arg.kind === 'call' && /^alias/.test(arg.name));
      if (inside?.kind !== 'call') continue;
      return {
        level: 'info',
        message: `${inside.name} stands inside ${node.name}, which gives its result a name of its own. Put it outside.`,
        fixes: [],
      };
    }
    return null;
  },
};

const rules: readonly HintRule[] = [
  unfinished,
  tooMany,
  costly,
  countersAveraged,
  nothingInRange,
  lostAlias,
  mixedUnits,
];

/** What is to be said, the most pressing first. */
export function hintsFor(question: HintQuestion): Hint[] {
  const found = rules.flatMap(({ name, find }) => {
    const hint = find(question);
    return hint ? [{ rule: name, ...hint }] : [];
  });
  return found.sort((a, b) => Number(b.level === 'warn') - Number(a.level === 'warn'));
}

/** Metrics that a target names, without its calls, references and blanks. */
export function pathsOf(tree: TargetNode): string[] {
  return [...nodesOf(tree)].flatMap((node) =>
    node.kind === 'path' && node.text !== '' && !node.text.startsWith('#') && splitPath(node.text).length > 1
      ? [node.text]
      : [],
  );
}

/**
 * True when values only grow, but for starting again from near zero now and then, and by differing amounts: what grows evenly is
 * an uptime or a clock.
 */
export function looksLikeCounter({ values }: Column): boolean {
  let known = 0;
  let rises = 0;
  let falls = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  let previous = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < 0) return false;
    known++;
    const growth = value - previous;
    if (growth < 0) {
      // Only a restart lets a counter fall, and then all the way.
      if (value > previous / 10) return false;
      falls++;
    } else if (growth > 0) {
      rises++;
      least = Math.min(least, growth);
      greatest = Math.max(greatest, growth);
    }
    previous = value;
  }
  if (known < fewestValues || rises < known * 0.6 || falls > known / 20) return false;
  return greatest > least * 1.02;
}

function hasValue({ values }: Column): boolean {
  return values.some((value) => !Number.isNaN(value));
}

function callNames(tree: TargetNode): string[] {
  return [...nodesOf(tree)].flatMap((node) => (node.kind === 'call' ? [node.name] : []));
}

/** Puts a function around the innermost series, since growth has to be taken before anything is averaged. */
function wrapSource(target: string, tree: TargetNode, name: string): string {
  let source = tree;
  while (source.kind === 'call' && source.name !== 'seriesByTag') {
    const inner = source.args[0];
    if (inner === undefined || inner.kind === 'value') break;
    source = inner;
  }
  if (source.to <= source.from) return `${name}(${target.trim()})`;
  return `${target.slice(0, source.from)}${name}(${target.slice(source.from, source.to)})${target.slice(source.to)}`;
}

/** Brackets that are never closed, those in quotes aside. */
function openBrackets(text: string): number {
  const bare = text.replaceAll(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/g, '');
  let open = 0;
  for (const character of bare) {
    if (character === '(') open++;
    else if (character === ')') open--;
  }
  return Math.max(0, open);
}
