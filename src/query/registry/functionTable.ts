import { bug } from '../bug.ts';
import type { GraphiteFunction } from './defineFunction.ts';

/** Functions by every name they go by, sorted by name. */
export type FunctionTable = ReadonlyMap<string, GraphiteFunction>;

/** Two functions of one name are a mistake that stops the program at its start. */
export function functionTable(functions: readonly GraphiteFunction[]): FunctionTable {
  const table = new Map<string, GraphiteFunction>();
  for (const definition of functions) {
    for (const name of [definition.name, ...definition.aliases]) {
      if (table.has(name)) bug(`two functions are called ${name}`);
      table.set(name, definition);
    }
  }
  return new Map([...table].sort(([a], [b]) => (a < b ? -1 : 1)));
}
