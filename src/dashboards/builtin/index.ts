import type { Dashboard } from '../../schema/dashboard.ts';
import { carbon } from './carbon.ts';
import { host } from './host.ts';
import { hosts } from './hosts.ts';
import { plumbagoItself } from './plumbagoItself.ts';
import { statsd } from './statsd.ts';

/** The dashboards that come with the program; they can be copied, not changed. */
export const builtinDashboards: readonly (Dashboard & { readonly uid: string })[] = [
  hosts,
  host,
  plumbagoItself,
  statsd,
  carbon,
];
