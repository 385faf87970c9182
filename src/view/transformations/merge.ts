import type { Frame } from '../frame.ts';
import { type Cell, cellKey, cellOf, commonRefId, fieldOfCells, lengthOf } from './frames.ts';
import { defineTransformation } from './transformation.ts';

/**
 * All tables as one: columns of the same name become one column. Rows that agree in every column that all tables share
 * become one row as long as they do not contradict each other.
 */
export const merge = defineTransformation({
  kind: 'merge',
  label: 'Merge',
  summary: 'Makes one table of all, with rows that mean the same as one row.',
  options: [],
  apply(frames) {
    const tables = frames.filter(({ fields }) => fields.length > 0);
    if (tables.length < 2) return frames;
    const names = [...new Set(tables.flatMap(({ fields }) => fields.map(({ name }) => name)))];
    const shared = names.filter((name) =>
      tables.every(({ fields }) => fields.some((field) => field.name === name)),
    );
    const rows: Map<string, Cell>[] = [];
    const byKey = new Map<string, Map<string, Cell>[]>();
    for (const table of tables)
      for (let row = 0; row < lengthOf(table); row++) {
        const cells = new Map(table.fields.map((field) => [field.name, cellOf(field, row)]));
        const key = shared.map((name) => cellKey(cells.get(name) ?? null)).join('\u0000');
        const alike = byKey.get(key) ?? [];
        const same = shared.length === 0 ? undefined : alike.find((known) => agree(known, cells));
        if (same) {
          for (const [name, cell] of cells) if (cell !== null) same.set(name, cell);
        } else {
          rows.push(cells);
          byKey.set(key, [...alike, cells]);
        }
      }
    return [
      {
        name: '',
        refId: commonRefId(tables),
        fields: names.map((name) => {
          const kinds = new Set(tables.flatMap(kindsOf(name)));
          const kind = kinds.size === 1 ? [...kinds][0] : 'text';
          return fieldOfCells(
            name,
            rows.map((cells) => cells.get(name) ?? null),
            kind,
          );
        }),
      },
    ];
  },
});

const kindsOf = (name: string) => (table: Frame) =>
  table.fields.filter((field) => field.name === name).map(({ kind }) => kind);

/** No column has a value in both rows that differs. */
function agree(a: ReadonlyMap<string, Cell>, b: ReadonlyMap<string, Cell>): boolean {
  for (const [name, cell] of b) {
    const known = a.get(name);
    if (known !== undefined && known !== null && cell !== null && known !== cell) return false;
  }
  return true;
}
