import type { QueryAnswer } from '../../../../src/schema/api.ts';
import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { panelRange } from '../../../../src/view/panelRange.ts';
import { expandRows } from '../../../../src/view/repeats.ts';
import { api } from '../../api/client.ts';
import { panelTypeOf } from '../../panels/index.ts';
import { askedTargets } from '../panel/askedTargets.ts';
import type { DashboardScope } from '../scope.ts';
import { createCopyScopes } from '../scopeOfCopy.ts';

/** Values a series that a snapshot keeps where the panel says nothing: enough for a wide chart. */
const points = 800;
/** Panels are asked for a few at a time, so that others are not held up. */
const atOnce = 4;

interface SnapshotInput {
  readonly scope: DashboardScope;
  /** Values of the variables, "All" as the list of all. */
  readonly values: ReadonlyMap<string, VariableValue>;
  readonly span: { readonly from: number; readonly until: number };
  readonly nowSeconds: number;
  readonly signal: AbortSignal;
  /** Panels done so far, and how many there are. */
  onProgress(done: number, all: number): void;
}

/** The dashboard with the data of all its panels, also of those that nobody has scrolled to yet. */
export async function takeSnapshot(input: SnapshotInput): Promise<SnapshotContent> {
  const { scope, values, span, nowSeconds, signal, onProgress } = input;
  const dashboard = scope.dashboard!;
  const scopeOf = createCopyScopes(scope);
  const panels = expandRows(dashboard.rows, values)
    .flatMap((row) => row.panels)
    .filter(({ panel }) => panelTypeOf(panel.type)?.hasTargets);
  const content: SnapshotContent['panels'] = {};
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let item = panels[next++]; item; item = panels[next++]) {
      const { id, panel, values: own } = item;
      const targets = askedTargets(panel, scopeOf(own));
      if (targets.length > 0) {
        const range = panelRange(scope.page.range, panel);
        const answer = await api.query(
          {
            targets,
            from: range.from,
            until: range.until,
            maxDataPoints: panel.maxDataPoints ?? points,
            tz: scope.zone,
            ...(panel.consolidateBy ? { consolidateBy: panel.consolidateBy } : {}),
          },
          signal,
        );
        content[id] = { series: seriesOf(answer) };
      }
      onProgress(++done, panels.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    dashboard,
    from: Math.floor(span.from),
    until: Math.ceil(span.until),
    takenSeconds: Math.floor(nowSeconds),
    panels: content,
    variables: Object.fromEntries(
      (dashboard.variables ?? []).flatMap(({ name }) => {
        const value = values.get(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}

function seriesOf(answer: QueryAnswer): SnapshotContent['panels'][string]['series'] {
  return answer.results.flatMap((result) =>
    result.series.map(({ name, start, step, values }) => ({ refId: result.id, name, start, step, values })),
  );
}
