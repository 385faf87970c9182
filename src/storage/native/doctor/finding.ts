/** Something that is wrong with a data folder. */
export interface Finding {
  /** Relative to the engine's folder. */
  readonly file: string;
  /** What is wrong. */
  readonly problem: string;
  /** What that means: which points are lost, or why none are. */
  readonly meaning: string;
  /** What a repair does about it. */
  readonly repair: string;
}

/** Something that looks odd and is harmless: what is left of a crash, mostly. */
export interface Note {
  readonly file: string;
  readonly text: string;
}

/** The data folder cannot be checked or repaired by this program; the text says what to do. */
export class DoctorRefusal extends Error {
  override name = 'DoctorRefusal';
}

/** `2026-01-31 12:00:00 UTC` */
function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `between … and …`, of seconds since 1970; `to` is exclusive. */
export function timeRange(from: number, to: number): string {
  return `between ${utc(from)} and ${utc(to)}`;
}

const MOST_NAMES = 5;

/** A few of the names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

/** `1 chunk`, `2 chunks` */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
