import { Modal } from '../components/Modal.tsx';
import { listCommands } from './commands.ts';
import styles from './ShortcutsDialog.module.css';

const spoken: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };

/** What the keys do on the page at hand, made from the commands themselves. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const groups = Map.groupBy(listCommands(), (command) => command.group);
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
                      <kbd key={key}>{spoken[key] ?? key}</kbd>
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
