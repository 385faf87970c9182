/**
 * Two-way tables: which member of Grafana's JSON says what which member of ours says. One table reads and writes, so both
 * directions cannot drift apart.
 */
import type { z } from 'zod';
import { at, entryOf, isObject, isSame, type JsonObject, type Path, put, textOr } from './json.ts';

/** How a value is written in both; undefined means that the other side has no word for it. */
export interface Words {
  read(grafana: unknown): unknown;
  write(ours: unknown): unknown;
}

export interface Member extends Words {
  readonly ours: Path;
  readonly grafana: Path;
  /** What is meant where nothing is written, in our words; undefined when that is left to whoever draws it. */
  readonly absent: { readonly ours?: unknown; readonly grafana?: unknown };
}

/** `grafana` and `ours` are paths with dots. */
export function member(ours: string, grafana: string, words: Words, absent: Member['absent'] = {}): Member {
  return { ours: ours.split('.'), grafana: grafana.split('.'), ...words, absent };
}

/** The same words on both sides, as far as they fit what we allow. */
export function same(schema: z.ZodType): Words {
  return {
    read: (value) => (schema.safeParse(value).success ? value : undefined),
    write: (value) => value,
  };
}

/** Words of a fixed list: Grafana's, then ours. */
export function words(pairs: Readonly<Record<string, unknown>>): Words {
  return {
    read: (value) => (typeof value === 'string' && Object.hasOwn(pairs, value) ? pairs[value] : undefined),
    write: (value) => Object.entries(pairs).find(([, ours]) => ours === value)?.[0],
  };
}

/** The same word on both sides. */
export function sameWords(...list: readonly string[]): Words {
  return words(Object.fromEntries(list.map((word) => [word, word])));
}

export const flag: Words = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  write: (value) => value,
};

/** True on one side is false on the other. */
export const oppositeFlag: Words = {
  read: (value) => (typeof value === 'boolean' ? !value : undefined),
  write: (value) => !value,
};

/** What the table's members say, in our words; what is our default anyway is left out. */
export function readMembers(table: readonly Member[], grafana: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const { ours, grafana: place, read, absent } of table) {
    const written = at(grafana, place);
    const value = written === undefined ? absent.grafana : read(written);
    if (value !== undefined && !isSame(value, absent.ours)) put(result, ours, value);
  }
  return result;
}

/** The reverse of {@link readMembers}; what is Grafana's default anyway is left out. */
export function writeMembers(table: readonly Member[], ours: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const { ours: place, grafana, write, absent } of table) {
    const value = at(ours, place) ?? absent.ours;
    if (value === undefined || isSame(value, absent.grafana)) continue;
    const written = write(value);
    if (written !== undefined) put(result, grafana, written);
  }
  return result;
}

/** Names of ways to make one number of a series: Grafana's, then ours. All others are the same in both. */
const CALCULATIONS: readonly (readonly [string, string])[] = [
  ['lastNotNull', 'last'],
  ['firstNotNull', 'first'],
  ['allIsZero', 'allZero'],
  ['allIsNull', 'allNull'],
  ['logmin', 'minAboveZero'],
];
/** Names that only ever stood in old files. */
const OLD_CALCULATIONS: Readonly<Record<string, string>> = { avg: 'mean', current: 'last', total: 'sum' };

export function calculationOf(grafana: string): string {
  const today = CALCULATIONS.find(([theirs]) => theirs === grafana)?.[1];
  return entryOf(OLD_CALCULATIONS, grafana) ?? today ?? grafana;
}

export function calculationFor(ours: string): string {
  return CALCULATIONS.find(([, name]) => name === ours)?.[0] ?? ours;
}

/** As {@link calculationOf}, for a member that holds one name. */
export const calculation: Words = {
  read: (value) => (typeof value === 'string' && value.length <= 50 ? calculationOf(value) : undefined),
  write: (value) => calculationFor(textOr(value, '')),
};

/** A list of them. */
export const calculations: Words = {
  read: (value) =>
    Array.isArray(value) &&
    value.length <= 40 &&
    value.every((id) => typeof id === 'string' && id.length <= 50)
      ? value.map(calculationOf)
      : undefined,
  write: (value) => (Array.isArray(value) ? value.map((id) => calculationFor(String(id))) : undefined),
};

/** A list of one name, as Grafana writes where only one is meant. */
export const onlyCalculation: Words = {
  read: (value) => (Array.isArray(value) && value.length === 1 ? calculation.read(value[0]) : undefined),
  write: (value) => [calculation.write(value)],
};

/** Members below another one, in both: a table for what is inside of it. */
export function below(ours: string, grafana: string, table: readonly Member[]): Member[] {
  return table.map((inner) => ({
    ...inner,
    ours: [...ours.split('.'), ...inner.ours],
    grafana: [...grafana.split('.'), ...inner.grafana],
  }));
}

/** An object that is one word of ours, by functions that see the whole of it. */
export function whole(
  read: (grafana: JsonObject) => unknown,
  write: (ours: JsonObject) => JsonObject | undefined,
): Words {
  return {
    read: (value) => (isObject(value) ? read(value) : undefined),
    write: (value) => (isObject(value) ? write(value) : undefined),
  };
}
