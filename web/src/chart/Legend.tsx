import { useMemo, useSyncExternalStore } from 'react';
import { useTheme } from '../theme/useTheme.ts';
import { valueNear } from './cadence.ts';
import { crosshair, observeCrosshair } from './crosshair.ts';
import type { ChartModel } from './drawing.ts';
import { nearestIndex, summarise, toTable } from './frame.ts';
import styles from './Legend.module.css';
import { clickLegend } from './legend.ts';
import { dataColor } from './palette.ts';
import { formatValue } from './units.ts';

interface LegendProps {
  readonly model: ChartModel;
  /** With the least, greatest and mean values beside the newest. */
  readonly wide?: boolean;
  onHide(hidden: Set<string>): void;
}

/**
 * The series of a chart as a small table. The value is the newest, or the one at the crosshair while the
 * pointer is on any chart of the page.
 */
export function Legend({ model, wide = false, onHide }: LegendProps) {
  const theme = useTheme();
  const seconds = useSyncExternalStore(observeCrosshair, crosshair);
  const table = useMemo(() => toTable(model.columns), [model.columns]);
  const summaries = useMemo(() => model.columns.map((column) => summarise(column.values)), [model.columns]);
  const { from, until } = model.span;
  const index =
    seconds !== null && seconds >= from && seconds <= until ? nearestIndex(table.times, seconds) : -1;
  const keys = model.looks.map((look) => look.key);
  const shownValue = (i: number) =>
    index >= 0 ? valueNear(table.values[i], table.own[i], index) : summaries[i].last;

  return (
    <div className={wide ? styles['wide'] : styles['compact']}>
      {wide && model.looks.length > 0 && (
        <div className={styles['head']} aria-hidden>
          <span />
          <span>{index >= 0 ? 'At pointer' : 'Last'}</span>
          <span>Min</span>
          <span>Mean</span>
          <span>Max</span>
        </div>
      )}
      {model.looks.map((look, i) => (
        <button
          key={look.key}
          type="button"
          className={styles['row']}
          data-testid="legend-row"
          aria-pressed={!model.hidden.has(look.key)}
          title={`${look.label}\nClick: this one alone. Ctrl-click: on or off.`}
          onClick={(event) =>
            onHide(clickLegend(keys, model.hidden, look.key, event.ctrlKey || event.metaKey))
          }
        >
          <span className={styles['name']}>
            <i
              className={look.reference ? styles['dash'] : styles['swatch']}
              style={look.reference ? undefined : { background: dataColor(theme, look.color) }}
            />
            <span>
              <bdi>{look.label}</bdi>
            </span>
          </span>
          <span className={styles['value']}>{formatValue(shownValue(i), model.unit)}</span>
          {wide && (
            <>
              <span className={styles['value']}>{formatValue(summaries[i].min, model.unit)}</span>
              <span className={styles['value']}>{formatValue(summaries[i].mean, model.unit)}</span>
              <span className={styles['value']}>{formatValue(summaries[i].max, model.unit)}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
