import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Session } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { forgetFirstPassword, keepFirstPassword } from './firstPassword.ts';
import styles from './SignInPage.module.css';

export function SignInForm({ firstUse, onDone }: { firstUse: boolean; onDone: (session: Session) => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ name?: string; password?: string }>({});
  const signIn = useMutation({
    mutationFn: () => api.signIn({ name: name.trim(), password }),
    onSuccess: (session) => {
      if (session.mustChangePassword) keepFirstPassword(password);
      else forgetFirstPassword();
      onDone(session);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problems = {
      ...(name.trim() ? {} : { name: 'Type your name.' }),
      ...(password ? {} : { password: 'Type your password.' }),
    };
    setMissing(problems);
    if (Object.keys(problems).length === 0 && !signIn.isPending) signIn.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h1>Sign in</h1>
      {firstUse && (
        <p className={styles['first']}>
          First time here? Sign in as <code>admin</code> with the password <code>admin</code>. You will then
          be asked to choose your own.
        </p>
      )}
      {signIn.error && <Problem error={signIn.error} />}
      <TextField
        label="Name"
        name="username"
        autoComplete="username"
        autoFocus
        value={name}
        problem={missing.name}
        onChange={(event) => setName(event.target.value)}
        data-testid="sign-in-name"
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        problem={missing.password}
        onChange={(event) => setPassword(event.target.value)}
        data-testid="sign-in-password"
      />
      <Button kind="primary" type="submit" data-testid="sign-in-submit" aria-busy={signIn.isPending}>
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
