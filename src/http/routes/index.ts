import type { Route } from '../route.ts';
import { hosts } from './api/hosts.ts';
import { live } from './api/live.ts';
import { metricsChildren } from './api/metricsChildren.ts';
import { metricsSearch } from './api/metricsSearch.ts';
import { password } from './api/password.ts';
import { query } from './api/query.ts';
import { session } from './api/session.ts';
import { status } from './api/status.ts';
import { tokens } from './api/tokens.ts';
import { functions } from './graphite/functions.ts';
import { health } from './graphite/health.ts';
import { metricsFind } from './graphite/metricsFind.ts';
import { render } from './graphite/render.ts';
import { version } from './graphite/version.ts';

/** Every route of the server. */
export const ROUTES: readonly Route[] = [
  ...session,
  ...password,
  ...tokens,
  ...hosts,
  ...metricsChildren,
  ...metricsSearch,
  ...query,
  ...live,
  ...status,
  ...render,
  ...metricsFind,
  ...functions,
  ...version,
  ...health,
];
