/** Lists as tables: what the browser's lists of hosts, dashboards and annotations show, on paper. */
import type { Host } from '../../schema/api.ts';
import type { FieldConfig, FieldOverride } from '../../schema/dashboard.ts';
import type { Annotation, DashboardSummary } from '../../schema/dashboards.ts';
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { formatDate } from '../dateText.ts';
import type { Field, Frame } from '../frame.ts';
import { hostMatcher } from '../hosts/hostGlob.ts';
import { arrangeHosts } from '../hosts/hostList.ts';
import { formatDuration } from '../units/units.ts';
import { sayInstead } from './parts/sayInstead.ts';
import type { DrawScene } from './sceneInput.ts';
import { drawTable } from './table.ts';

type HostOptions = PanelOptions<'host-list'>;
type HostColumn = NonNullable<HostOptions['columns']>[number];

const USUAL_HOSTS = 100;
/** Pixels of a moment such as `23 Nov 2026 14:05`. */
const TIME_WIDTH = 130;
const USUAL_COLUMNS: readonly HostColumn[] = ['cpu', 'memory', 'disk', 'load', 'network', 'uptime'];

/** How full something is: colour speaks only when it is time to look. */
const METER: FieldConfig = {
  unit: 'percent',
  decimals: 0,
  min: 0,
  max: 100,
  cell: { kind: 'bar' },
  color: { mode: 'thresholds' },
  thresholds: {
    steps: [
      { value: null, color: 'ok' },
      { value: 85, color: 'warn' },
      { value: 95, color: 'crit' },
    ],
  },
};

/** The columns of each choice, with what they are called, how they are written, and their value. */
const HOST_COLUMNS: Readonly<
  Record<HostColumn, readonly [name: string, set: FieldConfig, value: (host: Host) => number | null][]>
> = {
  cpu: [['CPU', METER, ({ cpuPercent }) => cpuPercent]],
  memory: [['Memory', METER, ({ memoryPercent }) => memoryPercent]],
  disk: [['Fullest disk', METER, ({ diskPercent }) => diskPercent]],
  load: [['Load', { unit: 'short', decimals: 2 }, ({ load1 }) => load1]],
  network: [
    ['Received', { unit: 'binBps' }, ({ rxBytes }) => rxBytes],
    ['Sent', { unit: 'binBps' }, ({ txBytes }) => txBytes],
  ],
  uptime: [['Up', { unit: 's' }, ({ uptimeSeconds }) => uptimeSeconds]],
};

/** The hosts of a list, in its order. `filter` is the option's glob with variables put in. */
export function hostFrame(hosts: readonly Host[], options: HostOptions, filter: string): Frame {
  const matches = hostMatcher(filter);
  const { sortBy = 'name', limit = USUAL_HOSTS, columns = USUAL_COLUMNS } = options;
  const found = hosts.filter(({ name }) => matches(name));
  const shown = arrangeHosts(found, '', sortBy).slice(0, limit);
  return {
    name: 'hosts',
    refId: '',
    fields: [
      texts('Host', shown, ({ name }) => name),
      ...columns.flatMap((column) =>
        HOST_COLUMNS[column].map(
          ([name, , value]): Field => ({
            name,
            kind: 'number',
            values: Float64Array.from(shown, (host) => value(host) ?? Number.NaN),
          }),
        ),
      ),
    ],
  };
}

export function dashboardFrame(dashboards: readonly DashboardSummary[]): Frame {
  return {
    name: 'dashboards',
    refId: '',
    fields: [
      texts('Dashboard', dashboards, ({ title }) => title),
      texts('Folder', dashboards, ({ folderTitle }) => folderTitle),
      texts('Tags', dashboards, ({ tags }) => tags.join(', ')),
    ],
  };
}

/** The newest first. */
export function annotationFrame(annotations: readonly Annotation[], zone: string): Frame {
  const shown = annotations.toSorted((a, b) => b.time - a.time);
  return {
    name: 'annotations',
    refId: '',
    fields: [
      texts('Time', shown, ({ time }) => formatDate(time, 'D MMM YYYY HH:mm', zone)),
      texts('Annotation', shown, ({ title, text }) => title || text),
      texts('For', shown, ({ time, timeEnd }) => (timeEnd === null ? '' : formatDuration(timeEnd - time))),
      texts('Tags', shown, ({ tags }) => tags.join(', ')),
    ],
  };
}

function texts<Item>(name: string, items: readonly Item[], text: (item: Item) => string | null): Field {
  return { name, kind: 'text', values: items.map(text) };
}

/** `overridesFor` is asked with the width of the table, in pixels. */
function drawList(
  empty: string,
  overridesFor: (width: number) => readonly FieldOverride[],
): DrawScene<unknown> {
  return ({ data, context }) => {
    const rows = data.frames?.[0]?.fields[0]?.values.length ?? 0;
    if (rows === 0) return sayInstead(context, empty);
    return drawTable({ data, options: {}, field: {}, overrides: overridesFor(context.width), context });
  };
}

/** Narrower tables of hosts have short meters, and the narrowest leave out what is looked at least. */
const ROOMY = 760;
const NARROW = 560;
const SHORT_METER = 84;
/** Narrower lists of other things have their names, and the time of annotations, alone. */
const NARROW_LIST = 480;

function hidden(...names: readonly string[]): FieldOverride[] {
  return [{ match: { by: 'names', names: [...names] }, set: { cell: { hidden: true } } }];
}

function hostOverrides(width: number): FieldOverride[] {
  const meter = width < ROOMY ? { ...METER, cell: { kind: 'bar' as const, width: SHORT_METER } } : METER;
  const looks = Object.values(HOST_COLUMNS)
    .flat()
    .map(
      ([name, set]): FieldOverride => ({
        match: { by: 'name', name },
        set: set === METER ? meter : set,
      }),
    );
  return width < NARROW ? [...looks, ...hidden('Received', 'Sent')] : looks;
}

/** Lists draw the frame that the functions above make. */
export const drawHostList = drawList('No host is like that', hostOverrides);
export const drawDashboardList = drawList('No dashboard is like that', (width) =>
  width < NARROW_LIST ? hidden('Folder', 'Tags') : [],
);
export const drawAnnotationList = drawList('No annotation in this range', (width) => [
  { match: { by: 'name', name: 'Time' }, set: { cell: { width: TIME_WIDTH } } },
  ...(width < NARROW_LIST ? hidden('For', 'Tags') : []),
]);
