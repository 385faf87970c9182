import { type JsonObject, objectOr, without } from '../json.ts';
import { readQuery } from './datasource.ts';

/** A query for marks as the classic model has it. */
export function classicAnnotation({ spec }: JsonObject): JsonObject {
  const { query, datasource, builtIn, legacyOptions, options, ...said } = objectOr(spec);
  const read = readQuery(query, datasource);
  const isOwn = builtIn === true || read.datasource?.['type'] === 'grafana';
  return {
    ...objectOr(legacyOptions ?? options),
    ...without(said, 'mappings'),
    ...(builtIn === true && { builtIn: 1, type: 'dashboard' }),
    ...(isOwn
      ? { datasource: { type: 'grafana', uid: '-- Grafana --' } }
      : read.datasource !== undefined && { datasource: read.datasource }),
    ...(Object.keys(read.said).length > 0 && { target: read.said }),
  };
}
