/** Which rows of a table are shown, in which order, and what stands below them. */
import { calculate, calculationOf } from '../../calculations.ts';
import type { Cell } from '../../transformations/frames.ts';
import type { Table, TableColumn } from './tableModel.ts';

export interface SortKey {
  /** Of the column. */
  readonly key: string;
  readonly descending: boolean;
}

/** All rows that every filter lets through, sorted; what is typed above a column is by the column's key. */
export function shownRows(
  table: Table,
  filters: ReadonlyMap<string, string>,
  order: readonly SortKey[],
): number[] {
  const conditions = table.columns.flatMap((column) => {
    const holds = readFilter(filters.get(column.key) ?? '');
    return holds ? [{ column, holds }] : [];
  });
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++)
    if (conditions.every(({ column, holds }) => holds(column.raw(row), () => column.cellAt(row).text)))
      rows.push(row);
  return sortRows(table, rows, order);
}

/** Rows in the order of the first key, equals in that of the next; nothing comes last either way. Equal rows keep their places. */
function sortRows(table: Table, rows: number[], order: readonly SortKey[]): number[] {
  const keys = order.flatMap(({ key, descending }) => {
    const column = table.columns.find((one) => one.key === key);
    return column ? [{ descending, cells: new Map(rows.map((row) => [row, column.raw(row)])) }] : [];
  });
  if (keys.length === 0) return rows;
  return rows.sort((a, b) => {
    for (const { cells, descending } of keys) {
      const [left, right] = [cells.get(a)!, cells.get(b)!];
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1;
        continue;
      }
      const sign = compareCells(left, right);
      if (sign !== 0) return descending ? -sign : sign;
    }
    return a - b;
  });
}

const names = new Intl.Collator('en', { numeric: true });

/** Numbers before texts; web2 before web10. */
function compareCells(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return names.compare(a, b);
  return typeof a === 'number' ? -1 : 1;
}

/** Whether a cell is let through: by its value, and its text where that is looked at. */
type Condition = (cell: Cell, text: () => string) => boolean;

const letters: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, '': 1, '%': 1 };

/**
 * What somebody typed above a column: words that the text contains (any case), or numbers behind `>`, `>=`, `<`, `<=`, `=` and
 * `!=`, such as `>90` or `>1.5k <2M`; all of them have to hold. Null when nothing was typed.
 */
export function readFilter(typed: string): Condition | null {
  const conditions = Array.from(typed.matchAll(/\s*(>=|<=|!=|>|<|=)?\s*(\S+)/g), (match) =>
    readCondition(match[1] ?? '', match[2]),
  );
  if (conditions.length === 0) return null;
  return (cell, text) => conditions.every((holds) => holds(cell, text));
}

function readCondition(sign: string, word: string): Condition {
  const lower = word.toLowerCase();
  // A comparison that has nothing to compare with yet is still being typed.
  if (/^[<>=!]+$/.test(word)) return () => true;
  if (sign === '') return (_, text) => text().toLowerCase().includes(lower);
  const number = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([kMGT%]?)$/i.exec(word);
  const value = number ? Number(number[1]) * (letters[number[2]] ?? 1) : Number.NaN;
  const same: Condition = (cell, text) =>
    (typeof cell === 'number' && cell === value) || text().toLowerCase() === lower;
  if (sign === '=') return same;
  if (sign === '!=') return (cell, text) => !same(cell, text);
  if (Number.isNaN(value)) return () => true;
  return (cell) => {
    if (typeof cell !== 'number') return false;
    if (sign === '>') return cell > value;
    if (sign === '>=') return cell >= value;
    return sign === '<' ? cell < value : cell <= value;
  };
}

/** The next order after a click on a column: up, down, and as before; with `add` beside the keys that there are. */
export function nextOrder(
  order: readonly SortKey[],
  { key, kind }: Pick<TableColumn, 'key' | 'kind'>,
  add: boolean,
): SortKey[] {
  const before = order.find((one) => one.key === key);
  // Of numbers the greatest are looked for first, of names the beginning of the alphabet.
  const first = kind === 'number' || kind === 'time' || kind === 'line';
  const next: SortKey | null = !before
    ? { key, descending: first }
    : before.descending === first
      ? { key, descending: !first }
      : null;
  if (!add) return next ? [next] : [];
  return before ? order.flatMap((one) => (one.key !== key ? [one] : next ? [next] : [])) : [...order, next!];
}

export interface FooterLine {
  readonly label: string;
  /** A text a column; the first that has none of its own holds the label. */
  readonly texts: readonly string[];
}

/** What the numbers of each column amount to, a line for each calculation. */
export function footerLines(
  { columns }: Table,
  rows: readonly number[],
  calcs: readonly string[],
): FooterLine[] {
  return calcs.map((calc) => {
    const label = calculationOf(calc)?.label ?? calc;
    const texts = columns.map(({ kind, raw, write }) => {
      if (kind !== 'number') return '';
      const values = Float64Array.from(rows, (row) => (raw(row) as number | null) ?? Number.NaN);
      return write(calculate(calc, values), calc) ?? '';
    });
    const free = columns.findIndex(({ kind }) => kind !== 'number');
    return { label, texts: texts.map((text, i) => (i === free ? label : text)) };
  });
}

/** The rows for other programs: times in UTC (ISO 8601), numbers in full, nothing as an empty field. RFC 4180 line ends. */
export function tableCsv({ columns }: Table, rows: readonly number[]): string {
  const shown = columns.filter(({ kind }) => kind !== 'line');
  const lines = [
    shown.map(({ title }) => title),
    ...rows.map((row) => shown.map(({ kind, raw }) => csvCell(raw(row), kind === 'time'))),
  ];
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function csvCell(cell: Cell, isTime: boolean): string {
  if (cell === null) return '';
  if (!isTime || typeof cell === 'string') return String(cell);
  return new Date(cell * 1000).toISOString().replace('.000Z', 'Z');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
