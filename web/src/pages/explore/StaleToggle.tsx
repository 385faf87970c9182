import styles from './StaleToggle.module.css';

interface StaleToggleProps {
  readonly stale: boolean;
  onChange(stale: boolean): void;
}

/** Whether metrics without a point in the range are offered too. */
export function StaleToggle({ stale, onChange }: StaleToggleProps) {
  return (
    <label className={styles['toggle']} title="Also metrics without a point in the time range">
      <input
        type="checkbox"
        checked={stale}
        data-testid="show-stale"
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      Show stale
    </label>
  );
}
