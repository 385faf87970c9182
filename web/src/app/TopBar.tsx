import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import styles from './TopBar.module.css';

interface TopBarProps {
  readonly title: string;
  /** The page above this one. */
  readonly parent?: { readonly title: string; readonly href: string };
  /** What belongs beside the title, such as a mark or a count. */
  readonly note?: ReactNode;
  /** Controls at the right. */
  readonly children?: ReactNode;
}

/** The bar over every page: where one is, and the controls that rule the whole page. */
export function TopBar({ title, parent, note, children }: TopBarProps) {
  useEffect(() => {
    if (title) document.title = `${title} · Plumbago`;
  }, [title]);
  return (
    <header className={styles['bar']}>
      <div className={styles['where']}>
        {parent && (
          <>
            <Link href={parent.href} className={styles['parent']}>
              {parent.title}
            </Link>
            <span className={styles['slash']} aria-hidden>
              /
            </span>
          </>
        )}
        <h1 className={styles['title']} title={title}>
          {title}
        </h1>
        {note}
      </div>
      {children && <div className={styles['controls']}>{children}</div>}
    </header>
  );
}
