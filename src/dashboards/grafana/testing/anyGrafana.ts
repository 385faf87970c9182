// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
/**
 * Dashboards as Grafana 9 and newer write them: schemaVersion 39, with pieces of all kinds, some of which nobody here
 * understands. For laws that hold for all of them.
 */
import fc from 'fast-check';
import type { JsonObject } from '../json.ts';

type Any = fc.Arbitrary<unknown>;
type Draw = fc.Arbitrary<JsonObject>;

const maybe = (members: Record<string, Any>, required: string[] = []): Draw =>
  fc.record<JsonObject>(members, { requiredKeys: required });
const one = (...values: unknown[]): Any => fc.constantFrom(...values);
const few = (item: Any): Any => fc.array(item, { maxLength: 3 });

const word = fc.constantFrom('', 'a', 'CPU', 'web01.cpu', 'x y', '/x.*/', '$host', '${host}');
const number: Any = fc.oneof(fc.integer({ min: -200, max: 200 }), one(0.5, 80, 1e9));
/** What newer versions add, or plugins. */
const unknown = { foo: one(true, 'x', { a: 1 }, [1, 'b']), axisBorderShow: fc.boolean() };

const datasource: Any = one(
  { type: 'graphite', uid: 'abc' },
  { type: 'graphite', uid: 'abc' },
  { type: 'graphite', uid: 'other' },
  { type: 'prometheus', uid: 'prom' },
  { type: 'datasource', uid: '-- Mixed --' },
  '${DS_GRAPHITE}',
  null,
);

