import type { Archive } from '../model/retention.ts';
import { archiveSeconds } from '../model/retention.ts';

const UNITS: readonly (readonly [word: string, seconds: number])[] = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
  ['weeks', 7 * 86_400],
  ['years', 365 * 86_400],
];

/** Whisper keeps steps, points and reach in 32 bits; so nobody can have asked for more. */
const MOST = 2 ** 32 - 1;

/**
 * Reads a `retentions` line such as `10s:6h,1m:7d` or `60:1440`, and returns its archives, finest first.
 * Before the colon stands the step, after it either a number of points or, with a unit, how far the archive
 * reaches back. A unit is any beginning of seconds, minutes, hours, days, weeks or years (so `m` is minutes).
 * The rules between archives are Whisper's.
 * @throws Error that says what is wrong and what to do, without the place
 */
export function parseRetentions(text: string): Archive[] {
  const archives = text.split(',').map(parseRetention);
  archives.sort((a, b) => a.step - b.step);
  for (let i = 1; i < archives.length; i++) checkNeighbours(archives[i - 1]!, archives[i]!);
  return archives;
}

/** Reads one archive, such as `60:1440`. */
export function parseRetention(text: string): Archive {
  const written = text.trim();
  const colon = written.indexOf(':');
  if (colon < 0)
    throw new Error(`"${written}" is not a retention; write step:reach, such as 10s:6h or 60:1440`);
  const stepText = written.slice(0, colon);
  const reachText = written.slice(colon + 1);
  const step = isDigits(stepText) ? Number(stepText) : parseDuration(stepText, written);
  if (step < 1 || step > MOST) throw new Error(`"${written}": the step must be at least one second`);
  const points = isDigits(reachText)
    ? Number(reachText)
    : Math.floor(parseDuration(reachText, written) / step);
  if (points < 1) throw new Error(`"${written}" keeps no point at all; it must reach back one step or more`);
  if (step * points > MOST) throw new Error(`"${written}" reaches back more than 136 years; keep less`);
  return { step, points };
}

/** As carbon would write it: `10:2160,60:10080`. */
export function formatRetentions(archives: readonly Archive[]): string {
  return archives.map(({ step, points }) => `${step}:${points}`).join(',');
}

function checkNeighbours(fine: Archive, coarse: Archive): void {
  const [a, b] = [formatRetentions([fine]), formatRetentions([coarse])];
  if (coarse.step === fine.step) {
    throw new Error(`${a} and ${b} have the same step; keep one of them`);
  }
  if (coarse.step % fine.step !== 0) {
    throw new Error(`${b} can't follow ${a}: its step must be a multiple of ${fine.step} seconds`);
  }
  if (archiveSeconds(coarse) <= archiveSeconds(fine)) {
    throw new Error(
      `${b} can't follow ${a}: it must reach back further than ${archiveSeconds(fine)} seconds`,
    );
  }
  const needed = coarse.step / fine.step;
  if (fine.points < needed) {
    throw new Error(
      `${b} can't follow ${a}: one of its points is made of ${needed}, and ${a} keeps ${fine.points}`,
    );
  }
}

/** Seconds of a number with a unit, such as `30d`; `whole` is named in the error. */
export function parseDuration(text: string, whole: string): number {
  const match = /^(\d+)([a-z]+)$/.exec(text);
  const unit = match && UNITS.find(([word]) => word.startsWith(match[2]!));
  if (!unit) {
    throw new Error(
      `"${whole}": "${text}" is no number or duration; write 60, 10s, 5min, 6h, 30d, 2w or 1y (years have 365 days)`,
    );
  }
  return Number(match![1]) * unit[1];
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
