import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../api/client.ts';
import { dashboardsApi } from '../api/dashboards.ts';
import { useSession } from '../api/session.ts';
import { listCommands } from '../app/commands.ts';
import { routes } from '../app/routes.ts';
import { chooseTheme } from '../theme/theme.ts';
import { useThemeChoice } from '../theme/useTheme.ts';
import { arrangeEntries } from './arrange.ts';
import { branchesOf } from './branches.ts';
import {
  actionEntries,
  askEntry,
  branchEntries,
  dashboardEntries,
  hostEntries,
  metricEntries,
  placeEntries,
  themeEntries,
} from './entries.ts';
import type { PaletteEntry } from './paletteEntry.ts';
import { readRecent } from './recent.ts';

/** The server is asked when somebody pauses, not with every letter. */
const pauseMilliseconds = 120;
const dashboardsAsked = '8';
const metricsAsked = 40;

/** What the palette shows for a text; `loading` while the server has not said its part for the whole of it. */
export function usePaletteEntries(text: string): { entries: PaletteEntry[]; loading: boolean } {
  const session = useSession().data;
  const theme = useThemeChoice();
  // As it was when the palette opened: what the page can do does not change below it.
  const [atOpening] = useState(() => ({
    recent: readRecent(session?.user?.name ?? ''),
    commands: listCommands(),
  }));
  const words = text.trim();
  const asked = useSettled(words);
  const signedIn = Boolean(session?.user);

  const dashboards = useQuery({
    queryKey: ['dashboards', 'palette', asked, signedIn],
    queryFn: ({ signal }) =>
      dashboardsApi.list(
        {
          text: asked || undefined,
          limit: dashboardsAsked,
          ...(asked || !signedIn ? {} : { sort: 'recent' }),
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const hosts = useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => api.hosts(signal),
    staleTime: 30_000,
  });
  const metrics = useQuery({
    queryKey: ['search', asked, metricsAsked, {}],
    queryFn: ({ signal }) => api.search(asked, metricsAsked, {}, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    enabled: asked.length > 1,
  });

  const known = useMemo(
    () => [
      ...atOpening.recent,
      ...hostEntries(hosts.data?.hosts ?? []),
      ...actionEntries(atOpening.commands),
      ...placeEntries(routes, session),
      ...themeEntries(theme, chooseTheme),
    ],
    [atOpening, hosts.data, session, theme],
  );
  const names = asked.length > 1 ? metrics.data?.names : undefined;
  const found = useMemo(
    () => [
      ...dashboardEntries(dashboards.data?.dashboards ?? []),
      ...(words ? branchEntries(branchesOf(names ?? [], words, 3)) : []),
      ...(words ? metricEntries((names ?? []).slice(0, 8)) : []),
      ...(words ? [askEntry(words)] : []),
    ],
    [dashboards.data, names, words],
  );
  const entries = useMemo(() => arrangeEntries({ text, known, found }), [text, known, found]);
  const behind =
    dashboards.isPlaceholderData || (asked.length > 1 && (metrics.isPending || metrics.isPlaceholderData));
  return { entries, loading: asked !== words || behind };
}

/** The text, a moment after it came to rest. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = setTimeout(() => setSettled(text), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return settled;
}
