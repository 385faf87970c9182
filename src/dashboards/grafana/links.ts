// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's references to variables and inputs
/** Links of dashboards, panels and values. */
import { type DashboardLink, dashboardLink } from '../../schema/dashboard.ts';
import { bareDataLink, bareLink } from './bare.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { type JsonObject, objectsOf } from './json.ts';
import { flag, type Member, member, readMembers, same, type Words, writeMembers } from './members.ts';
import { readUnit, type Unit, writeUnit } from './unit.ts';

const common: readonly Member[] = [
  member('title', 'title', same(dashboardLink.shape.title)),
  member('url', 'url', same(dashboardLink.shape.url)),
  member('newTab', 'targetBlank', flag, { ours: false, grafana: false }),
];

/** In the bar of a dashboard: an address, or all dashboards with some tags. */
const barMembers: readonly Member[] = [
  ...common,
  member('tags', 'tags', same(dashboardLink.shape.tags)),
  member('asMenu', 'asDropdown', flag, { ours: false, grafana: false }),
  member('tooltip', 'tooltip', same(dashboardLink.shape.tooltip)),
  member('keepTime', 'keepTime', flag, { ours: false, grafana: false }),
  member('keepVariables', 'includeVars', flag, { ours: false, grafana: false }),
];

export const barLink: Unit<DashboardLink> = {
  read: (grafana) => {
    const link = readMembers(barMembers, grafana) as DashboardLink;
    // An empty list is what makes a link one to dashboards, even to all of them.
    return grafana['type'] === 'dashboards' && link.tags === undefined ? { ...link, tags: [] } : link;
  },
  write: (link) => {
    const written = writeMembers(barMembers, link);
    return link.tags === undefined ? written : { ...written, type: 'dashboards' };
  },
  bare: bareLink,
  isValid: (link) => dashboardLink.safeParse(link).success,
};

/** Addresses take the time range and the variables along by these words at their end. */
const RANGE = /[?&]\$(\{__url_time_range\}|__url_time_range)(?=&|$)/;
const VARIABLES = /[?&]\$(\{__all_variables\}|__all_variables)(?=&|$)/;

/** On a panel or a value. */
export const dataLink: Unit<DashboardLink> = {
  read: (grafana) => {
    const link = readMembers(common, grafana) as DashboardLink;
    if (link.url === undefined) return link;
    const keepTime = RANGE.test(link.url);
    const keepVariables = VARIABLES.test(link.url);
    const url = link.url.replace(RANGE, '').replace(VARIABLES, '');
    // Without the word at its front the rest of a query begins with &.
    const mended = url.includes('?') ? url : url.replace('&', '?');
    return { ...link, url: mended, ...(keepTime && { keepTime }), ...(keepVariables && { keepVariables }) };
  },
  write: (link) => {
    const written = writeMembers(common, link);
    if (link.url === undefined) return written;
    const [address, fragment] = link.url.split(/(?=#)/, 2) as [string, string?];
    const taken = [
      ...(link.keepTime === true ? ['${__url_time_range}'] : []),
      ...(link.keepVariables === true ? ['${__all_variables}'] : []),
    ];
    const url = taken.reduce((text, word) => `${text}${text.includes('?') ? '&' : '?'}${word}`, address);
    return { ...written, url: url + (fragment ?? '') };
  },
  bare: bareDataLink,
  isValid: (link) => dashboardLink.safeParse(link).success,
};

/** A list of links as one word of a table of members: fields have them as a member among others. */
export function linkList(unit: Unit<DashboardLink>, read: ReadContext, write: WriteContext): Words {
  return {
    read: (value) => {
      const links = objectsOf(value).slice(0, 50);
      return links.length === 0 ? undefined : links.map((link) => readUnit(unit, link, read));
    },
    write: (value) => objectsOf(value).map((link) => writeUnit(unit, link as DashboardLink, write)),
  };
}

/** Old names of what a link may say of the series and the value that was clicked. */
const OLD_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\$(?:\{__series_name\}|__series_name\b)/g, '${__series.name}'],
  [/\$(?:\{__value_time\}|__value_time\b)/g, '${__value.time}'],
  [/\$(?:\{__field_name\}|__field_name\b)/g, '${__field.name}'],
  [/\$\{__series\.labels\b/g, '${__field.labels'],
];

/** The address with today's names of variables. */
export function withTodaysNames(url: string): string {
  return OLD_NAMES.reduce((text, [old, today]) => text.replace(old, today), url);
}

/** What a panel's link of the oldest kind, to a dashboard by its name, says today. */
export function modernLink(link: JsonObject): JsonObject {
  const { type, dashboard, dashUri, params, url, keepTime, includeVars, ...rest } = link;
  let address = typeof url === 'string' ? url : '';
  if (type === 'dashboard' && address === '') {
    if (typeof dashUri === 'string') address = `/dashboard/${dashUri}`;
    else if (typeof dashboard === 'string') {
      address = `/dashboard/db/${dashboard.trim().toLowerCase().replace(/\s+/g, '-')}`;
    }
  }
  const query = [
    ...(typeof params === 'string' && params !== '' ? [params] : []),
    ...(keepTime === true ? ['${__url_time_range}'] : []),
    ...(includeVars === true ? ['${__all_variables}'] : []),
  ];
  for (const part of query) address += (address.includes('?') ? '&' : '?') + part;
  return { ...rest, url: withTodaysNames(address) };
}
