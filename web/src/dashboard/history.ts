import type { Dashboard } from '../../../src/schema/dashboard.ts';
import type { Edit } from './edits.ts';

/** One state of the past or of what was undone, with the edit that led away from it. */
interface Step {
  readonly dashboard: Dashboard;
  readonly name: string;
}

/** A dashboard being edited, with the way back. */
export interface History {
  readonly present: Dashboard;
  /** Oldest first: the state before each edit. */
  readonly past: readonly Step[];
  /** What was undone, the next to be done again last. */
  readonly undone: readonly Step[];
  /** Key and time of the last edit, which the next of the same key is joined to. */
  readonly last: { readonly key: string; readonly at: number } | null;
}

/** Undone at most: more than anybody remembers. */
const longest = 200;
/** Edits of the same key within this time are one, such as the letters of a title. */
const joinMilliseconds = 1_500;

export function startHistory(dashboard: Dashboard): History {
  return { present: dashboard, past: [], undone: [], last: null };
}

/** Does an edit at a time in milliseconds. One that changes nothing leaves no trace. */
export function doEdit(history: History, edit: Edit, at: number): History {
  const present = edit.apply(history.present);
  if (present === history.present || sameDashboard(present, history.present)) return history;
  const joins =
    edit.key !== undefined && history.last?.key === edit.key && at - history.last.at < joinMilliseconds;
  return {
    present,
    past: joins
      ? history.past
      : [...history.past.slice(1 - longest), { dashboard: history.present, name: edit.name }],
    undone: [],
    last: edit.key === undefined ? null : { key: edit.key, at },
  };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    present: step.dashboard,
    past: history.past.slice(0, -1),
    undone: [...history.undone, { dashboard: history.present, name: step.name }],
    last: null,
  };
}

export function redo(history: History): History {
  const step = history.undone.at(-1);
  if (!step) return history;
  return {
    present: step.dashboard,
    past: [...history.past, { dashboard: history.present, name: step.name }],
    undone: history.undone.slice(0, -1),
    last: null,
  };
}

/** Equal in what is stored; the order of members does not matter, and neither do members that are undefined. */
export function sameDashboard(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a))
    return (
      a.length === (b as unknown[]).length && a.every((one, i) => sameDashboard(one, (b as unknown[])[i]))
    );
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
    sameDashboard(left[key], right[key]),
  );
}
