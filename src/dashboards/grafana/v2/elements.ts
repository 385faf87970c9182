/** Elements of version 2 as panels of the classic model, without their places. */
import { defined, isObject, type JsonObject, objectOr, objectsOf, textOr } from '../json.ts';
import { readQuery } from './datasource.ts';

/** Null for what is no panel. */
export function classicPanel(element: unknown): JsonObject | null {
  const { kind, spec } = objectOr(element);
  const { id, title, description, links, transparent, vizConfig, data, libraryPanel, ...rest } =
    objectOr(spec);
  if (kind === 'LibraryPanel') return { id, title, type: 'library-panel', libraryPanel, ...rest };
  if (kind !== 'Panel') return null;
  const { group, version, spec: viz, kind: vizKind } = objectOr(vizConfig);
  const { fieldConfig, options, pluginVersion } = objectOr(viz);
  const { queries, transformations, queryOptions } = objectOr(objectOr(data)['spec']);
  return defined({
    id,
    // In the first previews the type stood in `kind`.
    type: textOr(group, textOr(vizKind, '')),
    title,
    description,
    links,
    transparent,
    ...panelQueryOptions(queryOptions),
    fieldConfig,
    options,
    pluginVersion: version ?? pluginVersion,
    targets: objectsOf(queries).map(classicTarget),
    transformations: objectsOf(transformations).map(classicTransformation),
    ...(Object.keys(rest).length > 0 && { v2: rest }),
  });
}

function panelQueryOptions(options: unknown): JsonObject {
  return isObject(options) ? options : {};
}

function classicTarget({ spec }: JsonObject): JsonObject {
  const { query, refId, hidden, datasource } = objectOr(spec);
  const read = readQuery(query, datasource);
  return {
    ...read.said,
    ...(refId !== undefined && { refId }),
    ...(hidden === true && { hide: true }),
    ...(read.datasource !== undefined && { datasource: read.datasource }),
  };
}

/** The id stands in `group`, in `kind`, or in the spec, by version. */
function classicTransformation({ kind, group, spec }: JsonObject): JsonObject {
  const said = objectOr(spec);
  const id = textOr(group, textOr(said['id'], textOr(kind, '')));
  return { ...said, id };
}
