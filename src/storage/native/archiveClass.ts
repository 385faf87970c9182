import type { Archive } from '../../model/retention.ts';

/**
 * Series with the same list of archives share partitions on disk: their *class* is that list, written
 * `10:8640,60:43200` (step:points, finest first), and a *level* is an index into it.
 */

/** A window of about so many slots makes blocks large enough to compress and small enough to rewrite. */
const USUAL_WINDOW_SLOTS = 8192;

/** The text of a class. */
export function classKey(archives: readonly Archive[]): string {
  return archives.map(({ step, points }) => `${step}:${points}`).join(',');
}

const parsed = new Map<string, readonly Archive[]>();

/** The archives of a class's text. */
export function classArchives(key: string): readonly Archive[] {
  let archives = parsed.get(key);
  if (archives === undefined) {
    archives = key.split(',').map((text) => {
      const [step, points] = text.split(':').map(Number);
      if (!(step! > 0) || !(points! > 0)) throw new Error(`"${key}" is not a list of archives`);
      return { step: step!, points: points! };
    });
    parsed.set(key, archives);
  }
  return archives;
}

/** Slots of this level that make one of the next coarser level. */
export function ratioAbove(archives: readonly Archive[], level: number): number {
  return archives[level + 1].step / archives[level].step;
}

/**
 * Slots of a window of a level. Windows of a level that has a coarser one are a multiple of the ratio, so that no slot of
 * the coarser level lies in two windows.
 */
export function windowSlots(archives: readonly Archive[], level: number): number {
  if (level === archives.length - 1) return USUAL_WINDOW_SLOTS;
  const ratio = ratioAbove(archives, level);
  return ratio * Math.max(1, Math.floor(USUAL_WINDOW_SLOTS / ratio));
}

/** The first slot of the window that a slot lies in. */
export function windowOf(slot: number, slots: number): number {
  return slot - (slot % slots);
}

/**
 * The level that a point of this age (seconds) is written to, as Whisper chooses: the finest archive that reaches back
 * so far. -1 when none does.
 */
export function levelForAge(archives: readonly Archive[], age: number): number {
  return archives.findIndex(({ step, points }) => step * points >= age);
}
