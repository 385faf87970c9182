/** Finds dashboards by words. */
import type { DashboardRecord } from './source.ts';

export interface SearchedDashboard {
  readonly record: DashboardRecord;
  readonly folderTitle: string | null;
  /** Lower case. */
  readonly words: string;
}

/**
 * How well a dashboard fits, or null when one of the words is nowhere in it. A word counts most at the beginning of the title,
 * then within it, in a tag, in description or folder, and least in the titles of panels and in targets.
 */
export function rankOf({ record, folderTitle, words }: SearchedDashboard, text: string): number | null {
  const title = record.title.toLowerCase();
  const tags = record.tags.join('\n').toLowerCase();
  const about = `${record.description}\n${folderTitle ?? ''}\n${record.uid}`.toLowerCase();
  let rank = 0;
  for (const word of wordsIn(text)) {
    if (title.startsWith(word)) rank += 5;
    else if (title.includes(word)) rank += 4;
    else if (tags.includes(word)) rank += 3;
    else if (about.includes(word)) rank += 2;
    else if (words.includes(word)) rank += 1;
    else return null;
  }
  return rank;
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
