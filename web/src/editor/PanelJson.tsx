import { lazy, Suspense, useState } from 'react';
import type { Panel } from '../../../src/schema/dashboard.ts';
import { Button } from '../components/Button.tsx';
import { Problem } from '../components/Problem.tsx';
import { type CheckedPanel, checkPanel } from './checkPanel.ts';
import styles from './Inspector.module.css';

const JsonEditor = lazy(() => import('../components/JsonEditor.tsx'));

interface PanelJsonProps {
  readonly panel: Panel;
  /** Missing where nothing may be changed. */
  onApply?(panel: Panel): void;
}

/** A panel as it is stored, to read, copy and edit. What is applied has been checked by the server before. */
export function PanelJson({ panel, onApply }: PanelJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(panel, null, 2));
  const [checked, setChecked] = useState<CheckedPanel | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const valid = isJson(text);
  const apply = async () => {
    setBusy(true);
    setFailure(null);
    try {
      // The panel's name for itself is what holds it in its place, whatever the text says.
      const answer = await checkPanel({ ...(JSON.parse(text) as object), id: panel.id });
      setChecked(answer);
      if (answer.panel) onApply?.({ ...answer.panel, grid: panel.grid });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles['stack']}>
      <div className={styles['json']}>
        <Suspense fallback={<pre className={styles['code']}>{text}</pre>}>
          <JsonEditor
            label="The panel as JSON"
            value={text}
            readOnly={!onApply}
            onChange={(next) => {
              setText(next);
              setChecked(null);
            }}
          />
        </Suspense>
      </div>
      {failure !== null && <Problem error={failure} />}
      {checked && checked.problems.length > 0 && (
        <ul className={styles['problems']} role="alert">
          {checked.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {onApply && (
        <div className={styles['line']}>
          <Button
            kind="primary"
            disabled={!valid || busy}
            onClick={() => void apply()}
            data-testid="apply-json"
          >
            Apply
          </Button>
          <p className={styles['quiet']}>
            {!valid
              ? 'This is no JSON yet.'
              : checked?.panel
                ? 'Applied. It can be undone.'
                : 'Its place on the dashboard stays as it is.'}
          </p>
        </div>
      )}
    </div>
  );
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
