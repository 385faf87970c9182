import { Plus, X } from 'lucide-react';
import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import { Button } from '../../components/Button.tsx';
import { DraftInput } from '../../components/DraftInput.tsx';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';

/** Places that a value leads to. */
export function LinksField({ value, onChange }: FieldProps<'links'>) {
  const links = (value ?? []) as readonly DashboardLink[];
  const set = (next: readonly DashboardLink[]) => onChange(next.length > 0 ? next : undefined);
  const change = (at: number, changes: Partial<DashboardLink>) =>
    set(
      links.with(
        at,
        Object.fromEntries(
          Object.entries({ ...links[at], ...changes }).filter(
            ([, each]) => each !== undefined && each !== false && each !== '',
          ),
        ),
      ),
    );
  return (
    <div className={styles['stack']}>
      <ul className={styles['rows']}>
        {links.map((link, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a link is its place in the list
          <li key={i} className={styles['card']}>
            <div className={styles['line']}>
              <DraftInput
                aria-label="Title of the link"
                placeholder="Title"
                value={link.title ?? ''}
                onText={(title) => change(i, { title })}
              />
              <Button
                kind="quiet"
                icon
                aria-label="Remove this link"
                onClick={() => set(links.toSpliced(i, 1))}
              >
                <X size={13} aria-hidden />
              </Button>
            </div>
            <DraftInput
              aria-label="Address"
              placeholder="/d/hosts?var-host=${__series.name}"
              value={link.url ?? ''}
              onText={(url) => change(i, { url })}
            />
            <div className={styles['checks']}>
              <Flag label="New tab" on={link.newTab ?? false} onChange={(newTab) => change(i, { newTab })} />
              <Flag
                label="Hand on the time"
                on={link.keepTime ?? false}
                onChange={(keepTime) => change(i, { keepTime })}
              />
              <Flag
                label="Hand on variables"
                on={link.keepVariables ?? false}
                onChange={(keepVariables) => change(i, { keepVariables })}
              />
            </div>
          </li>
        ))}
      </ul>
      <Button
        kind="quiet"
        className={styles['start'] ?? ''}
        onClick={() => set([...links, { title: '', url: '' }])}
      >
        <Plus size={13} aria-hidden />
        Add link
      </Button>
    </div>
  );
}

function Flag({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
