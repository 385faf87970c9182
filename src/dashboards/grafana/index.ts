/**
 * Dashboards from Grafana and back. Nothing is lost: what our format has no word for is kept beside what it does have,
 * under `grafana`, and what Grafana has no word for is kept in exported files under `plumbago`.
 *
 * Exporting what was imported gives the file back, except for: nulls and what is empty or Grafana's default anyway;
 * `targetFull` and `refCount` of queries and the stored choices of variables, which Grafana works out anew; the dashboard's number `id`
 * and `iteration`; the order of the properties of an override; empty lines between rows; the places of panels in the
 * list when they are not under their row; constants of `__inputs`, which have been put in. A file of an older schemaVersion
 * comes back as one of 39, and a `graph`, `singlestat` or other panel that Grafana itself no longer draws as its successor.
 */

import type { Dashboard } from '../../schema/dashboard.ts';
import { complete } from './complete.ts';
import { ASKED_FOR_DATASOURCE } from './context.ts';
import { writeDashboard } from './dashboard.ts';

export { importDashboard } from './importDashboard.ts';
export { ImportError } from './importError.ts';

/** A classic dashboard of schemaVersion 39 that Grafana 10 and newer open; it asks for a Graphite data source on import. */
export function exportGrafana(dashboard: Dashboard): unknown {
  const datasource = dashboard.grafana?.['$datasource'] ?? ASKED_FOR_DATASOURCE;
  return complete(writeDashboard(dashboard), datasource);
}
