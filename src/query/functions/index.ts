/** All functions of the target language. A new one is a file in this folder, an import and a line here. */
import { functionTable } from '../registry/functionTable.ts';
import { alias } from './alias.ts';
import { aliasByNode } from './aliasByNode.ts';
import { averageSeries } from './averageSeries.ts';
import { consolidateBy } from './consolidateBy.ts';
import { derivative } from './derivative.ts';
import { highestAverage } from './highestAverage.ts';
import { maxSeries } from './maxSeries.ts';
import { minSeries } from './minSeries.ts';
import { movingAverage } from './movingAverage.ts';
import { nonNegativeDerivative } from './nonNegativeDerivative.ts';
import { perSecond } from './perSecond.ts';
import { scale } from './scale.ts';
import { seriesByTag } from './seriesByTag.ts';
import { sumSeries } from './sumSeries.ts';

export const functions = functionTable([
  alias,
  aliasByNode,
  averageSeries,
  consolidateBy,
  derivative,
  highestAverage,
  maxSeries,
  minSeries,
  movingAverage,
  nonNegativeDerivative,
  perSecond,
  scale,
  seriesByTag,
  sumSeries,
]);
