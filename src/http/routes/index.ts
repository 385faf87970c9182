import type { Route } from '../route.ts';
import { backup } from './api/backup.ts';
import { hosts } from './api/hosts.ts';
import { live } from './api/live.ts';
import { metricsChildren } from './api/metricsChildren.ts';
import { metricsDelete } from './api/metricsDelete.ts';
import { metricsDescribe } from './api/metricsDescribe.ts';
import { metricsMerge } from './api/metricsMerge.ts';
import { metricsRename } from './api/metricsRename.ts';
import { metricsRetention } from './api/metricsRetention.ts';
import { metricsSearch } from './api/metricsSearch.ts';
import { metricsUnused } from './api/metricsUnused.ts';
import { password } from './api/password.ts';
import { prometheus } from './api/prometheus.ts';
import { query } from './api/query.ts';
import { session } from './api/session.ts';
import { status } from './api/status.ts';
import { tokens } from './api/tokens.ts';
import { functions } from './graphite/functions.ts';
import { health } from './graphite/health.ts';
import { metricsExpand } from './graphite/metricsExpand.ts';
import { metricsFind } from './graphite/metricsFind.ts';
import { metricsIndex } from './graphite/metricsIndex.ts';
import { render } from './graphite/render.ts';
import { tagsFindSeries } from './graphite/tagsFindSeries.ts';
import { version } from './graphite/version.ts';

/** Every route of the server. */
export const ROUTES: readonly Route[] = [
  ...session,
  ...password,
  ...tokens,
  ...hosts,
  ...metricsChildren,
  ...metricsSearch,
  ...metricsDescribe,
  ...metricsUnused,
  ...metricsDelete,
  ...metricsRename,
  ...metricsMerge,
  ...metricsRetention,
  ...backup,
  ...query,
  ...live,
  ...status,
  ...prometheus,
  ...render,
  ...metricsFind,
  ...metricsExpand,
  ...metricsIndex,
  ...tagsFindSeries,
  ...functions,
  ...version,
  ...health,
];
