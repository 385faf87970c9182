import { Modal } from '../components/Modal.tsx';
import { listCommands } from './commands.ts';
import { keyLabel } from './keyLabel.ts';
import styles from './ShortcutsDialog.module.css';

/** What the keys do on the page at hand, made from the commands themselves. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const groups = Map.groupBy(
    listCommands().filter((command) => command.keys.length > 0),
    (command) => command.group,
  );
  return (
    <Modal title="Keyboard shortcuts" onClose={onClose}>
      <div className={styles['groups']}>
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt>{command.label}</dt>
                  <dd>
                    {command.keys.map((key) => (
                      <kbd key={key}>{keyLabel(key)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
