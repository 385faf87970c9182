/** Places that were opened through the palette, the last first; kept in this browser, for each user apart. */
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './paletteEntry.ts';

/** The empty name is that of visitors without an account. */
const storageKey = (user: string) => `plumbago.palette.${user}`;
const mostKept = 12;

export function readRecent(user: string): PaletteEntry[] {
  try {
    return parseRecent(localStorage.getItem(storageKey(user)));
  } catch {
    return [];
  }
}

/** Actions are no places, and what one typed is not asked twice. */
export function rememberRecent(user: string, entry: PaletteEntry): void {
  if (entry.href === undefined || entry.value === 'ask') return;
  try {
    localStorage.setItem(storageKey(user), JSON.stringify(withRecent(readRecent(user), entry)));
  } catch {
    // Without storage nothing is recent.
  }
}

export function withRecent(before: readonly PaletteEntry[], entry: PaletteEntry): PaletteEntry[] {
  const { value, label, detail, href, group, kind = group } = entry;
  const kept: PaletteEntry = {
    ...{ group: 'Recent', kind, value, label },
    ...(detail === undefined ? {} : { detail }),
    ...(href === undefined ? {} : { href }),
  };
  return [kept, ...before.filter((one) => one.value !== value)].slice(0, mostKept);
}

/** What another version wrote, or somebody else, is left out. */
export function parseRecent(text: string | null): PaletteEntry[] {
  const read: unknown = text === null ? [] : JSON.parse(text);
  if (!Array.isArray(read)) return [];
  return read.flatMap((one: Partial<Record<keyof PaletteEntry, unknown>> | null) => {
    const { value, label, href, detail, kind } = one ?? {};
    if (typeof value !== 'string' || typeof label !== 'string') return [];
    // Only places of this app: an address of elsewhere could not have been written by it.
    if (typeof href !== 'string' || !/^\/(?!\/)/.test(href)) return [];
    return [
      {
        ...{ group: 'Recent' as const, value, label, href },
        ...(typeof detail === 'string' ? { detail } : {}),
        ...(paletteGroups.includes(kind as PaletteGroup) ? { kind: kind as PaletteGroup } : {}),
      },
    ];
  });
}
