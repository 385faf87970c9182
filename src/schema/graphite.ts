/** The shapes of Graphite's own endpoints, where an endpoint has but one: they are graphite-web's and do not change. */
import { z } from 'zod';

/** `/metrics/expand`: paths; with `groupByExpr=1` by the query that found them. */
export const expandAnswer = z.object({
  results: z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]),
});

/** `/metrics/search` */
export const nodeSearchAnswer = z.object({
  /** Paths of branches end in a dot. */
  metrics: z.array(z.object({ path: z.string(), is_leaf: z.boolean() })),
});

/** `/metrics/index.json`, `/tags/findSeries`, `/tags/autoComplete/…`, `/tags/tagMultiSeries` */
export const namesAnswer = z.array(z.string());

/** `/tags` */
export const tagCounts = z.array(z.object({ tag: z.string(), count: z.number().int() }));

/** `/tags/NAME`; null when no series has the tag. */
export const tagValueCounts = z
  .object({ tag: z.string(), values: z.array(z.object({ value: z.string(), count: z.number().int() })) })
  .nullable();

const written = z.union([z.string(), z.number(), z.boolean()]);
/** `/functions/NAME` */
export const functionInfo = z.object({
  name: z.string(),
  /** How it is called, such as `movingAverage(seriesList, windowSize, xFilesFactor=None)`. */
  function: z.string(),
  description: z.string(),
  module: z.string(),
  group: z.string(),
  params: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      required: z.literal(true).optional(),
      default: written.optional(),
      /** It may stand several times. */
      multiple: z.literal(true).optional(),
      options: z.array(z.union([z.string(), z.boolean()]).nullable()).optional(),
      suggestions: z.array(z.union([z.string(), z.number()])).optional(),
    }),
  ),
});
const functionsByName = z.record(z.string(), functionInfo);
/** `/functions`: by name; with `grouped=1` by group and name. */
export const functionList = z.union([functionsByName, z.record(z.string(), functionsByName)]);

/** `/health`: 200 while all is well; 503 with the reason while it is not. */
export const healthAnswer = z.object({ status: z.enum(['ok', 'failing']), reason: z.string().optional() });
