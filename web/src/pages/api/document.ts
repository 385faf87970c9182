/** The description of the API as far as this page reads it: OpenAPI 3.1 with JSON Schema of 2020-12. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, ApiSchema>>;
    readonly responses?: Readonly<Record<string, ApiResponse>>;
  };
}

export interface ApiOperation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: ApiBody;
  readonly responses?: Readonly<Record<string, ApiResponse | { readonly $ref: string }>>;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: ApiSchema;
}

interface ApiBody {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema?: ApiSchema }>> | undefined;
}

interface ApiResponse {
  readonly description?: string;
  readonly content?: ApiBody['content'];
}

/** `true` and `{}` are any value. */
export type ApiSchema =
  | boolean
  | {
      readonly $ref?: string;
      readonly type?: string | readonly string[];
      readonly description?: string;
      readonly properties?: Readonly<Record<string, ApiSchema>>;
      readonly required?: readonly string[];
      readonly additionalProperties?: ApiSchema;
      readonly items?: ApiSchema;
      readonly prefixItems?: readonly ApiSchema[];
      readonly anyOf?: readonly ApiSchema[];
      readonly oneOf?: readonly ApiSchema[];
      readonly allOf?: readonly ApiSchema[];
      readonly enum?: readonly unknown[];
      readonly const?: unknown;
      readonly default?: unknown;
      readonly format?: string;
      readonly pattern?: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusiveMinimum?: number;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly minItems?: number;
      readonly maxItems?: number;
    };

/** One call of the API. */
export interface Endpoint {
  /** Part of the address of the page, behind `#`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly group: string;
  readonly operation: ApiOperation;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** All calls by their groups, in the order of the description. */
export function endpointsOf(document: ApiDocument): Map<string, Endpoint[]> {
  const all = Object.entries(document.paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      if (!operation) return [];
      const id = operation.operationId ?? `${method}-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;
      return [{ id, method: method.toUpperCase(), path, group: operation.tags?.[0] ?? 'Other', operation }];
    }),
  );
  const groups = Map.groupBy(all, ({ group }) => group);
  const order = (document.tags ?? []).map(({ name }) => name);
  return new Map(
    [...groups].sort(
      ([a], [b]) => (order.indexOf(a) + 1 || Infinity) - (order.indexOf(b) + 1 || Infinity) || 0,
    ),
  );
}

/** The calls with all the words in method, path, summary or group. */
export function searchEndpoints(endpoints: readonly Endpoint[], text: string): Endpoint[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return endpoints.filter(({ method, path, group, operation }) => {
    const all = `${method} ${path} ${group} ${operation.summary ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** What `#/components/schemas/Name` stands for; any value where it stands for nothing. */
export function resolveSchema(document: ApiDocument, schema: ApiSchema): Exclude<ApiSchema, boolean> {
  if (typeof schema === 'boolean') return {};
  const { $ref, ...own } = schema;
  if ($ref === undefined) return schema;
  const found = document.components?.schemas?.[nameOfReference($ref)];
  return typeof found === 'object' ? { ...found, ...own } : own;
}

export function resolveResponse(
  document: ApiDocument,
  response: ApiResponse | { readonly $ref: string },
): ApiResponse {
  if (!('$ref' in response)) return response;
  return document.components?.responses?.[nameOfReference(response.$ref)] ?? {};
}

export function nameOfReference(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** The schema of the JSON in a body or an answer, null when it is none. */
export function jsonSchemaOf({ content }: Pick<ApiBody, 'content'>): ApiSchema | null {
  return content?.['application/json']?.schema ?? null;
}
