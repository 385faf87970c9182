/** Ways to make one number of a series. NaN stands for nothing, in the values and as an answer. */

export interface Calculation {
  readonly id: string;
  readonly label: string;
  /** One sentence for whoever chooses it. */
  readonly summary: string;
  /** The unit of the answer where it is another than the values'. */
  readonly unit?: string;
  readonly of: (values: Float64Array) => number;
}

const isNothing = Number.isNaN;

const last = (values: Float64Array): number => {
  for (let i = values.length - 1; i >= 0; i--) if (!isNothing(values[i])) return values[i];
  return Number.NaN;
};
const first = (values: Float64Array): number => {
  for (let i = 0; i < values.length; i++) if (!isNothing(values[i])) return values[i];
  return Number.NaN;
};
const previous = (values: Float64Array): number => {
  let seen = 0;
  for (let i = values.length - 1; i >= 0; i--) if (!isNothing(values[i]) && ++seen === 2) return values[i];
  return Number.NaN;
};
const count = (values: Float64Array): number => {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (!isNothing(values[i])) found++;
  return found;
};
const sum = (values: Float64Array): number => {
  let total = 0;
  let found = false;
  for (let i = 0; i < values.length; i++)
    if (!isNothing(values[i])) {
      total += values[i];
      found = true;
    }
  return found ? total : Number.NaN;
};
const min = (values: Float64Array): number => {
  let least = Number.NaN;
  for (let i = 0; i < values.length; i++)
    if (!(values[i] >= least) && !isNothing(values[i])) least = values[i];
  return least;
};
const max = (values: Float64Array): number => {
  let greatest = Number.NaN;
  for (let i = 0; i < values.length; i++)
    if (!(values[i] <= greatest) && !isNothing(values[i])) greatest = values[i];
  return greatest;
};
const mean = (values: Float64Array): number => sum(values) / count(values);
const variance = (values: Float64Array): number => {
  const middle = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) if (!isNothing(values[i])) total += (values[i] - middle) ** 2;
  return total / count(values);
};
const minAboveZero = (values: Float64Array): number => {
  let least = Number.NaN;
  for (let i = 0; i < values.length; i++) if (values[i] > 0 && !(values[i] >= least)) least = values[i];
  return least;
};
const step = (values: Float64Array): number => {
  let least = Number.NaN;
  let before = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (isNothing(values[i])) continue;
    const change = values[i] - before;
    if (!isNothing(change) && !(change >= least)) least = change;
    before = values[i];
  }
  return least;
};
/** What a counter grew by in all: after it began anew, it is counted from zero. */
const delta = (values: Float64Array): number => {
  let grown = Number.NaN;
  let before = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (isNothing(values[i])) continue;
    if (isNothing(before)) grown = 0;
    else grown += values[i] >= before ? values[i] - before : values[i];
    before = values[i];
  }
  return grown;
};
const changeCount = (values: Float64Array): number => {
  let changes = 0;
  let before = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (isNothing(values[i])) continue;
    if (!isNothing(before) && values[i] !== before) changes++;
    before = values[i];
  }
  return changes;
};
const distinctCount = (values: Float64Array): number => {
  const seen = new Set<number>();
  for (const value of values) if (!isNothing(value)) seen.add(value);
  return seen.size;
};
const every = (holds: (value: number) => boolean) => (values: Float64Array) => {
  for (let i = 0; i < values.length; i++) if (!holds(values[i])) return 0;
  return 1;
};

/** The value that `percent` of the values do not exceed; between two values it lies in proportion. */
function percentile(values: Float64Array, percent: number): number {
  const sorted = values.filter((value) => !isNothing(value)).sort();
  if (sorted.length === 0) return Number.NaN;
  const at = (Math.min(100, Math.max(0, percent)) / 100) * (sorted.length - 1);
  const below = Math.floor(at);
  const share = at - below;
  return share === 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
}

const percentiles = ['p1', 'p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99', 'p99.9'].map(
  (id): Calculation => {
    const percent = Number(id.slice(1));
    return {
      id,
      label: `${percent}th percentile`,
      summary: `The value that ${percent} % of the values do not exceed.`,
      of: (values) => percentile(values, percent),
    };
  },
);

