import type { DashboardSearch } from '../../api/dashboards.ts';
import type { OptionsOf } from '../panelType.ts';

/** A part of the list: what is asked for, and what stands there when nothing is found. */
export interface ListSection {
  readonly title: string;
  readonly search: Omit<DashboardSearch, 'tag'>;
  /** Of these a dashboard has all. */
  readonly tags: readonly string[];
  readonly empty: string;
}

const usualLimit = 30;

/** The parts that the options ask for, in the order in which they are shown. `put` puts variables into a text. */
export function listSections(
  options: OptionsOf<'dashboard-list'>,
  put: (text: string) => string,
): ListSection[] {
  const limit = String(options.limit ?? usualLimit);
  const sections: ListSection[] = [];
  if (options.starred)
    sections.push({
      title: 'Starred',
      search: { starred: '1', sort: 'title', limit },
      tags: [],
      empty: 'No dashboard is starred yet',
    });
  if (options.recent)
    sections.push({
      title: 'Lately looked at',
      search: { sort: 'recent', limit },
      tags: [],
      empty: 'No dashboard was looked at yet',
    });
  if (options.search !== false) {
    const text = put(options.text ?? '').trim();
    const tags = (options.tags ?? []).map((tag) => put(tag).trim()).filter(Boolean);
    sections.push({
      title: text || tags.length > 0 || options.folder ? 'Found' : 'All',
      search: {
        sort: 'title',
        limit,
        ...(text ? { text } : {}),
        ...(options.folder ? { folder: options.folder } : {}),
      },
      tags,
      empty: 'No dashboard is like that',
    });
  }
  return sections;
}

/** What a list is kept by; whatever changes a dashboard invalidates all that begin with `dashboards`. */
export function dashboardListKey(sections: readonly ListSection[]): readonly unknown[] {
  return ['dashboards', 'panel', sections.map(({ search, tags }) => ({ search, tags }))];
}
