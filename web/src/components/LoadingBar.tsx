import styles from './LoadingBar.module.css';

/** A thin bar at the top edge of its (positioned) parent, which shows itself only after 300 ms. */
export function LoadingBar({ on }: { on: boolean }) {
  return on ? <div className={styles['bar']} role="progressbar" aria-label="Loading" /> : null;
}
