import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import { preparePanel } from '../../../../src/view/panelSeries.ts';
import { interpolate } from '../../../../src/view/variables/interpolate.ts';
import type { ChartData } from '../../api/useChartData.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { panelTypes } from '../index.ts';
import type { PanelExample, PanelViewProps } from '../panelType.ts';
import { exampleClient } from './exampleClient.ts';
import { exampleChart, exampleScope } from './exampleScope.ts';
import styles from './GalleryPage.module.css';

const gap = 8;
const cell = 30 + gap;
const padding = 12;
const titleHeight = 28;

const views = new Map(
  panelTypes.map((panelType) => [
    panelType.type,
    // The panel and the view are of one type, which the list of all types can no longer say.
    lazy(panelType.load as () => Promise<{ default: ComponentType<PanelViewProps> }>),
  ]),
);

/** An example in a frame as wide as its grid place says, on a page so wide. */
export function ExamplePanel({ example, width }: { readonly example: PanelExample; readonly width: number }) {
  const theme = useTheme();
  const { panel, columns, name, annotations, answers } = example;
  const { w, h } = panel.grid;
  // As on a dashboard, a phone shows one column.
  const outer = width < 600 ? width : ((width + gap) / 24) * w - gap;
  const height = h * cell - gap;
  const data = useMemo(
    () =>
      preparePanel({
        panel,
        answers: Object.entries(columns).map(([refId, list]) => ({ refId, columns: list })),
        theme,
        interpolate: (text, more) => interpolate(text, more ?? noVariables),
      }),
    [panel, columns, theme],
  );
  const chart: ChartData = useMemo(() => exampleChart(columns), [columns]);
  const scope: DashboardScope = useMemo(() => exampleScope(chart.span, annotations), [chart, annotations]);
  const client = useMemo(() => exampleClient(answers ?? []), [answers]);
  const View = views.get(panel.type);
  return (
    <article className={styles['panel']} style={{ width: outer, height }} data-example={name}>
      <h3>{name}</h3>
      <QueryClientProvider client={client}>
        <Suspense fallback={null}>
          {View && (
            <View
              panel={panel}
              options={panel.options ?? {}}
              data={data}
              chart={chart}
              width={outer - 2 * padding - 2}
              height={height - titleHeight - 2 * padding - 2}
              scope={scope}
            />
          )}
        </Suspense>
      </QueryClientProvider>
    </article>
  );
}

const noVariables: ReadonlyMap<string, VariableValue> = new Map();
