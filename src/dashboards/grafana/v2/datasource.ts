/** Where a query of version 2 goes: its kind stands in `group`, in the first previews in `kind`, its name in `datasource`. */
import { isObject, type JsonObject, objectOr, textOr } from '../json.ts';

export interface QueryOfV2 {
  /** Undefined when the file leaves it open. */
  readonly datasource: JsonObject | undefined;
  readonly said: JsonObject;
}

export function readQuery(query: unknown, besides?: unknown): QueryOfV2 {
  const { kind, group, datasource, spec } = objectOr(query);
  const type = textOr(group, kind === 'DataQuery' ? '' : textOr(kind, ''));
  const named = objectOr(datasource ?? besides);
  const uid = textOr(named['name'], textOr(named['uid'], ''));
  const source = {
    ...(type !== '' && { type }),
    ...(uid !== '' && { uid }),
  };
  return {
    datasource: uid === '' && (type === '' || type === 'graphite') ? undefined : source,
    said: isObject(spec) ? spec : {},
  };
}
