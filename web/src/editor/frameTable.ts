/** Frames as tables of texts: for eyes, and as CSV for other programs. */
import type { Field, Frame } from '../../../src/view/frame.ts';
import { digits } from '../../../src/view/units/units.ts';

export function rowCount(frame: Frame): number {
  return frame.fields[0]?.values.length ?? 0;
}

/** Rows in the order of the frame; of values over time the newest first, and only those that have some. */
export function shownRows(frame: Frame, newestFirst: boolean): number[] {
  const rows = Array.from({ length: rowCount(frame) }, (_, row) => row);
  if (!newestFirst || frame.fields[0]?.kind !== 'time' || frame.fields.length < 2) return rows;
  const values = frame.fields.slice(1);
  return rows
    .filter((row) =>
      values.some(({ values: cells }) => {
        const cell = cells[row];
        return cell !== null && cell !== undefined && !Number.isNaN(cell);
      }),
    )
    .reverse();
}

/** A cell as it is shown; nothing is a dash. */
export function cellText(field: Field, row: number, time: (seconds: number) => string): string {
  const value = field.values[row];
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (typeof value === 'string') return value;
  return field.kind === 'time' ? time(value) : digits(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Times in UTC (ISO 8601), numbers in full, nothing as an empty field. RFC 4180 line ends. */
export function frameToCsv(frame: Frame): string {
  const lines = [frame.fields.map(({ name }) => quoted(name)).join(',')];
  for (let row = 0; row < rowCount(frame); row++)
    lines.push(frame.fields.map((field) => quoted(csvCell(field, row))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function csvCell(field: Field, row: number): string {
  const value = field.values[row];
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'string') return value;
  return field.kind === 'time' ? new Date(value * 1000).toISOString().replace('.000Z', 'Z') : String(value);
}
