import { bottomOf } from '../../../../src/view/layout.ts';
import { Modal } from '../../components/Modal.tsx';
import { panelTypeOf } from '../../panels/index.ts';
import { useActions } from '../actions.ts';
import { findPanel, mergePanels, movePanel, panelName, rowName } from '../edits.ts';
import styles from './Dialogs.module.css';

interface MergeDialogProps {
  readonly panelId: string;
  onClose(): void;
}

/** Puts the queries of one panel to those of another. */
export function MergeDialog({ panelId, onClose }: MergeDialogProps) {
  const actions = useActions();
  const dashboard = actions.current();
  const found = findPanel(dashboard, panelId);
  if (!found) return null;
  const goals = dashboard.rows.flatMap((row) =>
    row.panels
      .filter((panel) => panel.id !== panelId && panelTypeOf(panel.type)?.hasTargets)
      .map((panel) => ({ panel, row })),
  );
  return (
    <Modal title={`Merge ${panelName(found.panel)} into`} onClose={onClose}>
      <p className={styles['text']}>Its queries go there, and it goes away.</p>
      {goals.length === 0 && <p className={styles['text']}>No other panel has queries.</p>}
      <ul className={styles['choices']}>
        {goals.map(({ panel, row }) => (
          <li key={panel.id}>
            <button
              type="button"
              onClick={() => {
                actions.edit(mergePanels(dashboard, panelId, panel.id));
                actions.say(`Merged into ${panelName(panel)}.`, true);
                onClose();
              }}
            >
              {panel.title || panelName(panel)}
              {dashboard.rows.length > 1 && row.title && <small>{row.title}</small>}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** Moves a panel to the end of another row. */
export function ToRowDialog({ panelId, onClose }: MergeDialogProps) {
  const actions = useActions();
  const dashboard = actions.current();
  const found = findPanel(dashboard, panelId);
  if (!found) return null;
  return (
    <Modal title={`Move ${panelName(found.panel)} to`} onClose={onClose}>
      <ul className={styles['choices']}>
        {dashboard.rows
          .filter((row) => row.id !== found.row.id)
          .map((row) => (
            <li key={row.id}>
              <button
                type="button"
                onClick={() => {
                  actions.edit(
                    movePanel(found.panel, row.id, { ...found.panel.grid, x: 0, y: bottomOf(row.panels) }),
                  );
                  onClose();
                }}
              >
                {row.title || rowName(row)}
                <small>{row.panels.length === 1 ? '1 panel' : `${row.panels.length} panels`}</small>
              </button>
            </li>
          ))}
      </ul>
    </Modal>
  );
}
