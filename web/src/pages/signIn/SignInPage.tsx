import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Redirect, useSearch } from 'wouter';
import type { Session } from '../../../../src/schema/api.ts';
import { sessionKey } from '../../api/session.ts';
import { Mark } from '../../app/Mark.tsx';
import { takeFirstPassword } from './firstPassword.ts';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';
import { safeNext } from './safeNext.ts';

/** Name and password, then (on first use) the choice of a password, then back to where one came from. */
export default function SignInPage({ session }: { session: Session }) {
  const queryClient = useQueryClient();
  const next = safeNext(new URLSearchParams(useSearch()).get('next'));
  const done = (now: Session) => queryClient.setQueryData(sessionKey, now);

  useEffect(() => {
    document.title = 'Sign in · Plumbago';
  }, []);

  if (session.user && !session.mustChangePassword) return <Redirect to={next} replace />;
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <header className={styles['head']}>
          <Mark size={32} />
          <div>
            <p className={styles['product']}>Plumbago</p>
            <p className={styles['host']}>{session.hostname}</p>
          </div>
        </header>
        {session.user && session.mustChangePassword ? (
          <NewPasswordForm current={takeFirstPassword()} onDone={done} />
        ) : (
          <SignInForm firstUse={session.firstUse} onDone={done} />
        )}
      </div>
      <p className={styles['version']}>Version {session.version}</p>
    </main>
  );
}
