import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Variable, VariableValue } from '../../../../src/schema/dashboard.ts';
import type { VariableValuesAnswer, VariableValuesRequest } from '../../../../src/schema/dashboards.ts';
import type { VariableValues } from '../../../../src/view/variables/interpolate.ts';
import { type ResolvedVariables, resolveVariables } from '../../../../src/view/variables/resolve.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import type { TimeRange } from '../../time/range.ts';

const none: readonly Variable[] = [];

export const valuesKey = (request: VariableValuesRequest) => ['variable-values', request] as const;

export interface VariablesNow extends ResolvedVariables {
  /** Why the choices of a variable are not known, by its name. */
  readonly problems: ReadonlyMap<string, Error>;
}

interface VariablesInput {
  readonly variables: readonly Variable[] | undefined;
  readonly chosen: ReadonlyMap<string, VariableValue>;
  readonly builtins: VariableValues;
  readonly range: TimeRange;
  readonly rangeSeconds: number;
  readonly zone: string;
}

/** The variables of a dashboard as they stand, asking the server for their choices in the order in which they need each other. */
export function useVariables(input: VariablesInput): VariablesNow {
  const client = useQueryClient();
  const { variables = none, chosen, builtins, range, rangeSeconds, zone } = input;
  const resolve = () =>
    resolveVariables({
      variables,
      chosen,
      builtins,
      range,
      rangeSeconds,
      zone,
      known: (request) => client.getQueryData<VariableValuesAnswer>(valuesKey(request)),
    });
  // What can be asked now is asked; each answer draws again, and may make the next question possible.
  const asked = resolve().states.flatMap(({ variable, request }) =>
    request ? [{ name: variable.name, request }] : [],
  );
  const answers = useQueries({
    queries: asked.map(({ request }) => ({
      queryKey: valuesKey(request),
      queryFn: ({ signal }: { signal: AbortSignal }) => dashboardsApi.variableValues(request, signal),
      staleTime: 60_000,
    })),
  });
  const stamp = answers.map((answer) => `${answer.dataUpdatedAt} ${answer.errorUpdatedAt}`).join();
  const askedText = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was answered is told by the stamp
  return useMemo(
    () => ({
      ...resolve(),
      problems: new Map(
        asked.flatMap(({ name }, i) => (answers[i]?.error ? [[name, answers[i].error]] : [])),
      ),
    }),
    [variables, chosen, builtins, range.from, range.until, rangeSeconds, zone, stamp, askedText],
  );
}
