import { ClipboardPaste } from 'lucide-react';
import { Modal } from '../../components/Modal.tsx';
import { panelTypes } from '../../panels/index.ts';
import { useActions } from '../actions.ts';
import { copiedPanel } from '../clipboard.ts';
import { addPanel, newId, panelName } from '../edits.ts';
import { newPanel } from '../newPanel.ts';
import styles from './Dialogs.module.css';

/** What a new panel should be; texts and lists stand on the page at once, charts open for their query. */
export function AddPanelDialog({ rowId, onClose }: { rowId: string | null; onClose: () => void }) {
  const actions = useActions();
  const copied = copiedPanel();
  const put = (panel: ReturnType<typeof newPanel>, name?: string) => {
    actions.edit(addPanel(panel, rowId, name));
    onClose();
  };
  return (
    <Modal title="Add a panel" size="wide" onClose={onClose}>
      <ul className={styles['types']}>
        {panelTypes.map((type) => (
          <li key={type.type}>
            <button
              type="button"
              data-testid={`type-${type.type}`}
              onClick={() => {
                const panel = newPanel(type, newId(actions.current(), 'p'));
                put(panel);
                actions.setState({ edit: panel.id });
              }}
            >
              <type.icon size={18} strokeWidth={1.75} aria-hidden />
              <strong>{type.label}</strong>
              <span>{type.summary}</span>
            </button>
          </li>
        ))}
        {copied && (
          <li>
            <button
              type="button"
              data-testid="type-paste"
              onClick={() =>
                put({ ...copied, id: newId(actions.current(), 'p') }, `Paste ${panelName(copied)}`)
              }
            >
              <ClipboardPaste size={18} strokeWidth={1.75} aria-hidden />
              <strong>Paste {panelName(copied)}</strong>
              <span>The panel that was copied last</span>
            </button>
          </li>
        )}
      </ul>
    </Modal>
  );
}
