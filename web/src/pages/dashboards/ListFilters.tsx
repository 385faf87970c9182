import { Star, Tags } from 'lucide-react';
import type { DashboardList } from '../../../../src/schema/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Picker } from '../../components/Picker.tsx';
import styles from './DashboardsPage.module.css';
import type { ListSort, ListState } from './listState.ts';

/** Tags that have a chip of their own; the others are found in a list. */
const mostChips = 10;

interface ListFiltersProps {
  readonly state: ListState;
  readonly tags: DashboardList['tags'];
  /** Somebody is signed in: there are stars, and what was opened lately. */
  readonly own: boolean;
  onChange(changes: Partial<ListState>): void;
}

/** What narrows and orders the list beside the words. */
export function ListFilters({ state, tags, own, onChange }: ListFiltersProps) {
  const chips = tags.slice(0, mostChips);
  const more = tags.slice(mostChips);
  // A tag that was chosen stays in sight, also when it is of the list's end, or of nobody any more.
  const further = state.tags.filter((tag) => !chips.some((chip) => chip.tag === tag));
  const toggle = (tag: string) =>
    onChange({
      tags: state.tags.includes(tag) ? state.tags.filter((one) => one !== tag) : [...state.tags, tag],
    });
  const sorts: { value: ListSort; label: string }[] = [
    { value: 'title', label: state.text.trim() ? 'Best match' : 'By folders' },
    { value: 'updated', label: 'Last changed' },
    ...(own ? [{ value: 'recent' as const, label: 'Opened lately' }] : []),
  ];
  return (
    <div className={styles['filters']}>
      <div className={styles['chips']}>
        {own && (
          <button
            type="button"
            aria-pressed={state.starred}
            data-testid="filter-starred"
            onClick={() => onChange({ starred: !state.starred })}
          >
            <Star size={13} aria-hidden /> Starred
          </button>
        )}
        {[...further.map((tag) => ({ tag, count: null })), ...chips].map(({ tag, count }) => (
          <button
            key={tag}
            type="button"
            aria-pressed={state.tags.includes(tag)}
            data-testid="filter-tag"
            onClick={() => toggle(tag)}
          >
            {tag} {count !== null && <small>{count}</small>}
          </button>
        ))}
        {more.length > 0 && (
          <Picker
            label="More tags"
            trigger={
              <Button kind="quiet">
                <Tags size={13} aria-hidden /> {more.length} more
              </Button>
            }
            options={more.map(({ tag, count }) => ({ value: tag, label: tag, detail: String(count) }))}
            chosen={state.tags}
            several
            empty="No tag has that in it."
            onPick={toggle}
          />
        )}
      </div>
      <label className={styles['sort']}>
        <span className="visually-hidden">Order</span>
        <select
          value={state.sort}
          data-testid="sort"
          onChange={(event) => onChange({ sort: event.target.value as ListSort })}
        >
          {sorts.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
