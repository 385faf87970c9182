import type { Table } from '../../../src/view/chart/table.ts';

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Times (UTC, ISO 8601) down, series across; a gap is an empty field. RFC 4180 line ends. */
export function toCsv(table: Pick<Table, 'times' | 'values'>, names: readonly string[]): string {
  const lines = [['time', ...names.map(quoted)].join(',')];
  for (let i = 0; i < table.times.length; i++) {
    const row = table.values.map((values) => (!Number.isNaN(values[i]) ? String(values[i]) : ''));
    if (row.some((field) => field !== ''))
      lines.push([new Date(table.times[i] * 1000).toISOString().replace('.000Z', 'Z'), ...row].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Hands text to the browser as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
