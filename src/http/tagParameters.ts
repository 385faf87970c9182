/** Parameters that Graphite's endpoints for tags share. */
import type { GraphiteParameters } from './graphiteParameters.ts';
import { badRequest } from './httpError.ts';

/** `expr`, repeated; `expr[]` is how some clients write that. */
export function tagExpressions(parameters: GraphiteParameters): string[] {
  return [...parameters.all('expr'), ...parameters.all('expr[]')].filter(Boolean);
}

/** The number in `limit`; undefined when there is none or it is 0, which one build of Grafana sends for no limit. */
export function limitParameter(parameters: GraphiteParameters): number | undefined {
  const text = parameters.last('limit');
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw badRequest(`limit is a whole number, not "${text.slice(0, 50)}".`, {
      hint: 'Leave it out for the default.',
    });
  }
  return Number(text) || undefined;
}
