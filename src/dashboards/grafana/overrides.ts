/** Settings for some series. */
import { type FieldOverride, fieldOverride } from '../../schema/dashboard.ts';
import { bareOverride } from './bare.ts';
import { readSettings, writeSettings } from './fields.ts';
import { type JsonObject, objectOr } from './json.ts';
import { giveBack } from './kept.ts';
import { isInexact, readMatcher, writeMatcher } from './matchers.ts';
import type { Unit } from './unit.ts';

/** Whether we have a word for the series that it is for. */
export function isOverride(override: JsonObject): boolean {
  return readMatcher(objectOr(override['matcher'])) !== undefined;
}

export const overrideUnit: Unit<FieldOverride> = {
  read: (grafana, context) => {
    const matcher = objectOr(grafana['matcher']);
    if (isInexact(matcher)) {
      context.remarks.add(
        'changed',
        context.where,
        'An override for values of "at least" or "at most" a number is for values over or under it.',
      );
    }
    return { match: readMatcher(matcher)!, set: readSettings(objectOr(grafana['properties']), context) };
  },
  write: ({ match, set }, context) => ({
    matcher: writeMatcher(match),
    properties: giveBack(writeSettings(set, context), set.grafana),
  }),
  bare: bareOverride,
  isValid: (override) => fieldOverride.safeParse(override).success,
};
