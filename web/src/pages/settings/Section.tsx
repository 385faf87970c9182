import type { ReactNode } from 'react';
import styles from './SettingsPage.module.css';

/** A part of the settings: what it is at the left, what can be done at the right. */
export function Section({
  title,
  about,
  children,
}: {
  title: string;
  about: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles['section']}>
      <div className={styles['about']}>
        <h2>{title}</h2>
        <p>{about}</p>
      </div>
      <div className={styles['body']}>{children}</div>
    </section>
  );
}
