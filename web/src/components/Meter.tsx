import styles from './Meter.module.css';

/** How full something is, 0 to 100; colour speaks only when it is time to look. */
export function Meter({ percent, label }: { percent: number | null; label: string }) {
  const value = percent === null ? 0 : Math.max(0, Math.min(100, percent));
  const level = value >= 95 ? 'crit' : value >= 85 ? 'warn' : 'fine';
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native element cannot be drawn this thin in every browser
    <div
      className={styles['meter']}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      aria-valuetext={percent === null ? 'not known' : `${Math.round(value)} percent`}
    >
      <div data-level={level} style={{ width: `${value}%` }} />
    </div>
  );
}
