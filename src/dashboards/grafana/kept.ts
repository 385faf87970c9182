/**
 * What makes import and export lossless: the difference between an original and what we would write in its place.
 * It is kept beside our own form, and given back when that is written. What was edited meanwhile wins: a difference
 * comes back only where we would still write what we would have written at first.
 *
 * In both directions: `grafana` members keep what Grafana said, `plumbago` members of exported files what we said.
 */
import { at, isObject, isSame, type JsonObject, type Path } from './json.ts';

/** At `path` stood `to` where we write `from`. Without `from` we write nothing there; without `to` nothing stood there. */
interface Changed {
  readonly path: Path;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Members that the original had besides, by their names, and under `$changed` those that it had differently. */
export type Kept = JsonObject;

/** Names of {@link Kept} with a meaning of their own. */
const CHANGED = '$changed';
const RESERVED: readonly string[] = [CHANGED, '$items', '$datasource', '$firstRow', '$top'];

/** What giveBack needs to make `original` of `written`; null when they are the same. */
export function keep(original: JsonObject, written: JsonObject): Kept | null {
  const changed: Changed[] = [];
  const kept = membersBesides(original, written, [], changed);
  if (changed.length > 0) kept[CHANGED] = inOrder(changed);
  return Object.keys(kept).length === 0 ? null : kept;
}

/** By their places: the order of members in a file says nothing, and must not make two kept ones differ. */
function inOrder(changed: readonly Changed[]): Changed[] {
  const keyed = changed.map((change) => ({ change, key: JSON.stringify(change.path) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ change }) => change);
}

function membersBesides(
  original: JsonObject,
  written: JsonObject,
  path: Path,
  changed: Changed[],
): JsonObject {
  const besides: JsonObject = {};
  for (const [name, value] of Object.entries(original)) {
    const place = [...path, name];
    const reserved = path.length === 0 && RESERVED.includes(name);
    if (!Object.hasOwn(written, name)) {
      if (reserved) changed.push({ path: place, to: value });
      else besides[name] = value;
    } else if (!reserved && isObject(value) && isObject(written[name])) {
      const inside = membersBesides(value, written[name], place, changed);
      if (Object.keys(inside).length > 0) besides[name] = inside;
    } else {
      changesWithin(value, written[name], place, changed);
    }
  }
  for (const name of Object.keys(written)) {
    if (!Object.hasOwn(original, name)) changed.push({ path: [...path, name], from: written[name] });
  }
  return besides;
}

/** Differences of two values that both exist, all as changes: lists have no names to keep members under. */
function changesWithin(original: unknown, written: unknown, path: Path, changed: Changed[]): void {
  if (isSame(original, written)) return;
  if (Array.isArray(original) && Array.isArray(written) && original.length === written.length) {
    original.forEach((item, i) => {
      changesWithin(item, written[i], [...path, i], changed);
    });
  } else if (isObject(original) && isObject(written)) {
    for (const [name, value] of Object.entries(original)) {
      if (Object.hasOwn(written, name)) changesWithin(value, written[name], [...path, name], changed);
      else changed.push({ path: [...path, name], to: value });
    }
    for (const name of Object.keys(written)) {
      if (!Object.hasOwn(original, name)) changed.push({ path: [...path, name], from: written[name] });
    }
  } else {
    changed.push({ path, from: written, to: original });
  }
}

/** `written` with what was kept put back in; neither is touched. */
export function giveBack(written: JsonObject, kept: Kept | null | undefined): JsonObject {
  const result = structuredClone(written);
  if (kept === null || kept === undefined) return result;
  for (const change of changesOf(kept)) apply(result, change);
  addMissing(result, kept, true);
  return result;
}

/** The changes of a kept member, whatever somebody may have made of it by hand. */
function changesOf(kept: Kept): Changed[] {
  const changed = kept[CHANGED];
  if (!Array.isArray(changed)) return [];
  return changed.filter(
    (change) =>
      isObject(change) &&
      Array.isArray(change['path']) &&
      change['path'].length > 0 &&
      change['path'].every(
        (key) => (typeof key === 'string' && key !== '__proto__') || Number.isInteger(key),
      ),
  );
}

function apply(result: JsonObject, change: Changed): void {
  const holder = at(result, change.path.slice(0, -1));
  const key = change.path.at(-1)!;
  if (Array.isArray(holder)) {
    const place = Number(key);
    if (place < holder.length && 'to' in change && isSame(holder[place], change.from)) {
      holder[place] = structuredClone(change.to);
    }
    return;
  }
  if (!isObject(holder)) return;
  const asWritten =
    'from' in change
      ? Object.hasOwn(holder, key) && isSame(holder[key], change.from)
      : !Object.hasOwn(holder, key);
  if (!asWritten) return;
  if ('to' in change) holder[key] = structuredClone(change.to);
  else delete holder[key];
}

function addMissing(target: JsonObject, besides: JsonObject, outermost: boolean): void {
  for (const [name, value] of Object.entries(besides)) {
    if (name === '__proto__' || (outermost && RESERVED.includes(name))) continue;
    const present = target[name];
    if (!Object.hasOwn(target, name)) target[name] = structuredClone(value);
    else if (isObject(present) && isObject(value)) addMissing(present, value, false);
  }
}
