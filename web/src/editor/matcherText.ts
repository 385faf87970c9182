import type { FieldMatcher } from '../../../src/schema/dashboard.ts';

const comparisons = { over: 'over', under: 'under', equal: 'equal to', null: 'nothing' } as const;

/** Which series an override is for, in words. */
export function matcherText(match: FieldMatcher): string {
  switch (match.by) {
    case 'name':
      return match.name ? `Series "${match.name}"` : 'No series chosen yet';
    case 'names':
      if (match.names.length === 0) return match.exclude ? 'All series' : 'No series chosen yet';
      return `${match.exclude ? 'All series but' : 'Series'} ${match.names.map((name) => `"${name}"`).join(', ')}`;
    case 'regex':
      return match.pattern ? `Names that match /${match.pattern}/` : 'No pattern yet';
    case 'query':
      return `All of query ${match.refId}`;
    case 'type':
      return { number: 'Numbers', text: 'Texts', time: 'Times' }[match.type];
    case 'value':
      return match.is === 'null'
        ? `Series whose ${match.calc} is nothing`
        : `Series whose ${match.calc} is ${comparisons[match.is]} ${match.value ?? 0}`;
  }
}

/** A new match of one kind, keeping what the other said where that makes sense. */
export function emptyMatcher(
  by: FieldMatcher['by'],
  before: FieldMatcher,
  refIds: readonly string[],
): FieldMatcher {
  const name = before.by === 'name' ? before.name : before.by === 'names' ? (before.names[0] ?? '') : '';
  switch (by) {
    case 'name':
      return { by, name };
    case 'names':
      return { by, names: name ? [name] : [] };
    case 'regex':
      return { by, pattern: name ? `^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` : '' };
    case 'query':
      return { by, refId: refIds[0] ?? 'A' };
    case 'type':
      return { by, type: 'number' };
    case 'value':
      return { by, calc: 'max', is: 'over', value: 0 };
  }
}
