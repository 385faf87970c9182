/** Lists as tables: what the browser's lists of hosts, dashboards and annotations show, on paper. */
import type { Host } from '../../schema/api.ts';
import type { FieldConfig, FieldOverride } from '../../schema/dashboard.ts';
import type { Annotation, DashboardSummary } from '../../schema/dashboards.ts';
import type { PanelOptions } from '../../schema/panelOptions.ts';
import type { Field, Frame } from '../frame.ts';
import { hostMatcher } from '../hosts/hostGlob.ts';
import { arrangeHosts } from '../hosts/hostList.ts';
import { formatMoment } from '../time/timeTicks.ts';
import { formatDuration } from '../units/units.ts';
import { sayInstead } from './parts/sayInstead.ts';
import type { DrawScene } from './sceneInput.ts';
import { drawTable } from './table.ts';

type HostOptions = PanelOptions<'host-list'>;
type HostColumn = NonNullable<HostOptions['columns']>[number];

const USUAL_HOSTS = 100;
const USUAL_COLUMNS: readonly HostColumn[] = ['cpu', 'memory', 'disk', 'load', 'network', 'uptime'];

/** How full something is: colour speaks only when it is time to look. */
const METER: FieldConfig = {
  unit: 'percent',
  decimals: 0,
  min: 0,
  max: 100,
  cell: { kind: 'bar', align: 'right' },
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
export function annotationFrame(annotations: readonly Annotation[], zone: string, now: number): Frame {
  const shown = annotations.toSorted((a, b) => b.time - a.time);
  return {
    name: 'annotations',
    refId: '',
    fields: [
      texts('Time', shown, ({ time }) => formatMoment(time, zone, now)),
      texts('Annotation', shown, ({ title, text }) => title || text),
      texts('For', shown, ({ time, timeEnd }) => (timeEnd === null ? '' : formatDuration(timeEnd - time))),
      texts('Tags', shown, ({ tags }) => tags.join(', ')),
    ],
  };
}

function texts<Item>(name: string, items: readonly Item[], text: (item: Item) => string | null): Field {
  return { name, kind: 'text', values: items.map(text) };
}

function drawList(empty: string, overrides: readonly FieldOverride[] = []): DrawScene<unknown> {
  return ({ data, context }) => {
    const rows = data.frames?.[0]?.fields[0]?.values.length ?? 0;
    if (rows === 0) return sayInstead(context, empty);
    return drawTable({ data, options: {}, field: {}, overrides, context });
  };
}

/** Lists draw the frame that the functions above make. */
export const drawHostList = drawList(
  'No host is like that',
  Object.values(HOST_COLUMNS)
    .flat()
    .map(([name, set]): FieldOverride => ({ match: { by: 'name', name }, set })),
);
export const drawDashboardList = drawList('No dashboard is like that');
export const drawAnnotationList = drawList('No annotation in this range');
