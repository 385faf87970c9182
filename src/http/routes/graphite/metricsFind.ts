/** Graphite's `/metrics/find`: the nodes of the metric tree that match a pattern. */
import { completer, completerQuery, treeJson } from '../../../render/metricsFind.ts';
import { TooMuchError } from '../../../storage/store.ts';
import { readActiveRange } from '../../activeRange.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

/** An editor shows a few dozen of them; they are sorted, so more letters bring the others up. */
const MAX_COMPLETIONS = 1000;

const shared = { path: '/metrics/find', role: 'viewer', graphite: true, handle: find } as const;

export const metricsFind: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/**
 * `from` and `until` are looked at only with `activeOnly=1`: clients send them without meaning it, and what has no
 * points in the range would be missing from their lists.
 */
async function find({ request, reply, deps }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const format = parameters.last('format') ?? 'treejson';
  const query = parameters.last('query');
  const options = { wildcards: parameters.flag('wildcards') };
  const pretty = parameters.flag('pretty');
  const active = readActiveRange({
    activeOnly: parameters.flag('activeOnly'),
    from: parameters.last('from'),
    until: parameters.last('until'),
    tz: parameters.last('tz'),
    nowSeconds: deps.now(),
  });
  switch (format) {
    case 'treejson': {
      if (query === undefined) {
        throw badRequest('The parameter "query" is missing.', { hint: 'query=* lists the first level.' });
      }
      const limit = deps.settings.queryLimits.maxSeries;
      const found = await deps.store.find(query, { limit, active });
      // The shape of the answer has no place to say that there is more, so a part of it would pass for all.
      if (found.truncated) throw new TooMuchError(`More than ${limit} nodes match; ${limit} are allowed.`);
      return sendJson(reply, treeJson(query, found, options), pretty);
    }
    case 'completer': {
      const automaticVariants = parameters.flag('automatic_variants');
      const pattern = completerQuery(query ?? '', { automaticVariants });
      const found = await deps.store.find(pattern, { limit: MAX_COMPLETIONS, active });
      return sendJson(reply, completer(found, options), pretty);
    }
    default:
      throw badRequest(`There is no format "${format.slice(0, 50)}".`, {
        hint: 'format may be treejson or completer.',
      });
  }
}
