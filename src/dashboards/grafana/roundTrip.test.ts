// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dashboard as dashboardSchema } from '../../schema/dashboard.ts';
import { exportGrafana, importDashboard } from './index.ts';
import { anyDashboard } from './testing/anyDashboard.ts';
import { anyGrafana } from './testing/anyGrafana.ts';
import { essence } from './testing/essence.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/grafana/${name}`, import.meta.url), 'utf8'));
/** As a file would bring it. */
const throughFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what Plumbago exports, Plumbago reads', () => {
  test('every dashboard comes back as it was', () => {
    fc.assert(
      fc.property(anyDashboard, (dashboard) => {
        const { dashboard: back } = importDashboard(throughFile(exportGrafana(dashboard)));
        expect(back).toEqual(dashboard);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what Grafana exported, Plumbago gives back', () => {
  test('generated dashboards', () => {
    fc.assert(
      fc.property(anyGrafana, (grafana) => {
        const { dashboard } = importDashboard(throughFile(grafana));
        expect(essence(exportGrafana(dashboard))).toEqual(essence(grafana));
      }),
      { numRuns: 200 },
    );
  });

  test('a dashboard of version 39', () => {
    const grafana = fixture('v39-python-statsd.json');
    expect(essence(exportGrafana(importDashboard(grafana).dashboard))).toEqual(essence(grafana));
  });

  test.each(['v6-kamon-system-metrics.json', 'v26-sexigraf-pfsense.json', 'v39-python-statsd.json'])(
    '%s: the export is version 39 or newer, and read again the same dashboard',
    (name) => {
      const { dashboard } = importDashboard(fixture(name));
      const exported = exportGrafana(dashboard) as { schemaVersion: number };
      expect(exported.schemaVersion).toBeGreaterThanOrEqual(39);
      expect(importDashboard(throughFile(exported)).dashboard).toEqual(dashboard);
    },
  );
});

test('whatever is imported is a dashboard, or an error with words', () => {
  fc.assert(
    fc.property(anyGrafana, (grafana) => {
      expect(dashboardSchema.safeParse(importDashboard(grafana).dashboard).success).toBe(true);
    }),
  );
});
