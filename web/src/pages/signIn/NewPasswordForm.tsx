import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Session } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { forgetFirstPassword } from './firstPassword.ts';
import { checkNewPassword, type PasswordProblems } from './newPassword.ts';
import styles from './SignInPage.module.css';

interface NewPasswordFormProps {
  /** The password just signed in with; null when it has to be asked for. */
  readonly current: string | null;
  onDone(session: Session): void;
}

export function NewPasswordForm({ current, onDone }: NewPasswordFormProps) {
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<PasswordProblems>({});
  const change = useMutation({
    mutationFn: () => api.changePassword({ current: current ?? old, next }),
    onSuccess: (session) => {
      forgetFirstPassword();
      onDone(session);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkNewPassword(current ?? old, next, again);
    setProblems(found);
    if (Object.keys(found).length === 0 && !change.isPending) change.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h1>Choose a password</h1>
      <p className={styles['lead']}>
        You signed in with the first password. Choose your own before going on.
      </p>
      {change.error && <Problem error={change.error} />}
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
      {current === null && (
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          value={old}
          problem={problems.current}
          onChange={(event) => setOld(event.target.value)}
        />
      )}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        autoFocus
        note="At least 8 characters."
        value={next}
        problem={problems.next}
        onChange={(event) => setNext(event.target.value)}
        data-testid="new-password"
      />
      <TextField
        label="New password again"
        type="password"
        autoComplete="new-password"
        value={again}
        problem={problems.again}
        onChange={(event) => setAgain(event.target.value)}
        data-testid="new-password-repeat"
      />
      <Button kind="primary" type="submit" data-testid="new-password-submit" aria-busy={change.isPending}>
        {change.isPending ? 'Saving…' : 'Save and go on'}
      </Button>
    </form>
  );
}
