/** Steps of thresholds; Grafana's base has the value null, or none. */
import { color } from '../../schema/dashboard.ts';
import { type JsonObject, numberOf, objectsOf } from './json.ts';
import { type Words, whole } from './members.ts';

export const thresholds: Words = whole(read, write);

function read(grafana: JsonObject): unknown {
  const steps = objectsOf(grafana['steps']);
  if (steps.length === 0 || steps.length > 50) return undefined;
  const read = steps.map((step) => ({
    value: numberOf(step['value']) ?? null,
    color: color.safeParse(step['color']).data ?? 'transparent',
  }));
  return grafana['mode'] === 'percentage' ? { mode: 'percent', steps: read } : { steps: read };
}

function write(ours: JsonObject): JsonObject {
  const steps = objectsOf(ours['steps']).map(({ value, color }) =>
    value === null ? { color } : { color, value },
  );
  const mode = ours['mode'] === 'percent' ? 'percentage' : 'absolute';
  return { mode, steps };
}
