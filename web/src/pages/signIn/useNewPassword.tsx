import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Session } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { checkNewPassword, type PasswordProblems } from './newPassword.ts';

interface NewPassword {
  /** The fields, with what is wrong beside each. */
  readonly fields: ReactNode;
  readonly pending: boolean;
  submit(event: FormEvent): void;
}

/** Asks for a new password, twice, and for the present one unless it is known; then changes it. */
export function useNewPassword(known: string | null, onDone: (session: Session) => void): NewPassword {
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<PasswordProblems>({});
  const current = known ?? old;
  const change = useMutation({ mutationFn: () => api.changePassword({ current, next }), onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkNewPassword(current, next, again);
    setProblems(found);
    if (Object.keys(found).length === 0 && !change.isPending) change.mutate();
  };
  const fields = (
    <>
      {change.error && <Problem error={change.error} />}
      {known === null && (
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          autoFocus
          value={old}
          problem={problems.current}
          onChange={(event) => setOld(event.target.value)}
        />
      )}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        autoFocus={known !== null}
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
    </>
  );
  return { fields, pending: change.isPending, submit };
}
