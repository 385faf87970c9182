/** The wrappers in which a dashboard of Grafana's can come. */
import { ImportError } from './importError.ts';
import { isObject, type JsonObject, textOr } from './json.ts';

export type Source = 'plumbago' | 'grafana-classic' | 'grafana-v1' | 'grafana-v2';

export interface Unwrapped {
  readonly source: Exclude<Source, 'plumbago'>;
  /** The classic model, or `spec` of version 2. */
  readonly said: JsonObject;
}

/** @throws ImportError when no dashboard is inside. */
export function unwrap(json: unknown): Unwrapped {
  if (!isObject(json)) {
    throw new ImportError(
      `A dashboard is an object in JSON; this is ${json === null ? 'nothing' : Array.isArray(json) ? 'a list' : `a ${typeof json}`}.`,
    );
  }
  const { kind, apiVersion, spec, metadata, dashboard } = json;
  if (isObject(spec) && (kind === 'Dashboard' || typeof apiVersion === 'string')) {
    const uid = isObject(metadata) ? textOr(metadata['name'], '') : '';
    const named = uid === '' ? {} : { uid };
    if (isV2(spec)) return { source: 'grafana-v2', said: { ...named, ...spec } };
    return { source: 'grafana-v1', said: { ...named, ...spec } };
  }
  // From the HTTP API, with `meta`, or for it, with `inputs`, `overwrite` or `folderUid`.
  if (isObject(dashboard)) return unwrap(dashboard);
  if (isV2(json)) return { source: 'grafana-v2', said: json };
  if (isClassic(json)) return { source: 'grafana-classic', said: json };
  if (isObject(json['model']) && typeof json['type'] === 'string') {
    throw new ImportError('This is a library panel of Grafana; import a dashboard that it is in.');
  }
  if (isObject(json['gridPos']) || Array.isArray(json['targets'])) {
    throw new ImportError('This is a single panel of Grafana; import the dashboard that it is in.');
  }
  throw new ImportError(
    'This is no dashboard: neither of Plumbago ("format": "plumbago-dashboard") nor of Grafana ("panels", "rows" or "elements").',
  );
}

function isV2(json: JsonObject): boolean {
  return isObject(json['elements']) && isObject(json['layout']);
}

function isClassic(json: JsonObject): boolean {
  if (Array.isArray(json['panels']) || Array.isArray(json['rows'])) return true;
  return (
    typeof json['title'] === 'string' && (json['schemaVersion'] !== undefined || isObject(json['templating']))
  );
}
