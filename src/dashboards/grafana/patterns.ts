/** Regular expressions: Grafana's stand between slashes, or mean the whole text; ours stand alone and mean a part of it. */
import type { Words } from './members.ts';

/** Our expression for Grafana's. One with flags stays between its slashes, which ours may do as well. */
export function patternOf(text: string): string {
  const match = /^\/(.*)\/([gimsuy]*)$/s.exec(text);
  if (match !== null) return match[2] === '' ? match[1]! : text;
  return /^\^.*\$$/s.test(text) || text === '' ? text : `^${text}$`;
}

export function writtenPattern(pattern: string): string {
  return /^\/.*\/[gimsuy]+$/s.test(pattern) ? pattern : `/${pattern}/`;
}

export const regex: Words = {
  read: (value) => (typeof value === 'string' && value.length <= 990 ? patternOf(value) : undefined),
  write: (value) => (typeof value === 'string' ? writtenPattern(value) : undefined),
};
