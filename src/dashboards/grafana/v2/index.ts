/**
 * Version 2 of Grafana's JSON, in which panels are elements by name and a layout places them, as the classic model. What
 * the classic model has no member for is put beside its pieces under `v2`, and so kept as all other unknown members are.
 */
import { defined, entryOf, isObject, type JsonObject, objectOr, objectsOf, textOr } from '../json.ts';
import type { Remarks } from '../remarks.ts';
import { classicAnnotation } from './annotations.ts';
import { panelsOf } from './layout.ts';
import { classicVariable } from './variables.ts';

const CROSSHAIRS: Readonly<Record<string, number>> = { Off: 0, Crosshair: 1, Tooltip: 2 };

/** Members of `spec` that are read here or by the files beside it. */
const TAKEN = [
  'uid',
  'title',
  'description',
  'tags',
  'editable',
  'liveNow',
  'preload',
  'cursorSync',
  'timeSettings',
  'elements',
  'layout',
  'variables',
  'annotations',
  'links',
];

export function classicOfV2(spec: JsonObject, remarks: Remarks): JsonObject {
  const time = objectOr(spec['timeSettings']);
  const rest = Object.fromEntries(Object.entries(spec).filter(([name]) => !TAKEN.includes(name)));
  return defined({
    uid: spec['uid'],
    title: spec['title'],
    description: spec['description'],
    tags: spec['tags'],
    editable: spec['editable'],
    liveNow: spec['liveNow'],
    preload: spec['preload'],
    graphTooltip: entryOf(CROSSHAIRS, textOr(spec['cursorSync'], 'Off')) ?? 0,
    time: { from: time['from'] ?? 'now-6h', to: time['to'] ?? 'now' },
    timezone: time['timezone'],
    refresh: time['autoRefresh'],
    weekStart: time['weekStart'],
    fiscalYearStartMonth: time['fiscalYearStartMonth'],
    timepicker: defined({
      refresh_intervals: time['autoRefreshIntervals'],
      hidden: time['hideTimepicker'] === true ? true : undefined,
      nowDelay: time['nowDelay'],
      quick_ranges: time['quickRanges'],
    }),
    panels: panelsOf(objectOr(spec['elements']), objectOr(spec['layout']), remarks),
    templating: { list: objectsOf(spec['variables']).map((variable) => classicVariable(variable, remarks)) },
    annotations: { list: objectsOf(spec['annotations']).map(classicAnnotation) },
    links: objectsOf(spec['links']),
    schemaVersion: 39,
    v2: Object.values(rest).some((value) => value !== undefined && !isEmpty(value)) ? rest : undefined,
  });
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
