import { useQueryClient } from '@tanstack/react-query';
import { sessionKey } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { useNewPassword } from '../signIn/useNewPassword.tsx';
import styles from './SettingsPage.module.css';

export function ChangePasswordForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const queryClient = useQueryClient();
  const { fields, pending, submit } = useNewPassword(null, (session) => {
    queryClient.setQueryData(sessionKey, session);
    onDone();
  });
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {fields}
      <div className={styles['buttons']}>
        <Button kind="primary" type="submit" aria-busy={pending}>
          Change password
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
