/**
 * JSON Schema of the shapes of the API. Each that `src/schema` exports stands once in the description, under the name of its export
 * with a capital; whoever uses it refers to it. So the description grows with the shapes, not with the calls.
 */
import { z } from 'zod';
import * as api from '../schema/api.ts';
import * as dashboard from '../schema/dashboard.ts';
import * as dashboards from '../schema/dashboards.ts';
import * as events from '../schema/events.ts';
import * as graphite from '../schema/graphite.ts';
import * as metrics from '../schema/metrics.ts';
import * as queries from '../schema/queries.ts';

export type Json = Record<string, unknown>;

export interface OpenApiSchemas {
  /** The schema, or a reference to it. `io`: of what callers send, or of what they are answered. */
  of(schema: z.ZodType, io: 'input' | 'output'): Json;
  /** Those that were referred to so far, by name. */
  named(): Record<string, Json>;
}

const names = z.registry<{ readonly id: string }>();
for (const module of [api, dashboard, dashboards, events, graphite, metrics, queries]) {
  for (const [name, value] of Object.entries(module)) {
    if (value instanceof z.ZodType) names.add(value, { id: name[0]!.toUpperCase() + name.slice(1) });
  }
}

const DEFS = '#/$defs/';

export function openApiSchemas(): OpenApiSchemas {
  const named = new Map<string, Json>();

  function keep(name: string, { id: _, ...schema }: Json): void {
    const known = named.get(name);
    const found = withReferences(schema);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(found)) {
      // Only one of two can stand under the name.
      throw new Error(`the schema ${name} is one thing in requests and another in answers`);
    }
    named.set(name, found);
  }

  return {
    of(schema, io) {
      const options = { metadata: names, target: 'draft-2020-12', unrepresentable: 'any' } as const;
      const json = z.toJSONSchema(schema, { ...options, io, override: simplify }) as Json;
      const { $schema: _, $defs = {}, ...own } = json;
      for (const [name, def] of Object.entries($defs as Record<string, Json>)) keep(name, def);
      return withReferences(own);
    },
    named: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Answers may get further members; the bounds of whole numbers are JavaScript's, not ours. */
function simplify({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema['additionalProperties'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
}

/** A copy whose references lead to the schemas of the description. */
function withReferences<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withReferences) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const isReference = key === '$ref' && typeof member === 'string' && member.startsWith(DEFS);
      return [
        key,
        isReference ? `#/components/schemas/${member.slice(DEFS.length)}` : withReferences(member),
      ];
    }),
  ) as T;
}
