import { Tabs } from '@base-ui/react/tabs';
import { useMemo, useState } from 'react';
import type { QueryRequest } from '../../../src/schema/api.ts';
import type { Panel } from '../../../src/schema/dashboard.ts';
import { panelRange } from '../../../src/view/panelRange.ts';
import { digits, formatCount, formatDuration } from '../../../src/view/units/units.ts';
import { pointsFor } from '../api/chartPlan.ts';
import { serverNow } from '../api/clock.ts';
import { CopyLine } from '../components/CopyLine.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { Modal } from '../components/Modal.tsx';
import { Problem } from '../components/Problem.tsx';
import { type PanelAnswer, usePanelData } from '../dashboard/panel/usePanelData.ts';
import type { DashboardScope } from '../dashboard/scope.ts';
import { panelTypeOf } from '../panels/index.ts';
import { ExplainPanel } from '../query/ExplainPanel.tsx';
import { DataTables } from './DataTables.tsx';
import { FrameTable } from './FrameTable.tsx';
import { framesOfAnswers, joined } from './framesOf.ts';
import styles from './Inspector.module.css';
import { PanelJson } from './PanelJson.tsx';
import { curlQuery, curlRender } from './requestText.ts';
import { statisticsOf } from './seriesStatistics.ts';

interface InspectorProps {
  readonly panel: Panel;
  readonly scope: DashboardScope;
  /** Takes the panel as it was edited as JSON; missing where nothing may be changed. */
  readonly onChange?: ((panel: Panel) => void) | undefined;
  onClose(): void;
}

/** What the question of a panel is measured for when it is not on screen beside this. */
const usualWidth = 800;

/** What stands behind a panel: its data, its question, what that costs, and how the panel is stored. */
export default function Inspector({ panel, scope, onChange, onClose }: InspectorProps) {
  const asks = panelTypeOf(panel.type)?.hasTargets ?? false;
  const answer = usePanelData(panel, scope, { width: usualWidth, visible: true });
  const title = scope.interpolate(panel.title ?? '', undefined, 'text');
  const range = panelRange(scope.page.range, panel);
  return (
    <Modal title={title ? `Inspect ${title}` : 'Inspect the panel'} size="full" onClose={onClose}>
      <LoadingBar on={answer.chart.fetching && answer.data === null} />
      <Tabs.Root
        defaultValue={asks ? 'data' : 'json'}
        className={styles['inspector'] ?? ''}
        data-testid="inspector"
      >
        <Tabs.List className={styles['tabs'] ?? ''} aria-label="What is looked into">
          {asks && (
            <>
              <Tabs.Tab value="data">Data</Tabs.Tab>
              <Tabs.Tab value="statistics">Statistics</Tabs.Tab>
              <Tabs.Tab value="request">Request</Tabs.Tab>
              <Tabs.Tab value="cost">Cost</Tabs.Tab>
            </>
          )}
          <Tabs.Tab value="json">JSON</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="data">
          <DataTab panel={panel} scope={scope} answer={answer} title={title} />
        </Tabs.Panel>
        <Tabs.Panel value="statistics">
          <StatisticsTab answer={answer} />
        </Tabs.Panel>
        <Tabs.Panel value="request">
          <RequestTab panel={panel} scope={scope} answer={answer} />
        </Tabs.Panel>
        <Tabs.Panel value="cost">
          <ExplainPanel targets={answer.asked} range={range} zone={scope.zone} />
        </Tabs.Panel>
        <Tabs.Panel value="json">
          <PanelJson panel={panel} {...(onChange ? { onApply: onChange } : {})} />
        </Tabs.Panel>
      </Tabs.Root>
    </Modal>
  );
}

interface TabProps {
  readonly panel: Panel;
  readonly scope: DashboardScope;
  readonly answer: PanelAnswer;
}

