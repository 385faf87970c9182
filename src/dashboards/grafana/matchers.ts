/** Which series an override is for. */
import { type FieldMatcher, fieldMatcher } from '../../schema/dashboard.ts';
import { entryOf, isObject, type JsonObject, objectOr, textOr } from './json.ts';
import { calculationFor, calculationOf } from './members.ts';
import { patternOf, writtenPattern } from './patterns.ts';

const TYPES = { number: 'number', string: 'text', time: 'time' } as const;
/** Grafana knows "at least" and "at most" besides, which are taken for the nearest that we have. */
const COMPARISONS: Readonly<Record<string, 'over' | 'under' | 'equal'>> = {
  gt: 'over',
  gte: 'over',
  lt: 'under',
  lte: 'under',
  eq: 'equal',
};
const WRITTEN = { over: 'gt', under: 'lt', equal: 'eq', null: 'eq' } as const;

/** Undefined when we have no such matcher. */
export function readMatcher(matcher: JsonObject): FieldMatcher | undefined {
  const read = fieldMatcher.safeParse(matcherOf(textOr(matcher['id'], ''), matcher['options']));
  return read.data;
}

function matcherOf(id: string, options: unknown): unknown {
  switch (id) {
    case 'byName':
      return { by: 'name', name: options };
    case 'byNames': {
      const { mode, names } = objectOr(options);
      return { by: 'names', names, ...(mode === 'exclude' && { exclude: true }) };
    }
    case 'byRegexp':
      return { by: 'regex', pattern: patternOf(textOr(options, '')) };
    case 'byFrameRefID':
      return { by: 'query', refId: options };
    case 'byType':
      return {
        by: 'type',
        type: entryOf(TYPES, options),
      };
    case 'byValue': {
      const { reducer, op, value } = objectOr(options);
      if (reducer === 'allIsNull') return { by: 'value', calc: 'last', is: 'null' };
      const is = entryOf(COMPARISONS, textOr(op, ''));
      return {
        by: 'value',
        calc: calculationOf(textOr(reducer, '')),
        is,
        ...(value !== undefined && { value }),
      };
    }
    default:
      return undefined;
  }
}

export function writeMatcher(matcher: FieldMatcher): JsonObject {
  switch (matcher.by) {
    case 'name':
      return { id: 'byName', options: matcher.name };
    case 'names': {
      const mode = matcher.exclude === true ? 'exclude' : 'include';
      return { id: 'byNames', options: { mode, names: matcher.names } };
    }
    case 'regex':
      return { id: 'byRegexp', options: writtenPattern(matcher.pattern) };
    case 'query':
      return { id: 'byFrameRefID', options: matcher.refId };
    case 'type':
      return { id: 'byType', options: matcher.type === 'text' ? 'string' : matcher.type };
    case 'value': {
      if (matcher.is === 'null')
        return { id: 'byValue', options: { reducer: 'allIsNull', op: 'eq', value: 1 } };
      const value = matcher.value === undefined ? {} : { value: matcher.value };
      return {
        id: 'byValue',
        options: { reducer: calculationFor(matcher.calc), op: WRITTEN[matcher.is], ...value },
      };
    }
  }
}

/** Whether it says "at least" or "at most", for which ours say "over" and "under". */
export function isInexact(matcher: JsonObject): boolean {
  const options = matcher['options'];
  return (
    matcher['id'] === 'byValue' && isObject(options) && (options['op'] === 'gte' || options['op'] === 'lte')
  );
}
