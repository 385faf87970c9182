/** Parameters of Graphite's endpoints: of the URL, a form or a JSON body, mixed as clients like. */
import type { FastifyRequest } from 'fastify';
import { badRequest } from './httpError.ts';

export interface GraphiteParameters {
  /** All values of a name: the URL's first, then the body's. */
  all(name: string): string[];
  /** The last value, as graphite-web takes it; undefined when there is none or it is empty. */
  last(name: string): string | undefined;
  has(name: string): boolean;
  /** All names that were written. */
  names(): string[];
  /** `1`, `true` and the like; false when absent. */
  flag(name: string): boolean;
}

/** @throws HttpError 400 when a JSON body is not an object of texts, numbers, booleans, or lists of them */
export function graphiteParameters({
  query,
  body,
}: Pick<FastifyRequest, 'query' | 'body'>): GraphiteParameters {
  const values = new Map<string, string[]>();
  for (const source of [query, body ?? {}]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      throw badRequest('The body has to be a JSON object or a form.');
    }
    for (const [name, value] of Object.entries(source)) {
      const texts = values.get(name) ?? [];
      values.set(name, texts);
      for (const one of Array.isArray(value) ? value : [value]) {
        const text = toText(name, one);
        if (text !== null) texts.push(text);
      }
    }
  }
  const last = (name: string) => values.get(name)?.at(-1) || undefined;
  return {
    all: (name) => values.get(name) ?? [],
    last,
    has: (name) => values.has(name),
    names: () => [...values.keys()],
    flag: (name) => /^(1|true|yes|on)$/i.test(last(name) ?? ''),
  };
}

function toText(name: string, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badRequest(`The parameter "${name.slice(0, 50)}" has to be a text, a number, or a list of these.`);
}