/** The values as tables: as the panel shows them, or as the queries answered. */
function DataTab({ panel, scope, answer, title }: TabProps & { readonly title: string }) {
  const transformed = (panel.transformations ?? []).some(({ disabled }) => !disabled);
  const [raw, setRaw] = useState(false);
  const { results, error, retry } = answer.chart;
  const answers = useMemo(() => (raw ? joined(framesOfAnswers(results ?? [])) : []), [raw, results]);
  const file = title || 'panel';
  if (error) return <Problem error={error} retry={retry} />;
  return (
    <div className={styles['stack']}>
      {transformed && (
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={raw}
            onChange={({ currentTarget }) => setRaw(currentTarget.checked)}
          />
          Before the transformations
        </label>
      )}
      {raw
        ? answers.map((frame) => (
            <FrameTable
              key={frame.name}
              frame={frame}
              zone={scope.zone}
              label="Answers"
              rows={100}
              newestFirst
              file={file}
            />
          ))
        : answer.data && <DataTables data={answer.data} zone={scope.zone} file={file} />}
    </div>
  );
}

function StatisticsTab({ answer }: { answer: PanelAnswer }) {
  const { stats, results } = answer.chart;
  const rows = useMemo(
    () =>
      (results ?? []).flatMap(({ id, columns }) =>
        columns.map((column) => ({ id, key: `${id} ${column.name}`, ...statisticsOf(column) })),
      ),
    [results],
  );
  return (
    <div className={styles['stack']}>
      {stats && (
        <p className={styles['quiet']}>
          {formatCount(stats.series)} series and {formatCount(stats.points)} points in{' '}
          {digits(stats.milliseconds)} ms
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus */}
      <section className={styles['scroll']} tabIndex={0} aria-label="Statistics of each series">
        <table className={styles['figures']}>
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col">Query</th>
              <th scope="col">Values</th>
              <th scope="col">Gaps</th>
              <th scope="col">Step</th>
              <th scope="col">Stored every</th>
              <th scope="col">Made by</th>
              <th scope="col">Min</th>
              <th scope="col">Mean</th>
              <th scope="col">Max</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 500).map((row) => (
              <tr key={row.key}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                <td data-label="Query">{row.id}</td>
                <td data-label="Values">{formatCount(row.values)}</td>
                <td data-label="Gaps">{Math.round(row.gaps * 100)} %</td>
                <td data-label="Step">{formatDuration(row.step)}</td>
                <td data-label="Stored every">
                  {row.archiveStep === null ? '–' : formatDuration(row.archiveStep)}
                </td>
                <td data-label="Made by">{row.consolidation ?? '–'}</td>
                <td data-label="Min">{digits(row.min)}</td>
                <td data-label="Mean">{digits(row.mean)}</td>
                <td data-label="Max">{digits(row.max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > 500 && (
        <p className={styles['quiet']}>The first 500 of {formatCount(rows.length)} series.</p>
      )}
    </div>
  );
}

function RequestTab({ panel, scope, answer }: TabProps) {
  const range = panelRange(scope.page.range, panel);
  const request: QueryRequest = {
    targets: [...answer.asked],
    from: range.from,
    until: range.until,
    maxDataPoints: pointsFor(usualWidth, range, serverNow(), panel),
    tz: scope.zone,
    ...(panel.consolidateBy ? { consolidateBy: panel.consolidateBy } : {}),
  };
  const written = panel.targets ?? [];
  return (
    <div className={styles['stack']}>
      <section>
        <h3>As it is asked</h3>
        <CopyLine label="Question as JSON" text={JSON.stringify(request, null, 2)} />
      </section>
      <section>
        <h3>With curl</h3>
        <CopyLine label="Question with curl" text={curlQuery(location.origin, request)} />
      </section>
      <section>
        <h3>With curl, by Graphite's own endpoint</h3>
        <CopyLine label="Question to /render with curl" text={curlRender(location.origin, request)} />
      </section>
      <section>
        <h3>As it is written, and with variables and references put in</h3>
        <dl className={styles['targets']}>
          {written.map(({ refId, target }) => (
            <div key={refId}>
              <dt>{refId}</dt>
              <dd>
                <code>{target}</code>
                <code>{answer.asked.find(({ id }) => id === refId)?.target ?? 'not asked'}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
