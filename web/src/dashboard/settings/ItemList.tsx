import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import styles from './SettingsDialog.module.css';

interface ItemListProps<Item> {
  readonly items: readonly Item[];
  readonly addLabel: string;
  /** What is said where there is nothing. */
  readonly none: string;
  /** Place of the item whose form is open; -1 for none. */
  readonly open: number;
  name(item: Item): string;
  note(item: Item): string;
  form(item: Item, index: number): ReactNode;
  onOpen(index: number): void;
  onChange(items: Item[], what: string): void;
  onAdd(): void;
}

/** A list whose items are added, ordered, removed, and edited in a form below their line. */
export function ItemList<Item>(props: ItemListProps<Item>) {
  const { items, addLabel, none, open, name, note, form, onOpen, onChange, onAdd } = props;
  const move = (from: number, to: number) => {
    onChange(items.toSpliced(from, 1).toSpliced(to, 0, items[from]), `Move ${name(items[from])}`);
    onOpen(open === from ? to : -1);
  };
  return (
    <div className={styles['items']}>
      {items.length === 0 && <p className={styles['none']}>{none}</p>}
      <ul>
        {items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other identity while their names are typed
          <li key={i} className={styles['item']} data-open={open === i || undefined}>
            <div className={styles['itemHead']}>
              <button
                type="button"
                className={styles['itemName']}
                aria-expanded={open === i}
                onClick={() => onOpen(open === i ? -1 : i)}
              >
                <strong>{name(item)}</strong>
                <small>{note(item)}</small>
              </button>
              <Button
                kind="quiet"
                icon
                disabled={i === 0}
                aria-label={`Move ${name(item)} up`}
                onClick={() => move(i, i - 1)}
              >
                <ArrowUp size={14} aria-hidden />
              </Button>
              <Button
                kind="quiet"
                icon
                disabled={i === items.length - 1}
                aria-label={`Move ${name(item)} down`}
                onClick={() => move(i, i + 1)}
              >
                <ArrowDown size={14} aria-hidden />
              </Button>
              <Button
                kind="quiet"
                icon
                aria-label={`Remove ${name(item)}`}
                onClick={() => {
                  onChange(items.toSpliced(i, 1), `Remove ${name(item)}`);
                  onOpen(-1);
                }}
              >
                <Trash2 size={14} aria-hidden />
              </Button>
            </div>
            {open === i && <div className={styles['itemForm']}>{form(item, i)}</div>}
          </li>
        ))}
      </ul>
      <Button onClick={onAdd} data-testid="add-item">
        <Plus size={14} aria-hidden />
        {addLabel}
      </Button>
    </div>
  );
}
