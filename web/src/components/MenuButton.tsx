import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import type { MenuItem } from './menuItem.ts';

const load = () => import('./MenuPopup.tsx');
const MenuPopup = lazy(load);

interface MenuButtonProps {
  readonly label: string;
  /** Made when the menu opens. */
  items(): readonly MenuItem[];
  /** In the button; its label is read when it is an icon alone. */
  readonly children: ReactNode;
  readonly icon?: boolean;
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly className?: string;
  readonly testId?: string;
  /** For those who open it by a key. */
  readonly tabIndex?: number;
}

/** A button with a menu below it; the menu's code comes when somebody reaches for it. */
export function MenuButton(props: MenuButtonProps) {
  const { label, items, children, icon = false, kind = 'plain', className = '', testId, tabIndex } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={button}
        kind={kind}
        icon={icon}
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testId}
        tabIndex={tabIndex}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(!open)}
      >
        {children}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <MenuPopup label={label} items={items()} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
