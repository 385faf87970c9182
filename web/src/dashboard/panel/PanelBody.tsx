import type { Panel } from '../../../../src/schema/dashboard.ts';
import { isEmpty } from '../../../../src/view/isEmpty.ts';
import { Button } from '../../components/Button.tsx';
import { panelTypeOf } from '../../panels/index.ts';
import type { OptionsOf } from '../../panels/panelType.ts';
import { useActions } from '../actions.ts';
import type { DashboardScope } from '../scope.ts';
import type { Box } from '../useBox.ts';
import styles from './PanelFrame.module.css';
import { PanelView } from './PanelView.tsx';
import type { PanelAnswer } from './usePanelData.ts';

interface PanelBodyProps {
  readonly panel: Panel;
  readonly scope: DashboardScope;
  readonly answer: PanelAnswer;
  readonly box: Box;
  /** A variable that its queries use has no value yet. */
  readonly waits: boolean;
  /** Nothing more is to be had: a snapshot. */
  readonly frozen?: boolean;
}

/** What a panel shows below its title: its view, or why there is nothing to be seen. */
export function PanelBody({ panel, scope, answer, box, waits, frozen = false }: PanelBodyProps) {
  const { edit, ...actions } = useActions();
  const { chart, data } = answer;
  const type = panelTypeOf(panel.type);
  const asks = type?.hasTargets ?? false;
  const failed = chart.results?.filter((result) => result.error) ?? [];
  const empty = asks && data !== null && isEmpty(data);

  if (asks && !type?.optionalTargets && answer.asked.length === 0 && !waits)
    return (
      <div className={styles['over']} role="status">
        <p>{(panel.targets ?? []).some((one) => one.hidden) ? 'All queries are hidden' : 'No query yet'}</p>
        {scope.editable && (
          <Button onClick={() => actions.setState({ edit: panel.id })}>Write a query</Button>
        )}
      </div>
    );
  return (
    <>
      {data &&
        box.width > 0 &&
        box.height > 0 &&
        (!empty || type?.drawsEmpty || panel.type === 'timeseries') && (
          <div className={styles['view']} data-dimmed={chart.stale || chart.error !== null || undefined}>
            <PanelView
              panel={panel}
              options={(panel.options ?? noOptions) as OptionsOf<Panel['type']>}
              data={data}
              chart={chart}
              width={box.width}
              height={box.height}
              scope={scope}
            />
          </div>
        )}
      {chart.error ? (
        <div className={styles['over']} role="status">
          <p>{chart.error.message}</p>
          <Button onClick={chart.retry}>Try again</Button>
        </div>
      ) : failed.length > 0 && empty && !type?.optionalTargets ? (
        <div className={styles['over']} role="status">
          <p>{failed[0].error!.message}</p>
          {scope.editable && (
            <Button onClick={() => actions.setState({ edit: panel.id })}>Look at the query</Button>
          )}
        </div>
      ) : empty && !type?.drawsEmpty && !chart.stale ? (
        <div className={styles['over']} role="status">
          <p>{panel.field?.noValue ?? 'No data in this range'}</p>
          {!panel.timeFrom && !frozen && (
            <Button onClick={() => scope.page.zoomBy(4)}>Look further back</Button>
          )}
        </div>
      ) : null}
    </>
  );
}

const noOptions = {};