const color = maybe({
  mode: one(
    'palette-classic',
    'palette-classic-by-name',
    'fixed',
    'shades',
    'thresholds',
    'continuous-GrYlRd',
    'continuous-foo',
  ),
  fixedColor: one('red', 'semi-dark-blue', '#123456', 'rgba(1, 2, 3, 0.4)'),
  seriesBy: one('last', 'min', 'max'),
});
const thresholds = fc.record({
  mode: one('absolute', 'percentage'),
  steps: fc.array(
    maybe({ color: one('green', 'red', 'transparent'), value: fc.oneof(one(null), number), state: word }, [
      'color',
    ]),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
});
const result = maybe({
  text: word,
  color: one('red', 'green'),
  icon: word,
  index: fc.integer({ min: 0, max: 3 }),
});
const mapping: Any = fc.oneof(
  fc.record({
    type: one('value'),
    options: fc.dictionary(one('0', '1', 'up', '1.5') as fc.Arbitrary<string>, result, {
      minKeys: 1,
      maxKeys: 2,
    }),
  }),
  fc.record({
    type: one('range'),
    options: maybe({ from: number, to: fc.oneof(number, one(null)), result }, ['result']),
  }),
  fc.record({ type: one('regex'), options: fc.record({ pattern: word, result }) }),
  fc.record({
    type: one('special'),
    options: fc.record({ match: one('null', 'nan', 'null+nan', 'true', 'false', 'empty'), result }),
  }),
  fc.record({ type: one('unheard-of'), options: result }),
);
const link = maybe({
  title: word,
  url: one(
    '/d/hosts?var-host=${host}',
    '/d/x?${__url_time_range}',
    '/d/x?a=b&${__all_variables}&c=d',
    'https://example.org/#x',
    '',
  ),
  targetBlank: fc.boolean(),
  oneClick: fc.boolean(),
});

const customMembers: Record<string, Any> = {
  axisSoftMin: number,
  axisPlacement: one('auto', 'left', 'right', 'hidden', 'top'),
  axisLabel: word,
  axisCenteredZero: fc.boolean(),
  barAlignment: one(-1, 0, 1),
  drawStyle: one('line', 'bars', 'points'),
  lineInterpolation: one('linear', 'smooth', 'stepBefore', 'stepAfter'),
  lineWidth: one(0, 1, 2, 30),
  lineStyle: one(
    { fill: 'solid' },
    { fill: 'dash' },
    { fill: 'dash', dash: [5, 3] },
    { fill: 'dot', dash: [0, 10] },
  ),
  fillOpacity: one(0, 10, 80, 100),
  gradientMode: one('none', 'opacity', 'hue', 'scheme'),
  fillBelowTo: word,
  showPoints: one('auto', 'always', 'never'),
  pointSize: one(1, 5, 200),
  spanNulls: one(true, false, 3_600_000),
  stacking: maybe({ group: one('A', 'B'), mode: one('none', 'normal', 'percent') }),
  transform: one('negative-Y', 'constant'),
  scaleDistribution: one(
    { type: 'linear' },
    { type: 'log', log: 2 },
    { type: 'symlog', log: 10, linearThreshold: 3 },
  ),
  thresholdsStyle: fc.record({
    mode: one('off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series', 'new'),
  }),
  hideFrom: maybe({ legend: fc.boolean(), tooltip: fc.boolean(), viz: fc.boolean() }),
  align: one('auto', 'left', 'center'),
  cellOptions: one(
    { type: 'auto' },
    { type: 'gauge', mode: 'basic' },
    { type: 'gauge', mode: 'lcd' },
    { type: 'color-text' },
    { type: 'image' },
  ),
  filterable: fc.boolean(),
  width: one(100, 5),
  ...unknown,
};
const fieldMembers: Record<string, Any> = {
  displayName: word,
  unit: one('bytes', 'short', 'percent', ''),
  decimals: one(0, 2, null),
  min: number,
  max: fc.oneof(number, one(null)),
  noValue: word,
  color,
  thresholds,
  mappings: few(mapping),
  links: few(link),
  ...unknown,
};
const field = maybe({ ...fieldMembers, custom: maybe(customMembers) });

const matcher = fc.oneof(
  fc.record({ id: one('byName'), options: word }),
  fc.record({ id: one('byRegexp'), options: one('/x.*/', 'plain', '/y/i', '') }),
  fc.record({ id: one('byFrameRefID'), options: one('A', 'B', 'Query 1') }),
  fc.record({ id: one('byType'), options: one('number', 'string', 'time', 'enum') }),
  fc.record({
    id: one('byNames'),
    options: maybe({
      mode: one('include', 'exclude'),
      names: few(word),
      prefix: word,
      readOnly: fc.boolean(),
    }),
  }),
  fc.record({
    id: one('byValue'),
    options: maybe({
      reducer: one('max', 'lastNotNull', 'allIsZero', 'allIsNull'),
      op: one('gt', 'gte', 'lt', 'eq', 'neq'),
      value: number,
    }),
  }),
  fc.record({ id: one('numeric', 'byThing') }),
);
const property = fc.oneof(
  ...Object.entries(fieldMembers).map(([id, value]) =>
    fc.record({ id: one(id), value: fc.oneof(value, one(null)) }),
  ),
  ...Object.entries(customMembers).map(([id, value]) => fc.record({ id: one(`custom.${id}`), value })),
);
const override = maybe(
  {
    matcher,
    properties: fc.uniqueArray(property, { maxLength: 4, selector: ({ id }) => id }),
    __systemRef: one('hideSeriesFrom'),
  },
  ['matcher', 'properties'],
);

const target = fc.oneof(
  maybe(
    {
      refId: one('A', 'B', 'C', 'AA', 'Query 1'),
      target: one('a.b.c', 'alias(x.*, "y")', '#A', ''),
      hide: fc.boolean(),
      datasource,
      textEditor: fc.boolean(),
      targetFull: word,
    },
    ['refId', 'target'],
  ),
  maybe(
    {
      refId: one('P'),
      expr: one('up'),
      datasource: one({ type: 'prometheus', uid: 'prom' }),
      legendFormat: word,
    },
    ['refId', 'expr', 'datasource'],
  ),
);

const calcs = one(['lastNotNull'], ['mean'], ['last'], ['max'], [], ['min', 'max']);
const legend = maybe({
  displayMode: one('list', 'table'),
  placement: one('bottom', 'right'),
  showLegend: fc.boolean(),
  calcs,
  sortBy: one('Last *', 'Max', 'Name', 'Something'),
  sortDesc: fc.boolean(),
  width: one(20, 300),
  values: few(one('percent', 'value')),
});
const tooltip = maybe({
  mode: one('single', 'multi', 'none', 'hidden'),
  sort: one('none', 'asc', 'desc'),
  hideZeros: fc.boolean(),
  maxHeight: number,
});
const reduceOptions = maybe({ calcs, fields: word, values: fc.boolean(), limit: one(10, 25) });
const options = maybe({
  legend,
  tooltip,
  reduceOptions,
  orientation: one('auto', 'horizontal', 'vertical'),
  textMode: one('auto', 'value', 'value_and_name', 'name', 'none'),
  colorMode: one('none', 'value', 'background', 'background_solid'),
  graphMode: one('none', 'area', 'line'),
  justifyMode: one('auto', 'center'),
  displayMode: one('basic', 'gradient', 'lcd'),
  showUnfilled: fc.boolean(),
  showThresholdMarkers: fc.boolean(),
  showThresholdLabels: fc.boolean(),
  pieType: one('pie', 'donut'),
  displayLabels: few(one('name', 'value', 'percent')),
  stacking: one('none', 'normal', 'percent'),
  showValue: one('auto', 'always', 'never'),
  xField: word,
  bucketSize: one(0, 5),
  bucketCount: one(30, 10),
  calculate: fc.boolean(),
  calculation: one(
    { yBuckets: { mode: 'count', value: '20' } },
    {
      xBuckets: { mode: 'size', value: '1h' },
      yBuckets: { mode: 'size', value: '5', scale: { type: 'log', log: 2 } },
    },
  ),
  color: maybe({
    scheme: one('Oranges', 'Viridis', 'Cividis', 'OrRd'),
    mode: one('scheme', 'opacity'),
    reverse: fc.boolean(),
    min: number,
    steps: one(64, 5),
  }),
  mergeValues: fc.boolean(),
  rowHeight: one(0.9, 0.8, 0.5, 7),
  perPage: one(20, 5),
  mode: one('markdown', 'html', 'code'),
  content: one('', '# Title', '${A}'),
  showHeader: fc.boolean(),
  sortBy: few(maybe({ displayName: word, desc: fc.boolean() })),
  cellHeight: one('sm', 'md', 'lg'),
  footer: maybe({ show: fc.boolean(), reducer: one(['sum'], ['mean', 'max']), countRows: fc.boolean() }),
  maxItems: one(10, 20),
  showStarred: fc.boolean(),
  tags: few(word),
  limit: one(10, 5),
  timezone: one([], ['utc'], ['Europe/Berlin', 'utc']),
  ...unknown,
});

const transformation = fc.oneof(
  maybe(
    {
      id: one('reduce'),
      disabled: fc.boolean(),
      options: maybe({
        reducers: one(['mean'], ['max', 'lastNotNull'], []),
        mode: one('seriesToRows', 'reduceFields'),
        includeTimeField: fc.boolean(),
      }),
    },
    ['id'],
  ),
  maybe(
    {
      id: one('joinByField', 'seriesToColumns'),
      options: maybe({ byField: word, mode: one('outer', 'inner', 'outerTabular') }),
    },
    ['id'],
  ),
  maybe(
    {
      id: one('calculateField'),
      options: maybe({
        mode: one('binary', 'reduceRow', 'unary', 'index', 'windowFunctions'),
        alias: word,
        replaceFields: fc.boolean(),
        binary: maybe({
          left: fc.oneof(word, one({ matcher: { id: 'byName', options: 'A' } })),
          operator: one('+', '/', '>='),
          right: one('2', { fixed: '3' }),
        }),
        reduce: maybe({ reducer: one('sum', 'lastNotNull'), include: few(word) }),
        unary: maybe({ operator: one('abs', 'ln', 'new'), fieldName: word }),
      }),
    },
    ['id', 'options'],
  ),
  maybe(
    {
      id: one('filterFieldsByName'),
      options: maybe({
        include: maybe({ names: few(word), pattern: one('/x/', 'y') }),
        exclude: maybe({ pattern: one('/z/') }),
      }),
    },
    ['id', 'options'],
  ),
  maybe(
    {
      id: one('filterByValue'),
      options: maybe({
        type: one('include', 'exclude'),
        match: one('any', 'all'),
        filters: few(
          maybe({
            fieldName: word,
            config: maybe({
              id: one('greater', 'equal', 'isNull', 'between', 'substring'),
              options: maybe({ value: fc.oneof(number, word), from: number, to: number }),
            }),
          }),
        ),
      }),
    },
    ['id', 'options'],
  ),
  maybe(
    {
      id: one('sortBy'),
      options: maybe({ sort: few(maybe({ field: word, desc: fc.boolean() })), fields: one({}) }),
    },
    ['id', 'options'],
  ),
  maybe(
    {
      id: one('organize'),
      options: maybe({
        excludeByName: fc.dictionary(word, fc.boolean(), { maxKeys: 2 }),
        indexByName: fc.dictionary(word, fc.integer({ min: 0, max: 3 }), { maxKeys: 2 }),
        renameByName: fc.dictionary(word, word, { maxKeys: 2 }),
      }),
    },
    ['id', 'options'],
  ),
  maybe(
    {
      id: one('groupBy'),
      options: fc.record({
        fields: fc.dictionary(
          word,
          maybe({ operation: one('groupby', 'aggregate', null), aggregations: calcs }),
          { maxKeys: 2 },
        ),
      }),
    },
    ['id', 'options'],
  ),
  maybe({ id: one('limit'), options: maybe({ limitField: one(10, 3, '$n') }) }, ['id', 'options']),
  maybe(
    {
      id: one(
        'renameByRegex',
        'merge',
        'concatenate',
        'seriesToRows',
        'labelsToFields',
        'regression',
        'extractFields',
      ),
      options: one(
        {},
        { regex: '/a(.*)/', renamePattern: '$1' },
        { mode: 'rows' },
        { frameNameMode: 'drop' },
      ),
      filter: one({ id: 'byRefId', options: 'A' }),
    },
    ['id'],
  ),
);

const gridPos = fc.record({
  x: one(0, 6, 12),
  y: fc.integer({ min: 0, max: 3 }),
  w: one(6, 12),
  h: fc.integer({ min: 1, max: 10 }),
});
const panel = maybe(
  {
    type: one(
      'timeseries',
      'stat',
      'gauge',
      'bargauge',
      'barchart',
      'piechart',
      'histogram',
      'heatmap',
      'table',
      'state-timeline',
      'status-history',
      'text',
      'dashlist',
      'annolist',
      'alertlist',
      'logs',
      'my-plugin',
    ),
    title: word,
    description: word,
    transparent: fc.boolean(),
    gridPos,
    datasource,
    targets: few(target),
    fieldConfig: fc.record({ defaults: field, overrides: few(override) }),
    options,
    transformations: few(transformation),
    links: few(link),
    repeat: one('host', ''),
    repeatDirection: one('h', 'v'),
    maxPerRow: one(2, 4, 99),
    maxDataPoints: one(100, 0, null),
    interval: one('10s', '>1m', '$interval', ''),
    timeFrom: one('6h', 'now/d', 'now-2h', null),
    timeShift: one('7d', null),
    hideTimeOverride: fc.boolean(),
    cacheTimeout: one(null, '60'),
    pluginVersion: one('10.4.1', '12.0.0'),
    libraryPanel: one({ uid: 'lib', name: 'Lib' }),
    ...unknown,
  },
  ['type', 'gridPos'],
);
const row = maybe({ title: word, repeat: one('host'), datasource, ...unknown });

const current: Any = one(
  {},
  { text: 'a', value: 'a' },
  { selected: true, text: ['All'], value: ['$__all'] },
  { text: 'All', value: '$__all' },
  { text: ['a', 'b'], value: ['a', 'b'] },
);
const query: Any = fc.oneof(
  word,
  one(
    'expand(a.*)',
    { query: 'a.*', queryType: 'Default', refId: 'V' },
    { target: 'a.b', queryType: 'Metric Name' },
    { query: 'scale(a.b, 2)', queryType: 'Value' },
  ),
);
const variable = maybe(
  {
    type: one('query', 'custom', 'textbox', 'constant', 'interval', 'datasource', 'adhoc'),
    name: one('host', 'env', 'x-y', 'interval'),
    label: word,
    description: word,
    hide: one(0, 1, 2, 3),
    query,
    definition: word,
    datasource,
    regex: one('', '/a(.*)/', 'plain', '/(?<text>x)/i'),
    sort: one(0, 1, 4, 8),
    refresh: one(0, 1, 2),
    multi: fc.boolean(),
    includeAll: fc.boolean(),
    allValue: one(null, '*', ''),
    current,
    options: few(one({ text: 'a', value: 'a', selected: false })),
    auto: fc.boolean(),
    auto_count: one(30, 10),
    auto_min: one('10s', '1m'),
    skipUrlSync: fc.boolean(),
    ...unknown,
  },
  ['type', 'name'],
);
const annotation: Any = fc.oneof(
  one({
    builtIn: 1,
    datasource: { type: 'grafana', uid: '-- Grafana --' },
    enable: true,
    hide: true,
    iconColor: 'rgba(0, 211, 255, 1)',
    name: 'Annotations & Alerts',
    target: { limit: 100, matchAny: false, tags: [], type: 'dashboard' },
    type: 'dashboard',
  }),
  maybe(
    {
      name: word,
      datasource,
      enable: fc.boolean(),
      hide: fc.boolean(),
      iconColor: one('red', '#ff0000'),
      filter: maybe({ ids: few(one(1, 2)), exclude: fc.boolean() }),
      target: one(
        { fromAnnotations: true, queryType: 'tags', tags: ['deploy', 'web'] },
        { fromAnnotations: true, target: 'a.b', textEditor: true },
        { limit: 100, matchAny: true, tags: ['x'], type: 'tags' },
        'a.b.c',
        { expr: 'ALERTS' },
      ),
      tags: one('deploy web', ''),
      ...unknown,
    },
    ['name'],
  ),
);
const barLink = maybe({
  title: word,
  type: one('link', 'dashboards'),
  url: one('/d/x', ''),
  tags: few(word),
  asDropdown: fc.boolean(),
  includeVars: fc.boolean(),
  keepTime: fc.boolean(),
  targetBlank: fc.boolean(),
  icon: one('external link', 'doc'),
  tooltip: word,
});

/** Rows below each other as Grafana puts them, panels inside where they fall, numbered. */
function placed(
  sections: readonly { heading: JsonObject | null; collapsed: boolean; panels: JsonObject[] }[],
): JsonObject[] {
  const panels: JsonObject[] = [];
  let id = 1;
  let top = 0;
  sections.forEach(({ heading, collapsed, panels: inside }, i) => {
    const isHeaded = heading !== null || i > 0;
    const edge = top + (isHeaded ? 1 : 0);
    const lift =
      collapsed && isHeaded ? Math.min(0, ...inside.map(({ gridPos }) => (gridPos as { y: number }).y)) : 0;
    const numbered = inside.map((item) => {
      const place = item['gridPos'] as { y: number; h: number };
      return { ...item, id: id++, gridPos: { ...place, y: place.y + edge - lift } };
    });
    const isClosed = collapsed && isHeaded;
    if (isHeaded) {
      panels.push({
        ...heading,
        type: 'row',
        id: id++,
        collapsed: isClosed,
        gridPos: { x: 0, y: top, w: 24, h: 1 },
        panels: isClosed ? numbered : [],
      });
    }
    if (!isClosed) panels.push(...numbered);
    top =
      edge +
      (isClosed
        ? 0
        : Math.max(
            0,
            ...inside.map(({ gridPos }) => {
              const { y, h } = gridPos as { y: number; h: number };
              return y + h;
            }),
          ));
  });
  return panels;
}

const section = fc
  .record({ heading: fc.option(row), collapsed: fc.boolean(), panels: fc.array(panel, { maxLength: 3 }) })
  // The highest panel of a closed row stands at its edge.
  .map((drawn) =>
    drawn.collapsed
      ? {
          ...drawn,
          panels: drawn.panels.map((item) => ({
            ...item,
            gridPos: { ...(item['gridPos'] as JsonObject), y: 0 },
          })),
        }
      : drawn,
  );

export const anyGrafana: Draw = maybe(
  {
    uid: one('abc-1', 'a b', null),
    title: one('Title', ' padded ', 'x'),
    description: word,
    tags: few(one('a', ' b ', '')),
    time: one(
      { from: 'now-1h', to: 'now' },
      { from: 'now-6h', to: 'now' },
      { from: 'now/d', to: 'now/d' },
      { from: 'now/M', to: 'now' },
      { from: '2026-11-22T08:30:00.000Z', to: '2026-11-22T09:30:00.000Z' },
    ),
    refresh: one('', '30s', false),
    timezone: one('', 'browser', 'utc', 'Europe/Berlin'),
    weekStart: one('', 'monday', 'tuesday'),
    graphTooltip: one(0, 1, 2),
    editable: fc.boolean(),
    fiscalYearStartMonth: one(0, 3),
    liveNow: fc.boolean(),
    version: one(1, 7),
    iteration: one(1_601_232_545_595),
    timepicker: one({}, { refresh_intervals: ['1m'], hidden: true }),
    links: few(barLink),
    templating: fc.record({ list: few(variable) }),
    annotations: fc.record({ list: few(annotation) }),
    panels: fc.array(section, { maxLength: 3 }).map(placed),
    ...unknown,
  },
  ['title', 'panels'],
).map((drawn) => ({ ...drawn, schemaVersion: 39 }));
