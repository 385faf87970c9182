/** What a dashboard says of itself: title, time, and how it behaves. */
import { type Dashboard, dashboard } from '../../schema/dashboard.ts';
import { bareFrame } from './bare.ts';
import type { ReadContext } from './context.ts';
import { at, type JsonObject, textOr } from './json.ts';
import { type Member, member, readMembers, same, sameWords, type Words, writeMembers } from './members.ts';
import { grafanaMoment, graphiteMoment } from './moments.ts';
import type { Unit } from './unit.ts';

/** A dashboard without what stands in lists. */
export type Frame = Omit<Dashboard, 'rows'>;

/** The version of Grafana's JSON that is written: of Grafana 10.4. Newer ones bring it up to date themselves. */
const WRITTEN_SCHEMA_VERSION = 39;

const shape = dashboard.shape;

/** Grafana's range where nothing is said. */
const GRAFANA_RANGE = { from: '-6h', until: 'now' };
const OUR_RANGE = { from: '-1h', until: 'now' };

const range: Words = {
  read: (value) => {
    const from = graphiteMoment(at(value, ['from']), 'from') ?? '-6h';
    const until = graphiteMoment(at(value, ['to']), 'until') ?? 'now';
    return { from, until };
  },
  write: (value) => ({
    from: grafanaMoment(textOr(at(value, ['from']), ''), 'from') ?? 'now-6h',
    to: grafanaMoment(textOr(at(value, ['until']), ''), 'until') ?? 'now',
  }),
};

/** Without blanks around it, which ours cannot have. */
const title: Words = {
  read: (value) => shape.title.safeParse(value).data,
  write: (value) => value,
};
const tags: Words = {
  read: (value) => {
    const list = Array.isArray(value)
      ? value.filter((tag) => typeof tag === 'string' && tag.trim() !== '')
      : [];
    return list.length === 0 ? undefined : shape.tags.safeParse(list).data;
  },
  write: (value) => value,
};

const crosshairs = ['off', 'line', 'tooltip'];
const crosshair: Words = {
  read: (value) => crosshairs[Number(value)],
  write: (value) => crosshairs.indexOf(String(value)),
};

const members: readonly Member[] = [
  member('uid', 'uid', same(shape.uid)),
  member('title', 'title', title),
  member('description', 'description', same(shape.description)),
  member('tags', 'tags', tags),
  member('time', 'time', range, { ours: OUR_RANGE, grafana: GRAFANA_RANGE }),
  member(
    'refresh',
    'refresh',
    {
      read: (value) => (typeof value === 'string' && value.length <= 20 ? value : undefined),
      // Grafana asks again at intervals, or not at all.
      write: (value) => (value === 'live' ? undefined : value),
    },
    { ours: 'live', grafana: 'off' },
  ),
  member('timeZone', 'timezone', same(shape.timeZone), { ours: 'browser', grafana: 'browser' }),
  member('weekStart', 'weekStart', sameWords('monday', 'sunday', 'saturday')),
  member('crosshair', 'graphTooltip', crosshair, { ours: 'line', grafana: 'off' }),
];

const UNTITLED = 'Untitled dashboard';

export const frameUnit: Unit<Frame> = {
  read: (grafana, context) => {
    tellOfTime(grafana, context);
    const read = readMembers(members, grafana);
    if (read['title'] === undefined) {
      context.remarks.add(
        'changed',
        '',
        `It has no title, or a very long one, and is called "${UNTITLED}" here.`,
      );
      read['title'] = UNTITLED;
    }
    return { format: 'plumbago-dashboard', formatVersion: 1, ...read } as Frame;
  },
  write: (frame) => ({
    ...writeMembers(members, frame as JsonObject),
    schemaVersion: WRITTEN_SCHEMA_VERSION,
  }),
  bare: bareFrame,
  isValid: (frame) => dashboard.safeParse({ ...(frame as object), rows: [] }).success,
};

function tellOfTime({ time }: JsonObject, { remarks }: ReadContext): void {
  for (const [name, side] of [['from', 'from'] as const, ['to', 'until'] as const]) {
    const said = at(time, [name]);
    if (said === undefined || graphiteMoment(said, side) !== null) continue;
    const otherwise = side === 'from' ? '-6h' : 'now';
    remarks.add('changed', '', `Its time ${name} "${String(said)}" has no word here and is ${otherwise}.`);
  }
}
