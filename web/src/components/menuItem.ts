import type { LucideIcon } from 'lucide-react';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon;
  /** The key that does the same, shown at the right. */
  readonly shortcut?: string;
  /** What stands below the label in small letters. */
  readonly note?: string;
  readonly danger?: boolean;
  /** Of a choice: whether it is the one that holds. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly divided?: boolean;
  /** Opens an address instead of doing something. */
  readonly href?: string;
  readonly testId?: string;
  onSelect?(): void;
}
