/** The description of the API as OpenAPI 3.1, made of the routes and their schemas: https://spec.openapis.org/oas/v3.1.1.html */
import type { z } from 'zod';
import { apiError } from '../schema/api.ts';
import { type Json, type OpenApiSchemas, openApiSchemas } from './openApiSchemas.ts';
import type { Route } from './route.ts';

export function openApi(routes: readonly Route[], version: string): Json {
  const schemas = openApiSchemas();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Plumbago',
      version,
      description:
        "Plumbago's own API and Graphite's. Times are seconds since 1970. Every failure is {error: {code, message, hint?, column?}}: `code` is stable, `message` and `hint` are for people. Calls that read points or names take `local=1`: without the remote stores.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { password: [] }, { session: [] }],
    tags: [...new Set(routes.map(({ about }) => about.group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of `plumbago token create`.' },
        password: { type: 'http', scheme: 'basic' },
        session: { type: 'apiKey', in: 'cookie', name: 'plumbago_session' },
      },
      responses: {
        Failure: {
          description: 'A failure',
          content: { 'application/json': { schema: schemas.of(apiError, 'output') } },
        },
      },
      schemas: schemas.named(),
    },
  };
}

function operation(route: Route, schemas: OpenApiSchemas): Json {
  const { path, role, method, unauthenticated, about } = route;
  const { group, summary, description, query = {} } = about;
  const inPath = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
  const inQuery = Object.entries(query).map(([name, words]) => ({
    ...{ name, in: 'query', description: words, schema: { type: 'string' } },
  }));
  const needs = role === 'none' ? 'Anybody may call it.' : `Needs the role ${role}.`;
  const requestBody = bodyOf(route, schemas);
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [group],
    summary,
    description: description === undefined ? needs : `${description} ${needs}`,
    ...(unauthenticated ? { security: [] } : {}),
    ...(inPath.length + inQuery.length === 0 ? {} : { parameters: [...inPath, ...inQuery] }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: answersOf(route, schemas),
  };
}

function bodyOf({ method, graphite, about }: Route, schemas: OpenApiSchemas): Json | undefined {
  const { body, query } = about;
  if (body !== undefined) {
    return { required: true, content: { 'application/json': { schema: schemas.of(body, 'input') } } };
  }
  // Graphite's clients send the same parameters as a form where they are too long for an address.
  if (!graphite || method !== 'POST' || query === undefined) return undefined;
  const properties = Object.fromEntries(Object.keys(query).map((name) => [name, { type: 'string' }]));
  const schema = { type: 'object', properties };
  return { content: { 'application/x-www-form-urlencoded': { schema }, 'application/json': { schema } } };
}

function answersOf({ about: { answer, others = {} } }: Route, schemas: OpenApiSchemas): Json {
  const shaped = (description: string, schema: z.ZodType): Json => ({
    description,
    content: { 'application/json': { schema: schemas.of(schema, 'output') } },
  });
  return {
    ...(answer === null
      ? { 204: { description: 'Done' } }
      : { 200: typeof answer === 'string' ? { description: answer } : shaped('The answer', answer) }),
    ...Object.fromEntries(
      Object.entries(others).map(([status, schema]) => [status, shaped('Otherwise', schema)]),
    ),
    default: { $ref: '#/components/responses/Failure' },
  };
}
