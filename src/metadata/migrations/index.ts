import { accounts } from './0001-accounts.ts';
import { events } from './0002-events.ts';
import { annotations } from './0003-annotations.ts';
import { dashboards } from './0004-dashboards.ts';
import { dashboardFiles } from './0005-dashboard-files.ts';
import type { Migration } from './migration.ts';

/**
 * In order; the position (from 1) is the schema version. Append only: a migration that has been released
 * never changes, because somebody's database already went through it.
 */
export const MIGRATIONS: readonly Migration[] = [accounts, events, annotations, dashboards, dashboardFiles];
