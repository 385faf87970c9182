import type { Session } from '../../../../src/schema/api.ts';
import { Button } from '../../components/Button.tsx';
import { forgetFirstPassword } from './firstPassword.ts';
import styles from './SignInPage.module.css';
import { useNewPassword } from './useNewPassword.tsx';

interface NewPasswordFormProps {
  /** The password just signed in with; null when it has to be asked for. */
  readonly current: string | null;
  onDone(session: Session): void;
}

export function NewPasswordForm({ current, onDone }: NewPasswordFormProps) {
  const { fields, pending, submit } = useNewPassword(current, (session) => {
    forgetFirstPassword();
    onDone(session);
  });
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h1>Choose a password</h1>
      <p className={styles['lead']}>
        You signed in with the first password. Choose your own before going on.
      </p>
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
      {fields}
      <Button kind="primary" type="submit" data-testid="new-password-submit" aria-busy={pending}>
        {pending ? 'Saving…' : 'Save and go on'}
      </Button>
    </form>
  );
}
