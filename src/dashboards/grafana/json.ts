/** Small tools for values that came out of JSON. Paths name a member by its keys from the outside in. */

import { ImportError } from './importError.ts';

export type JsonObject = Record<string, unknown>;
export type Path = readonly (string | number)[];

/** Deeper than this no dashboard goes; a file that does was made to break readers. */
const DEEPEST = 100;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself when it is an object, otherwise an empty one. */
export function objectOr(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of a list; nothing when it is no list. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** A finite number, also when it was written as text, as old Grafana did; undefined for all else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The greatest of numbers of which there may be very many; `least` when there are none. */
export function greatest(numbers: readonly number[], least = 0): number {
  return numbers.reduce((most, number) => Math.max(most, number), least);
}

/** The entry of a table for a word from a file, which may be `constructor` or anything else. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, word: unknown): Entry | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

/** The member at a path; undefined when something on the way is missing. */
export function at(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isObject(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
}

/** Writes a member into `target`, with the objects on the way to it. */
export function put(target: JsonObject, path: Path, value: unknown): void {
  let inside = target;
  for (const key of path.slice(0, -1)) {
    if (!isObject(inside[key])) inside[key] = {};
    inside = inside[key] as JsonObject;
  }
  inside[path.at(-1)!] = value;
}

/** Takes a member out of `target`, and the objects around it that are empty then. */
export function remove(target: JsonObject, path: Path): void {
  const [key, ...rest] = path;
  if (rest.length === 0) {
    delete target[key!];
    return;
  }
  const inside = target[key!];
  if (!isObject(inside)) return;
  remove(inside, rest);
  if (Object.keys(inside).length === 0) delete target[key!];
}

/** A copy without the named members. */
export function without(value: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** A copy without members that are undefined: what JSON would write. */
export function defined<Value extends object>(value: Value): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

/**
 * A copy of what a file says, safe to work on: no name that means something to JavaScript, no `$$hashKey`, which Angular
 * left in files.
 *
 * @throws ImportError for something deeper than a dashboard can be.
 */
export function cleanCopy(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) {
    throw new ImportError(
      `The file has objects inside of each other, more than ${DEEPEST} deep; no dashboard is like that.`,
    );
  }
  if (Array.isArray(value)) return value.map((item) => cleanCopy(item, depth + 1));
  if (!isObject(value)) return value === undefined ? null : value;
  const copy: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || key === '$$hashKey' || member === undefined) continue;
    copy[key] = cleanCopy(member, depth + 1);
  }
  return copy;
}
