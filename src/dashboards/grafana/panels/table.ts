import { isObject, isSame, type JsonObject, objectOr, objectsOf, textOr } from '../json.ts';
import { calculations, flag, member, type Words, words } from '../members.ts';
import type { PanelKind } from './panelKind.ts';

/** Columns of ours where nothing is said. */
const USUAL_CALCS = ['last', 'min', 'mean', 'max'];

const sortBy: Words = {
  read: (value) => {
    const [{ displayName, desc } = {}] = objectsOf(value);
    if (typeof displayName !== 'string' || displayName.length > 500) return undefined;
    return { column: displayName, ...(desc === true && { descending: true }) };
  },
  write: (value) => {
    const { column, descending } = objectOr(value);
    return [{ displayName: column, ...(descending === true && { desc: true }) }];
  },
};

/** Grafana makes lines of times; lines of series with their numbers are a reduction there. */
export const table: PanelKind = {
  grafana: 'table',
  ours: 'table',
  members: [
    member('showHeader', 'showHeader', flag, { ours: true, grafana: true }),
    member('sortBy', 'sortBy', sortBy),
    member('density', 'cellHeight', words({ sm: 'compact', md: 'normal', lg: 'roomy' }), {
      ours: 'normal',
      grafana: 'compact',
    }),
  ],
  takesFromField: ['filterable'],
  takesTransformations: (transformations) => onlyReducers(transformations) !== null,
  read: ({ options, transformations, field }) => {
    const calcs = onlyReducers(transformations);
    const { show, reducer } = objectOr(options['footer']);
    const footer = show === true ? calculations.read(reducer) : undefined;
    return {
      ...(calcs !== null && !isSame(calcs, USUAL_CALCS) && { calcs }),
      ...(transformations.length === 0 && { rows: 'time' }),
      ...(objectOr(field['custom'])['filterable'] === true && { filters: true }),
      ...(footer !== undefined && { footer }),
    };
  },
  write: ({ rows, calcs, filters, footer }, hasTransformations) => ({
    ...(rows !== 'time' &&
      !hasTransformations && {
        transformations: [{ id: 'reduce', options: { reducers: calculations.write(calcs ?? USUAL_CALCS) } }],
      }),
    ...(filters === true && { field: { custom: { filterable: true } } }),
    ...(Array.isArray(footer) && {
      options: { footer: { show: true, reducer: calculations.write(footer) } },
    }),
  }),
};

/** The calculations of the one transformation, when that makes a line of each series and is all there is. */
function onlyReducers(transformations: readonly JsonObject[]): string[] | null {
  const [only] = transformations;
  if (transformations.length !== 1 || !isObject(only) || only['id'] !== 'reduce') return null;
  const { reducers, mode, ...others } = objectOr(only['options']);
  const isPlain = Object.values(others).every((value) => value === false) && Object.keys(only).length === 2;
  if (!isPlain || textOr(mode, 'seriesToRows') !== 'seriesToRows') return null;
  return (calculations.read(reducers) as string[] | undefined) ?? null;
}
