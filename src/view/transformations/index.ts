/** All transformations, and a panel's steps one after the other. */
import type { TransformationConfig } from '../../schema/dashboard.ts';
import type { Frame } from '../frame.ts';
import { calculate } from './calculate.ts';
import { concatenate } from './concatenate.ts';
import { filterRows } from './filterRows.ts';
import { filterSeries } from './filterSeries.ts';
import { group } from './group.ts';
import { join } from './join.ts';
import { limit } from './limit.ts';
import { merge } from './merge.ts';
import { nameParts } from './nameParts.ts';
import { organise } from './organise.ts';
import { percentOfTotal } from './percentOfTotal.ts';
import { reduce } from './reduce.ts';
import { regression } from './regression.ts';
import { rename } from './rename.ts';
import { seriesToRows } from './seriesToRows.ts';
import { sort } from './sort.ts';
import { toTable } from './toTable.ts';
import type { Transformation } from './transformation.ts';

export type { OptionSpec, Transformation, TransformationOptions } from './transformation.ts';

export const transformations: readonly Transformation[] = [
  reduce,
  filterSeries,
  filterRows,
  calculate,
  rename,
  organise,
  sort,
  limit,
  group,
  join,
  merge,
  concatenate,
  toTable,
  seriesToRows,
  nameParts,
  percentOfTotal,
  regression,
];

const byKind = new Map(transformations.map((transformation) => [transformation.kind, transformation]));

/** The frames after all steps; disabled steps, and kinds that nobody knows, change nothing. */
export function applyTransformations(
  frames: readonly Frame[],
  configs: readonly TransformationConfig[],
): readonly Frame[] {
  return configs.reduce<readonly Frame[]>(
    (current, { kind, disabled, options }) =>
      disabled === true ? current : (byKind.get(kind)?.apply(current, options ?? {}) ?? current),
    frames,
  );
}
