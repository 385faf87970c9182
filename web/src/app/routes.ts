import type { ComponentType } from 'react';
import { dashboardQuery } from '../api/dashboardQuery.ts';
import { queryClient } from './queryClient.ts';

/** A page, its address and, when it stands in the rail, its name there. */
export interface PageRoute {
  readonly path: string;
  readonly label?: string;
  /** The key that goes there. */
  readonly key?: string;
  matches(path: string): boolean;
  load(): Promise<{ default: ComponentType }>;
  /** Asks for what the page will want first, while its code is still on its way. */
  prefetch?(path: string): void;
}

export const routes: readonly PageRoute[] = [
  {
    path: '/',
    label: 'Hosts',
    key: '1',
    matches: (path) => path === '/',
    load: () => import('../pages/hosts/HostsPage.tsx'),
  },
  {
    path: '/hosts/:name',
    matches: (path) => path.startsWith('/hosts/'),
    load: () => import('../pages/host/HostPage.tsx'),
  },
  {
    path: '/dashboards',
    label: 'Dashboards',
    key: '2',
    matches: (path) => path === '/dashboards',
    load: () => import('../pages/dashboards/DashboardsPage.tsx'),
  },
  {
    path: '/import',
    matches: (path) => path === '/import',
    load: () => import('../pages/import/ImportPage.tsx'),
  },
  {
    path: '/playlists',
    matches: (path) => path === '/playlists',
    load: () => import('../pages/playlists/PlaylistsPage.tsx'),
  },
  {
    path: '/playlists/:uid/play',
    matches: (path) => path.startsWith('/playlists/'),
    load: () => import('../pages/playlists/PlayPage.tsx'),
  },
  {
    path: '/snapshots',
    matches: (path) => path === '/snapshots',
    load: () => import('../pages/snapshots/SnapshotsPage.tsx'),
  },
  {
    path: '/d/:uid',
    matches: (path) => path.startsWith('/d/'),
    load: () => import('../pages/dashboard/DashboardPage.tsx'),
    prefetch: (path) => {
      const uid = path.split('/')[2];
      if (uid && uid !== 'new') void queryClient.prefetchQuery(dashboardQuery(decodeURIComponent(uid)));
    },
  },
  {
    path: '/instant/:path',
    matches: (path) => path.startsWith('/instant/'),
    load: () => import('../pages/dashboard/InstantPage.tsx'),
  },
  {
    path: '/snapshots/:key',
    matches: (path) => path.startsWith('/snapshots/'),
    load: () => import('../pages/dashboard/SnapshotPage.tsx'),
  },
  {
    path: '/embed/:uid',
    matches: (path) => path.startsWith('/embed/'),
    load: () => import('../pages/dashboard/EmbedPage.tsx'),
  },
  {
    path: '/explore',
    label: 'Explore',
    key: '3',
    matches: (path) => path === '/explore',
    load: () => import('../pages/explore/ExplorePage.tsx'),
  },
  {
    path: '/settings',
    label: 'Settings',
    key: '4',
    matches: (path) => path === '/settings',
    load: () => import('../pages/settings/SettingsPage.tsx'),
  },
  {
    path: '/settings/queries',
    matches: (path) => path === '/settings/queries',
    load: () => import('../pages/queries/QueriesPage.tsx'),
  },
  {
    path: '/api-docs',
    matches: (path) => path === '/api-docs',
    load: () => import('../pages/api/ApiPage.tsx'),
  },
  {
    path: '/dev/gallery',
    matches: (path) => path === '/dev/gallery',
    load: () => import('../panels/gallery/GalleryPage.tsx'),
  },
];
