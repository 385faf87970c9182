import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Modal.module.css';

interface ModalProps {
  readonly title: string;
  readonly children: ReactNode;
  /** `wide` for lists and tables, `full` for what needs all the room there is. */
  readonly size?: 'normal' | 'wide' | 'full';
  onClose(): void;
}

/** A dialog over the page: focus stays inside, Esc and a click beside it close. */
export function Modal({ title, children, size = 'normal', onClose }: ModalProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} data-size={size}>
          <header>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            <Dialog.Close className={styles['close']} aria-label="Close">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
