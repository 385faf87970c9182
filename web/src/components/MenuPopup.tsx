import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type RefObject } from 'react';
import { Link } from 'wouter';
import styles from './MenuPopup.module.css';
import type { MenuItem } from './menuItem.ts';

interface MenuPopupProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly anchor: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

/** The open menu: arrow keys and letters go to its lines, Esc closes. */
export default function MenuPopup({ label, items, anchor, onClose }: MenuPopupProps) {
  return (
    <Menu.Root
      open
      onOpenChange={(open, details) => {
        // The button toggles by itself; a press on it must not close and open again.
        const onButton =
          details.event.target instanceof Node && anchor.current?.contains(details.event.target);
        if (!open && !onButton) onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          sideOffset={4}
          align="end"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Menu.Popup className={styles['popup']} aria-label={label} finalFocus={anchor}>
            {items.map((item) => (
              <Fragment key={item.label}>
                {item.divided && <Menu.Separator className={styles['line']} />}
                <Line item={item} onClose={onClose} />
              </Fragment>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Line({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const Icon = item.checked ? Check : item.icon;
  const inside = (
    <>
      <span className={styles['icon']}>{Icon && <Icon size={14} aria-hidden />}</span>
      <span className={styles['label']}>
        {item.label}
        {item.note && <small>{item.note}</small>}
      </span>
      {item.shortcut && <kbd aria-hidden>{item.shortcut}</kbd>}
    </>
  );
  const shared = {
    className: styles['item'],
    'data-danger': item.danger || undefined,
    'data-testid': item.testId,
    label: item.label,
  };
  if (item.checked !== undefined)
    return (
      <Menu.CheckboxItem
        {...shared}
        checked={item.checked}
        closeOnClick
        disabled={item.disabled ?? false}
        onClick={() => {
          onClose();
          item.onSelect?.();
        }}
      >
        {inside}
      </Menu.CheckboxItem>
    );
  if (item.href !== undefined)
    return (
      <Menu.Item
        {...shared}
        render={
          !item.href.startsWith('/') || /^\/(api|render)\//.test(item.href) ? (
            // biome-ignore lint/a11y/useAnchorContent: the item's own content is put into it
            <a href={item.href} target="_blank" rel="noreferrer" />
          ) : (
            <Link href={item.href} />
          )
        }
        onClick={onClose}
      >
        {inside}
      </Menu.Item>
    );
  return (
    <Menu.Item
      {...shared}
      disabled={item.disabled ?? false}
      onClick={() => {
        onClose();
        item.onSelect?.();
      }}
    >
      {inside}
    </Menu.Item>
  );
}
