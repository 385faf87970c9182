import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { sessionKey } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { checkNewPassword, type PasswordProblems } from '../signIn/newPassword.ts';
import styles from './SettingsPage.module.css';

export function ChangePasswordForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<PasswordProblems>({});
  const change = useMutation({
    mutationFn: () => api.changePassword({ current, next }),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionKey, session);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkNewPassword(current, next, again);
    setProblems(found);
    if (Object.keys(found).length === 0 && !change.isPending) change.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {change.error && <Problem error={change.error} />}
      <TextField
        label="Current password"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        problem={problems.current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        note="At least 8 characters."
        value={next}
        problem={problems.next}
        onChange={(event) => setNext(event.target.value)}
      />
      <TextField
        label="New password again"
        type="password"
        autoComplete="new-password"
        value={again}
        problem={problems.again}
        onChange={(event) => setAgain(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button kind="primary" type="submit" aria-busy={change.isPending}>
          Change password
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
