/** What dashboards up to version 14 said elsewhere. */
import { isObject, type JsonObject, objectOr, objectsOf } from '../json.ts';
import { refIdAt } from '../queryNames.ts';

/** To 6: annotations and variables leave `pulldowns`, and before that `services`. */
export function pulldowns(dashboard: JsonObject): void {
  const filter = objectOr(objectOr(dashboard['services'])['filter']);
  if (isObject(filter['time'])) dashboard['time'] ??= filter['time'];
  if (Array.isArray(filter['list'])) dashboard['templating'] ??= { list: filter['list'] };
  for (const { type, annotations } of objectsOf(dashboard['pulldowns'])) {
    if (type === 'annotations' && Array.isArray(annotations))
      dashboard['annotations'] ??= { list: annotations };
  }
  for (const variable of objectsOf(objectOr(dashboard['templating'])['list'])) {
    if (variable['type'] === 'filter') variable['type'] = 'query';
    variable['type'] ??= 'query';
  }
  delete dashboard['services'];
  delete dashboard['pulldowns'];
}

/** To 7: the time picker was the first of `nav`. */
export function navigation(dashboard: JsonObject): void {
  const [picker] = objectsOf(dashboard['nav']);
  if (picker !== undefined) {
    const { refresh_intervals: intervals } = picker;
    if (Array.isArray(intervals)) dashboard['timepicker'] = { refresh_intervals: intervals };
  }
  delete objectOr(dashboard['templating'])['enable'];
  for (const name of ['nav', 'hideControls', 'originalTitle']) delete dashboard[name];
}

/** To 7: queries were called by their order. */
export function namedRefIds(dashboard: JsonObject): void {
  for (const row of [...objectsOf(dashboard['rows']), dashboard]) {
    for (const panel of objectsOf(row['panels'])) {
      objectsOf(panel['targets']).forEach((target, place) => {
        target['refId'] ??= refIdAt(place);
      });
    }
  }
}

/** To 14: one switch became a choice of three. */
export function crosshair(dashboard: JsonObject): void {
  if (dashboard['graphTooltip'] === undefined) {
    dashboard['graphTooltip'] = dashboard['sharedCrosshair'] === true ? 1 : 0;
  }
  delete dashboard['sharedCrosshair'];
}
