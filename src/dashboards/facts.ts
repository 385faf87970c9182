/** What lists and searches know of a dashboard, made of its content. */
import type { Dashboard } from '../schema/dashboard.ts';
import type { DashboardRecord } from './source.ts';

export type DashboardFacts = Pick<DashboardRecord, 'title' | 'description' | 'tags' | 'panels'>;

export function factsOf({ title, description = '', tags = [], rows }: Dashboard): DashboardFacts {
  return { title, description, tags, panels: rows.reduce((sum, { panels }) => sum + panels.length, 0) };
}

/** Longer texts are found by their beginning: a search must not read megabytes of one dashboard. */
const MOST_WORDS = 100_000;

/** Lower case: titles of rows and panels, and the targets, each on a line of its own. */
export function wordsOf({ rows }: Dashboard): string {
  const lines = new Set<string>();
  for (const { title: heading, panels } of rows) {
    if (heading !== undefined) lines.add(heading);
    for (const { title, targets = [] } of panels) {
      if (title !== undefined) lines.add(title);
      for (const { target } of targets) lines.add(target);
    }
  }
  return [...lines].join('\n').slice(0, MOST_WORDS).toLowerCase();
}
