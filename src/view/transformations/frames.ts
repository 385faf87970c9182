/** What several transformations do with frames. */
import type { Column, Field, FieldKind, Frame } from '../frame.ts';

export type NumberField = Extract<Field, { kind: 'time' | 'number' }>;
export type TextField = Extract<Field, { kind: 'text' }>;
/** The content of a cell; null is nothing. */
export type Cell = number | string | null;

/** The name of the time field of every series. */
export const timeName = 'Time';

/** A series as a frame of two fields; `times` are kept by grid so that series of one grid share them. */
export function seriesFrame(column: Column, refId: string, times: TimesOfGrids): Frame {
  return {
    name: column.name,
    refId,
    fields: [
      { name: timeName, kind: 'time', values: times.of(column) },
      { name: column.name, kind: 'number', values: column.values },
    ],
  };
}

/** Times of series, made once for each grid. */
export class TimesOfGrids {
  private readonly known = new Map<string, Float64Array>();
  private readonly steps = new WeakMap<Float64Array, number>();

  of({ start, step, values }: Column): Float64Array {
    const key = `${start} ${step} ${values.length}`;
    let times = this.known.get(key);
    if (!times) {
      times = Float64Array.from(values, (_, i) => start + i * step);
      this.known.set(key, times);
      this.steps.set(times, step);
    }
    return times;
  }

  /** The step of times that were made here. */
  stepOf(times: Float64Array): number | undefined {
    return this.steps.get(times);
  }
}

export function lengthOf(frame: Frame): number {
  return frame.fields[0]?.values.length ?? 0;
}

export function timeField(frame: Frame): NumberField | undefined {
  return frame.fields.find((field): field is NumberField => field.kind === 'time');
}

export function numberFields(frame: Frame): NumberField[] {
  return frame.fields.filter((field): field is NumberField => field.kind === 'number');
}

export function textField(name: string, values: readonly (string | null)[]): TextField {
  return { name, kind: 'text', values };
}

export function numberField(name: string, values: Float64Array): NumberField {
  return { name, kind: 'number', values };
}

/** A frame of one time and one number field: what a query answers for one series. */
export function isSeries(frame: Frame): boolean {
  return frame.fields.length === 2 && frame.fields[0].kind === 'time' && frame.fields[1].kind === 'number';
}

export function cellOf(field: Field, row: number): Cell {
  const value = field.values[row];
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}

/** Tells cells apart, numbers from texts that look like them included. */
export function cellKey(cell: Cell): string {
  return cell === null ? '-' : typeof cell === 'number' ? `n${cell}` : `t${cell}`;
}

/** The rows of a field that `rows` names, in that order; -1 is a row with nothing in it. */
export function pickField(field: Field, rows: readonly number[]): Field {
  if (field.kind === 'text')
    return { ...field, values: rows.map((row) => (row < 0 ? null : field.values[row])) };
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = rows[i] < 0 ? Number.NaN : field.values[rows[i]];
  return { ...field, values };
}

export function pickRows(frame: Frame, rows: readonly number[]): Frame {
  return { ...frame, fields: frame.fields.map((field) => pickField(field, rows)) };
}

/** A field of cells: numbers (or times) when all are, texts otherwise. */
export function fieldOfCells(name: string, cells: readonly Cell[], kind?: FieldKind): Field {
  const isText = kind === 'text' || cells.some((cell) => typeof cell === 'string');
  if (isText)
    return textField(
      name,
      cells.map((cell) => (cell === null ? null : String(cell))),
    );
  return {
    name,
    kind: kind ?? 'number',
    values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
  };
}

/** The names with a count behind those that came before: `cpu`, `cpu 2`. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((name) => {
    let count = counts.get(name) ?? 1;
    let free = count === 1 ? name : `${name} ${count}`;
    while (taken.has(free)) free = `${name} ${++count}`;
    counts.set(name, count);
    taken.add(free);
    return free;
  });
}

/** The query that all frames came from; empty when there are several. */
export function commonRefId(frames: readonly Frame[]): string {
  const [first, ...others] = frames;
  return first && others.every(({ refId }) => refId === first.refId) ? first.refId : '';
}
