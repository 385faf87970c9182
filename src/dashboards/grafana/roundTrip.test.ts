// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dashboard as dashboardSchema } from '../../schema/dashboard.ts';
import { exportGrafana, ImportError, importDashboard } from './index.ts';
import { anyDashboard } from './testing/anyDashboard.ts';
import { anyGrafana } from './testing/anyGrafana.ts';
import { essence } from './testing/essence.ts';
import { missing } from './testing/missing.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/grafana/${name}`, import.meta.url), 'utf8'));
/** As a file would bring it. */
const throughFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Making one of these small takes fast-check hours: its seed is told, and the rest is work by hand. */
const SOME = { numRuns: 100, endOnFailure: true };

describe('what Plumbago exports, Plumbago reads', () => {
  test('every dashboard comes back as it was', () => {
    fc.assert(
      fc.property(anyDashboard, (dashboard) => {
        const { dashboard: back } = importDashboard(throughFile(exportGrafana(dashboard)));
        expect(back).toEqual(dashboard);
      }),
      SOME,
    );
  });
});

describe('what Grafana exported, Plumbago gives back', () => {
  test('generated dashboards', () => {
    fc.assert(
      fc.property(anyGrafana, (grafana) => {
        const { dashboard } = importDashboard(throughFile(grafana));
        const exported = exportGrafana(dashboard);
        expect(essence(exported)).toEqual(essence(grafana));
        expect(missing(grafana, exported)).toEqual([]);
      }),
      SOME,
    );
  });

  test('a dashboard of version 39', () => {
    const grafana = fixture('v39-python-statsd.json');
    const exported = exportGrafana(importDashboard(grafana).dashboard);
    expect(essence(exported)).toEqual(essence(grafana));
    expect(missing(grafana, exported)).toEqual([]);
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

/** A file with something else in the place of one of its values. */
const broken = fc
  .tuple(
    anyGrafana,
    fc.nat(),
    fc.constantFrom<unknown>(null, 0, -1, 'x', '', true, [], {}, [[]], [null], { a: [] }, 1e300),
  )
  .map(([grafana, place, value]) => {
    const copy = structuredClone(grafana);
    const places: [object, string][] = [];
    const visit = (holder: object) => {
      for (const [name, inner] of Object.entries(holder)) {
        places.push([holder, name]);
        if (typeof inner === 'object' && inner !== null) visit(inner);
      }
    };
    visit(copy);
    const [holder, name] = places[place % places.length]!;
    Object.assign(holder, { [name]: value });
    return copy;
  });

test('whatever is imported is a dashboard, or an error with words', () => {
  fc.assert(
    fc.property(
      fc.oneof(broken, fc.jsonValue()),
      fc.constantFrom(undefined, 1, 10, 20, 39, 50),
      (file, schemaVersion) => {
        const said =
          typeof file === 'object' && file !== null && schemaVersion ? { ...file, schemaVersion } : file;
        try {
          const { dashboard } = importDashboard(throughFile(said));
          expect(dashboardSchema.safeParse(dashboard).success).toBe(true);
          expect(importDashboard(throughFile(exportGrafana(dashboard))).dashboard).toEqual(dashboard);
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
          expect(error.message).not.toMatch(/cannot be made/);
        }
      },
    ),
    SOME,
  );
});
