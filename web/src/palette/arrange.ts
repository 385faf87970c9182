import { pickerOrder } from '../components/pickerOrder.ts';
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './paletteEntry.ts';

/** Lines of a group at most while something is typed: the next group should stay in sight. */
const mostTyped: Readonly<Record<PaletteGroup, number>> = {
  ...{ Recent: 4, Dashboards: 7, Hosts: 5, Actions: 6, 'Go to': 4, Appearance: 3, Branches: 3, Metrics: 9 },
};
const mostUntyped: Readonly<Record<PaletteGroup, number>> = {
  ...{ Recent: 6, Dashboards: 6, Hosts: 4, Actions: 30, 'Go to': 12, Appearance: 3, Branches: 0, Metrics: 0 },
};

interface PaletteSources {
  readonly text: string;
  /** Narrowed here by the words. */
  readonly known: readonly PaletteEntry[];
  /** Narrowed and ordered by the server already. */
  readonly found: readonly PaletteEntry[];
}

/**
 * The lines as they are shown: by groups, the best of each first, each thing once. What was opened lately stands above all; a group
 * with a line that begins with what was typed comes before groups that only have it somewhere.
 */
export function arrangeEntries({ text, known, found }: PaletteSources): PaletteEntry[] {
  const typed = text.trim().toLowerCase();
  const most = typed ? mostTyped : mostUntyped;
  const fitting = [...pickerOrder(known, text), ...found];
  const inGroup = (group: PaletteGroup) => fitting.filter((entry) => entry.group === group);
  const recent = inGroup('Recent').slice(0, most.Recent);
  const seen = new Set(recent.map(({ value }) => value));
  const lists = paletteGroups.map((group) =>
    group === 'Recent'
      ? recent
      : inGroup(group)
          .filter(({ value }) => !seen.has(value))
          .slice(0, most[group]),
  );
  return (typed ? bestFirst(lists, typed) : lists).flat();
}

/** Stable: only groups that begin with what was typed move up. */
function bestFirst(lists: readonly PaletteEntry[][], typed: string): PaletteEntry[][] {
  const rank = ([first]: readonly PaletteEntry[]) => {
    if (!first || first.group === 'Recent') return 0;
    return first.value !== 'ask' && first.label.toLowerCase().startsWith(typed) ? 1 : 2;
  };
  return lists.toSorted((a, b) => rank(a) - rank(b));
}
