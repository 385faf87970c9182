/** Markdown of the results. */
import type { Figures } from './measures/measure.ts';
import type { SummaryRow } from './summary.ts';

/** The runs of each contender by its name, the first one's being those that are compared. */
export type Runs = ReadonlyMap<string, readonly Figures[]>;

/** A row a contender: the median of each figure, and from where to where it went. Below it the first as share of the second. */
export function workTable(runs: Runs): string {
  const titles = Object.keys([...runs.values()].find((figures) => figures.length > 0)?.[0] ?? {});
  const lines = [row(['', ...titles]), row(['---', ...titles.map(() => '---')])];
  for (const [name, figures] of runs) {
    if (figures.length > 0) lines.push(row([name, ...titles.map((title) => spread(figures, title))]));
  }
  const [first, second] = [...runs];
  if (first && second) {
    const ratios = titles.map((title) => bold(ratio(first[1], second[1], title)));
    lines.push(row([`**${first[0]} / ${second[0]}**`, ...ratios]));
  }
  return lines.join('\n');
}

/** A row a goal: medians, and the first contender's as share of the second's. `results`: the runs by the name of the work. */
export function summaryTable(
  rows: readonly SummaryRow[],
  contenders: readonly string[],
  results: ReadonlyMap<string, Runs>,
): string {
  const [first, second] = contenders;
  const compared = first !== undefined && second !== undefined;
  const head = ['', 'goal', ...contenders, ...(compared ? [`${first} / ${second}`] : [])];
  const lines = [row(head), row(head.map(() => '---'))];
  for (const { what, goal, work, title } of rows) {
    const runs = results.get(work);
    if (!runs) continue;
    const cells = contenders.map((name) => {
      const middle = median(runs.get(name) ?? [], title);
      return middle === undefined ? '' : format(middle);
    });
    const share = compared ? [ratio(runs.get(first) ?? [], runs.get(second) ?? [], title)] : [];
    lines.push(row([what, goal, ...cells, ...share]));
  }
  return lines.join('\n');
}

/** Of an even number of runs the upper one of the two in the middle. */
function median(figures: readonly Figures[], title: string): number | undefined {
  const sorted = sortedBy(figures, title);
  return sorted[sorted.length >> 1];
}

function spread(figures: readonly Figures[], title: string): string {
  const sorted = sortedBy(figures, title).map(format);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
  const middle = sorted[sorted.length >> 1]!;
  return lowest === highest ? middle : `${middle} (${lowest} to ${highest})`;
}

function ratio(ours: readonly Figures[], theirs: readonly Figures[], title: string): string {
  const [above, below] = [median(ours, title), median(theirs, title)];
  return above === undefined || !below ? '' : (above / below).toFixed(2);
}

function sortedBy(figures: readonly Figures[], title: string): number[] {
  return figures.map((figure) => figure[title]!).sort((a, b) => a - b);
}

/** `1,234,567`, `12.3`, `0.123`: three digits that count. */
export function format(value: number): string {
  const magnitude = Math.abs(value);
  const digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

function bold(text: string): string {
  return text === '' ? '' : `**${text}**`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
