import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { FieldConfig } from '../../../../src/schema/dashboard.ts';
import { useChartData } from '../../api/useChartData.ts';
import { chooseSeries } from '../../chart/chooseSeries.ts';
import { TimeChart } from '../../chart/TimeChart.tsx';
import { useVisible } from '../../chart/useVisible.ts';
import { useTheme } from '../../theme/useTheme.ts';
import type { PageRange } from '../../time/usePageRange.ts';
import styles from './HostPage.module.css';
import { type PanelDefinition, targetsFor } from './hostDashboard.ts';

const chartHeight = 176;

interface PanelProps {
  readonly panel: PanelDefinition;
  readonly host: string;
  readonly page: PageRange;
  /** False while the range is not decided: nothing is asked before. */
  readonly ready: boolean;
}

/** One chart of the host's dashboard. What the host does not send takes no room. */
export function Panel({ panel, host, page, ready }: PanelProps) {
  const theme = useTheme();
  const root = useRef<HTMLElement>(null);
  const visible = useVisible(root);
  const [width, setWidth] = useState(0);
  // A panel that found nothing is out of sight, but goes on listening: a young host sends more by and by.
  const [collapsed, setCollapsed] = useState(false);
  const targets = useMemo(() => targetsFor(panel, host), [panel, host]);
  const data = useChartData({
    targets,
    range: page.range,
    width,
    visible: ready && (visible || collapsed),
    paused: page.paused,
  });
  const { series } = useMemo(() => {
    const columns = data.results?.flatMap((result) => result.columns) ?? [];
    const field: FieldConfig = { ...panel.axis, ...(panel.stacked ? { stacking: { mode: 'normal' } } : {}) };
    return chooseSeries(columns, panel.unit, theme, { natural: true, field, ...panel.pick });
  }, [data.results, panel, theme]);
  const failed = data.results?.filter((result) => result.error) ?? [];
  // A host without swap has no swap panel; in a fixed range it may only have been silent, so the panel stays.
  const nothing =
    data.results !== null &&
    failed.length === 0 &&
    (series.every((one) => one.config.reference) ||
      (panel.onlyWhen !== undefined &&
        series.every((one) => !panel.onlyWhen!.test(one.name) || one.values.every((value) => !value))));
  const collapse = nothing && page.live && !data.stale;
  useEffect(() => setCollapsed(collapse), [collapse]);
  const explore = `/explore?${new URLSearchParams([
    ...targets.map(({ target }) => ['target', target]),
    ['from', page.range.from],
    ['until', page.range.until],
  ])}`;

  return (
    <article ref={root} className={styles['panel']} hidden={collapse}>
      <TimeChart
        panel={panel.id}
        title={panel.title}
        note={panel.note}
        series={series}
        data={data}
        height={chartHeight}
        page={page}
        onWidth={setWidth}
        actions={
          <Link href={explore} className={styles['explore']}>
            Explore<span className="visually-hidden"> {panel.title}</span>
          </Link>
        }
      />
    </article>
  );
}
