import type { Route } from '../route.ts';
import { annotations } from './api/annotations.ts';
import { backup } from './api/backup.ts';
import { dashboardPictures } from './api/dashboardPictures.ts';
import { dashboards } from './api/dashboards.ts';
import { dashboardsCheck } from './api/dashboardsCheck.ts';
import { dashboardsInstant } from './api/dashboardsInstant.ts';
import { dashboardsStar } from './api/dashboardsStar.ts';
import { dashboardsTransfer } from './api/dashboardsTransfer.ts';
import { dashboardsUsing } from './api/dashboardsUsing.ts';
import { dashboardsVersions } from './api/dashboardsVersions.ts';
import { folders } from './api/folders.ts';
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
import { openApiDescription } from './api/openApi.ts';
import { password } from './api/password.ts';
import { playlists } from './api/playlists.ts';
import { prometheus } from './api/prometheus.ts';
import { queriesClients } from './api/queriesClients.ts';
import { queriesRunning } from './api/queriesRunning.ts';
import { queriesSlow } from './api/queriesSlow.ts';
import { query } from './api/query.ts';
import { session } from './api/session.ts';
import { snapshots } from './api/snapshots.ts';
import { status } from './api/status.ts';
import { targetsParse } from './api/targetsParse.ts';
import { tokens } from './api/tokens.ts';
import { variablesValues } from './api/variablesValues.ts';
import { events } from './graphite/events.ts';
import { functions } from './graphite/functions.ts';
import { health } from './graphite/health.ts';
import { metricsExpand } from './graphite/metricsExpand.ts';
import { metricsFind } from './graphite/metricsFind.ts';
import { metricsIndex } from './graphite/metricsIndex.ts';
import { metricsSearch as graphiteSearch } from './graphite/metricsSearch.ts';
import { render } from './graphite/render.ts';
import { tagsComplete } from './graphite/tagsComplete.ts';
import { tagsFindSeries } from './graphite/tagsFindSeries.ts';
import { tagsList } from './graphite/tagsList.ts';
import { tagsSeries } from './graphite/tagsSeries.ts';
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
  ...targetsParse,
  ...variablesValues,
  ...annotations,
  ...dashboardsInstant,
  ...dashboardsUsing,
  ...dashboards,
  ...dashboardsCheck,
  ...dashboardsVersions,
  ...dashboardsStar,
  ...dashboardsTransfer,
  ...dashboardPictures,
  ...folders,
  ...snapshots,
  ...playlists,
  ...queriesRunning,
  ...queriesSlow,
  ...queriesClients,
  ...status,
  ...prometheus,
  ...openApiDescription(() => ROUTES),
  ...render,
  ...metricsFind,
  ...metricsExpand,
  ...metricsIndex,
  ...graphiteSearch,
  ...tagsFindSeries,
  ...tagsComplete,
  ...tagsSeries,
  ...tagsList,
  ...events,
  ...functions,
  ...version,
  ...health,
];
