import type { QueryRequest } from '../../schema/api.ts';
import type { Column } from '../frame.ts';
import { formatDuration } from '../units/units.ts';

export type Consolidation = NonNullable<QueryRequest['consolidateBy']>;

/** What stands behind the values of a chart whose series were rolled up. */
export interface Resolution {
  /** Seconds between values. */
  readonly step: number;
  /** Seconds of the coarsest archive that was read; null where nobody said it. */
  readonly archiveStep: number | null;
  /** How several values became one; null where series differ. */
  readonly method: string | null;
  /** Such as `1 min avg`. */
  readonly label: string;
  /** The same in a sentence or two. */
  readonly words: string;
}

const shortNames: Readonly<Record<string, string>> = { average: 'avg', avg: 'avg' };
const meanings: Readonly<Record<string, string>> = {
  average: 'the average',
  avg: 'the average',
  min: 'the least',
  max: 'the greatest',
  sum: 'the sum',
  last: 'the newest',
  first: 'the oldest',
};

/** How coarse the values are that are shown; null when every measured value is shown as it came. */
export function resolutionOf(columns: readonly Column[]): Resolution | null {
  const rolled = columns.filter((column) => column.consolidation !== undefined && column.values.length > 0);
  if (rolled.length === 0) return null;
  const step = Math.max(...rolled.map((column) => column.step));
  const methods = new Set(rolled.map((column) => column.consolidation));
  const [first] = methods;
  const method = methods.size === 1 ? (first ?? null) : null;
  const archives = rolled.map((column) => column.archiveStep ?? 0);
  const archiveStep = Math.max(...archives) || null;
  const length = formatDuration(step);
  const name = method === null ? 'mixed' : (shortNames[method] ?? method);
  const each =
    method === null
      ? `Each value stands for ${length}; series differ in how it is made.`
      : `Each value is ${meanings[method] ?? method} of ${length}.`;
  return {
    step,
    archiveStep,
    method,
    label: `${length} ${name}`,
    words: `${each}${sourceWords(step, archiveStep)}`,
  };
}

function sourceWords(step: number, archiveStep: number | null): string {
  if (archiveStep === null) return '';
  if (archiveStep < step)
    return ` It is made of ${Math.round(step / archiveStep)} stored values of ${formatDuration(archiveStep)}.`;
  return ` Values of this age are stored that coarse.`;
}

/** What can be chosen instead, and what each shows. */
export const consolidations: readonly {
  readonly id: Consolidation;
  readonly label: string;
  readonly note: string;
}[] = [
  { id: 'average', label: 'Average', note: 'The usual level. Short peaks are flattened.' },
  { id: 'max', label: 'Max', note: 'The peaks, however short.' },
  { id: 'min', label: 'Min', note: 'The dips, however short.' },
  { id: 'sum', label: 'Sum', note: 'Of counts: how many there were in all.' },
  { id: 'last', label: 'Last', note: 'The newest of each interval.' },
];
