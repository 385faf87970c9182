import type { Panel } from '../../../../src/schema/dashboard.ts';
import styles from './PanelFrame.module.css';

/** A panel that nothing here draws: what it is, and all that is known of it. */
export function UnsupportedPanel({ panel }: { panel: Panel }) {
  const type = panel.type === 'unsupported' ? (panel.options?.type ?? 'unknown') : panel.type;
  return (
    <div className={styles['unsupported']}>
      <p>
        Panels of the type <strong>{type}</strong> are kept, but not drawn here.
      </p>
      <details>
        <summary>Its settings</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus */}
        <pre tabIndex={0}>{JSON.stringify(panel, null, 2)}</pre>
      </details>
    </div>
  );
}
