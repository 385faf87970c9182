import { Button } from '../components/Button.tsx';
import { panelTypes } from '../panels/index.ts';
import { useActions } from './actions.ts';
import { copiedPanel } from './clipboard.ts';
import styles from './DashboardView.module.css';
import { addPanel, newId } from './edits.ts';
import { newPanel } from './newPanel.ts';

/** A dashboard without anything on it: what to do about that. */
export function FirstPanel({ editable, hasCopied }: { editable: boolean; hasCopied: boolean }) {
  const actions = useActions();
  if (!editable)
    return (
      <div className={styles['first']}>
        <h2>Nothing is on this dashboard yet</h2>
      </div>
    );
  const add = (type: (typeof panelTypes)[number]) => {
    const panel = newPanel(type, newId(actions.current(), 'p'));
    actions.edit(addPanel(panel, null));
    actions.setState({ edit: panel.id });
  };
  return (
    <div className={styles['first']}>
      <h2>Add the first panel</h2>
      <p>What should it show? You can change that later.</p>
      <ul>
        {panelTypes.slice(0, 6).map((type) => (
          <li key={type.type}>
            <button type="button" onClick={() => add(type)} data-testid={`first-${type.type}`}>
              <type.icon size={18} strokeWidth={1.75} aria-hidden />
              <strong>{type.label}</strong>
              <span>{type.summary}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles['firstMore']}>
        <Button onClick={() => actions.open({ kind: 'add-panel', rowId: null })}>All types of panels</Button>
        {hasCopied && (
          <Button
            onClick={() => {
              const panel = copiedPanel();
              if (panel) actions.edit(addPanel({ ...panel, id: newId(actions.current(), 'p') }, null));
            }}
          >
            Paste the copied panel
          </Button>
        )}
        <Button onClick={() => actions.open({ kind: 'settings', section: 'json' })}>From JSON</Button>
      </div>
    </div>
  );
}
