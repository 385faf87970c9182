import { useMutation } from '@tanstack/react-query';
import { Button } from './Button.tsx';
import styles from './ConfirmDialog.module.css';
import { Modal } from './Modal.tsx';
import { Problem } from './Problem.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What it means, for whom. */
  readonly text: string;
  /** On the button that does it. */
  readonly confirm: string;
  act(): Promise<unknown>;
  onDone(): void;
  onClose(): void;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({ title, text, confirm, act, onDone, onClose }: ConfirmDialogProps) {
  const change = useMutation({ mutationFn: act, onSuccess: onDone });
  return (
    <Modal title={title} onClose={onClose}>
      <p className={styles['text']}>{text}</p>
      {change.error && <Problem error={change.error} />}
      <div className={styles['buttons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="danger"
          disabled={change.isPending}
          data-testid="confirm"
          onClick={() => change.mutate()}
        >
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
