// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
/** Dashboards of our format, for laws that hold for all of them. */
import fc from 'fast-check';
import type { z } from 'zod';
import { type Dashboard, dashboard } from '../../../schema/dashboard.ts';
import { cleanCopy } from '../json.ts';
import { arbitraryOf } from './arbitraryOf.ts';

/** What somebody may have kept of a Grafana that nobody here has seen, without the one name that is never kept. */
const kept = fc
  .dictionary(
    fc.constantFrom('custom', 'id', 'foo', 'unit', 'options', 'targets'),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 2 },
  )
  .map((value) => cleanCopy(value));

/** Texts with a meaning, which are drawn as often as any others. */
const words: Readonly<Record<string, readonly string[]>> = {
  kind: [
    'reduce',
    'join',
    'calculate',
    'filter-series',
    'filter-rows',
    'sort',
    'rename',
    'organise',
    'group',
    'limit',
    'to-table',
    'merge',
    'foo',
  ],
  calc: ['last', 'mean', 'max', 'p95', 'allZero'],
  calcs: ['last', 'mean', 'min', 'max'],
  scale: ['viridis', 'blues', 'green-yellow-red', 'oranges'],
  unit: ['bytes', 'percent', 's', 'suffix:x'],
  from: ['-1h', 'now', '-5min', 'today', '1795336200', 'noon yesterday'],
  until: ['now', '-1h', 'tomorrow'],
  refresh: ['live', 'off', '30s'],
  timeFrom: ['6h', '1d/d', '1w/w'],
  url: ['/d/hosts?var-host=${host}', '/d/x', 'https://example.org/?a=b#c', ''],
  color: ['red', '#112233', 'palette-3', 'ok'],
};

function of<Schema extends z.ZodType>(schema: Schema): fc.Arbitrary<z.infer<Schema>> {
  return arbitraryOf(schema, { words, members: { grafana: kept } }) as fc.Arbitrary<z.infer<Schema>>;
}

export const anyDashboard: fc.Arbitrary<Dashboard> = of(dashboard).map((drawn) =>
  dashboard.parse(JSON.parse(JSON.stringify(drawn))),
);