export const calculations: readonly Calculation[] = [
  { id: 'last', label: 'Last', summary: 'The newest value that there is.', of: last },
  { id: 'first', label: 'First', summary: 'The oldest value that there is.', of: first },
  { id: 'min', label: 'Min', summary: 'The least value.', of: min },
  { id: 'max', label: 'Max', summary: 'The greatest value.', of: max },
  { id: 'mean', label: 'Mean', summary: 'The average of all values.', of: mean },
  {
    id: 'median',
    label: 'Median',
    summary: 'Half of the values lie below.',
    of: (values) => percentile(values, 50),
  },
  { id: 'sum', label: 'Sum', summary: 'All values together.', of: sum },
  { id: 'count', label: 'Count', summary: 'How many values there are.', unit: 'none', of: count },
  {
    id: 'range',
    label: 'Range',
    summary: 'From the least value to the greatest.',
    of: (values) => max(values) - min(values),
  },
  { id: 'delta', label: 'Growth', summary: 'What a counter grew by, restarts included.', of: delta },
  {
    id: 'diff',
    label: 'Difference',
    summary: 'The last value less the first.',
    of: (values) => last(values) - first(values),
  },
  {
    id: 'diffperc',
    label: 'Change in percent',
    summary: 'The last value compared with the first, in percent.',
    unit: 'percent',
    of: (values) => ((last(values) - first(values)) / Math.abs(first(values))) * 100,
  },
  {
    id: 'stdDev',
    label: 'Standard deviation',
    summary: 'How far values lie from their mean.',
    of: (values) => Math.sqrt(variance(values)),
  },
  { id: 'variance', label: 'Variance', summary: 'The square of the standard deviation.', of: variance },
  ...percentiles,
  { id: 'previous', label: 'Last but one', summary: 'The value before the newest.', of: previous },
  { id: 'step', label: 'Least step', summary: 'The smallest change from one value to the next.', of: step },
  {
    id: 'minAboveZero',
    label: 'Min above zero',
    summary: 'The least value that is more than zero.',
    of: minAboveZero,
  },
  {
    id: 'changeCount',
    label: 'Changes',
    summary: 'How often a value differs from the one before.',
    unit: 'none',
    of: changeCount,
  },
  {
    id: 'distinctCount',
    label: 'Distinct values',
    summary: 'How many different values there are.',
    unit: 'none',
    of: distinctCount,
  },
  {
    id: 'allZero',
    label: 'All zero',
    summary: '1 when every value is zero.',
    unit: 'bool',
    of: every((value) => value === 0),
  },
  {
    id: 'allNull',
    label: 'All missing',
    summary: '1 when there is no value at all.',
    unit: 'bool',
    of: every(isNothing),
  },
];

/** Other names of the same, as other programs and older dashboards write them. */
const aliases: Readonly<Record<string, string>> = {
  lastNotNull: 'last',
  current: 'last',
  firstNotNull: 'first',
  avg: 'mean',
  average: 'mean',
  total: 'sum',
  stddev: 'stdDev',
  logmin: 'minAboveZero',
  allIsZero: 'allZero',
  allIsNull: 'allNull',
};

const byId = new Map(calculations.map((calculation) => [calculation.id, calculation]));

/** The calculation by its id or another name of it; any percentile as `p` with a number. Undefined for what is none. */
export function calculationOf(id: string): Calculation | undefined {
  const known = byId.get(Object.hasOwn(aliases, id) ? aliases[id] : id);
  if (known || !/^p\d{1,3}(\.\d{1,4})?$/.test(id)) return known;
  const percent = Number(id.slice(1));
  if (percent > 100) return undefined;
  const model = byId.get('p95')!;
  const text = String(percent);
  return {
    ...model,
    id,
    label: model.label.replace('95', text),
    summary: model.summary.replace('95', text),
    of: (values) => percentile(values, percent),
  };
}

/** What a series amounts to; NaN when nothing was measured, or when there is no such calculation. */
export function calculate(id: string, values: Float64Array): number {
  const result = calculationOf(id)?.of(values) ?? Number.NaN;
  // A change from zero has no percentage.
  return Number.isFinite(result) || values.includes(result) ? result : Number.NaN;
}

/** The unit of what a calculation says about values of `unit`. */
export function unitOfCalculation(id: string, unit: string): string {
  return calculationOf(id)?.unit ?? unit;
}
