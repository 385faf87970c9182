import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Session } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { sessionKey } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Problem.tsx';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';
import { roleWords } from './roleWords.ts';
import { Section } from './Section.tsx';
import styles from './SettingsPage.module.css';

export function AccountSection({ session }: { session: Session }) {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const signOut = useMutation({
    mutationFn: () => api.signOut(),
    onSuccess: (now) => {
      // What this person saw is not for the next one.
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      navigate('/sign-in');
      queryClient.setQueryData(sessionKey, now);
    },
  });

  if (!session.user)
    return (
      <Section title="Account" about="You look around without an account.">
        <p>
          Visitors may {roleWords[session.role]}. <Link href="/sign-in?next=/settings">Sign in</Link> to do
          more.
        </p>
      </Section>
    );
  return (
    <Section
      title="Account"
      about={
        <>
          Signed in as <strong>{session.user.name}</strong>, who may {roleWords[session.user.role]}.
        </>
      }
    >
      {signOut.error && <Problem error={signOut.error} />}
      {changing ? (
        <ChangePasswordForm
          onDone={() => {
            setChanging(false);
            setChanged(true);
          }}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <div className={styles['buttons']}>
          <Button
            onClick={() => {
              setChanging(true);
              setChanged(false);
            }}
          >
            Change password
          </Button>
          <Button onClick={() => signOut.mutate()} aria-busy={signOut.isPending}>
            <LogOut size={14} aria-hidden />
            Sign out
          </Button>
          {changed && <span role="status">The password is changed.</span>}
        </div>
      )}
    </Section>
  );
}
