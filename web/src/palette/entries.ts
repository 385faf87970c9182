/** What the palette offers, made of what the app and the server know. */
import type { Host, Session } from '../../../src/schema/api.ts';
import type { DashboardSummary } from '../../../src/schema/dashboards.ts';
import { mayAs } from '../api/session.ts';
import type { Command } from '../app/commands.ts';
import type { PageRoute } from '../app/routes.ts';
import type { ThemeChoice } from '../theme/theme.ts';
import type { PaletteEntry } from './paletteEntry.ts';

const place = (label: string, href: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  ...{ group: 'Go to', value: `go ${href}`, label, href },
  ...more,
});

/** Pages, and what is made on them; only those that this visitor may use. */
export function placeEntries(routes: readonly PageRoute[], session: Session | undefined): PaletteEntry[] {
  const named = routes.flatMap(({ label, path, key }) =>
    label ? [place(label, path, key ? { keys: [key] } : {})] : [],
  );
  return [
    ...named,
    place('Playlists', '/playlists', { detail: 'wall screens' }),
    ...(mayAs(session, 'editor')
      ? [
          place('New dashboard', '/d/new'),
          place('Import dashboards', '/import', { detail: 'JSON of Grafana or Plumbago' }),
          place('Snapshots', '/snapshots'),
          place('Trash', '/dashboards?trash=1', { detail: 'deleted dashboards' }),
        ]
      : []),
    ...(mayAs(session, 'admin')
      ? [place('Queries', '/settings/queries', { detail: 'what runs now, what was slow' })]
      : []),
    place('Description of the API', '/api-docs', { detail: 'OpenAPI' }),
    ...(session?.user ? [] : [place('Sign in', '/sign-in')]),
  ];
}

/** What the page at hand can do; pages stand in a group of their own. */
export function actionEntries(commands: readonly Command[]): PaletteEntry[] {
  return commands
    .filter(({ id, group, keysOnly }) => !keysOnly && group !== 'Pages' && id !== 'palette')
    .map(({ id, label, group, keys, perform }) => ({
      ...{ group: 'Actions' as const, value: `action ${id}`, label, keys, perform },
      ...(group === 'Everywhere' ? {} : { detail: group }),
    }));
}

const themes: readonly { readonly choice: ThemeChoice; readonly label: string }[] = [
  { choice: 'dark', label: 'Dark theme' },
  { choice: 'light', label: 'Light theme' },
  { choice: 'system', label: 'Theme of the system' },
];

export function themeEntries(now: ThemeChoice, choose: (choice: ThemeChoice) => void): PaletteEntry[] {
  return themes
    .filter(({ choice }) => choice !== now)
    .map(({ choice, label }) => ({
      ...{ group: 'Appearance', value: `theme ${choice}`, label },
      perform: () => choose(choice),
    }));
}

export function hostEntries(hosts: readonly Host[]): PaletteEntry[] {
  return hosts.map(({ name, local }) => ({
    ...{ group: 'Hosts', value: `host ${name}`, label: name, href: `/hosts/${encodeURIComponent(name)}` },
    ...(local ? { detail: 'this machine' } : {}),
  }));
}

export function dashboardEntries(dashboards: readonly DashboardSummary[]): PaletteEntry[] {
  return dashboards.map(({ uid, title, folderTitle }) => ({
    ...{ group: 'Dashboards', value: `dashboard ${uid}`, label: title, href: `/d/${uid}` },
    ...(folderTitle === null ? {} : { detail: folderTitle }),
  }));
}

export function branchEntries(branches: readonly string[]): PaletteEntry[] {
  return branches.map((path) => ({
    ...{ group: 'Branches', value: `branch ${path}`, label: path, detail: 'all below it as a dashboard' },
    href: `/instant/${encodeURIComponent(path)}`,
  }));
}

export const exploreAddress = (target: string) => `/explore?${new URLSearchParams({ target })}`;

export function metricEntries(names: readonly string[]): PaletteEntry[] {
  return names.map((name) => ({
    ...{ group: 'Metrics', value: `metric ${name}`, label: name, href: exploreAddress(name) },
  }));
}

/** For a target, or a pattern that no name contains as it is written. */
export function askEntry(text: string): PaletteEntry {
  return {
    ...{ group: 'Metrics', value: 'ask', label: text, detail: 'as a target in Explore' },
    href: exploreAddress(text),
  };
}
