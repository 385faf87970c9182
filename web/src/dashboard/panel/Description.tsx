import { Popover } from '@base-ui/react/popover';
import type { RefObject } from 'react';
import { Markdown } from '../../components/Markdown.tsx';
import styles from './PanelFrame.module.css';

interface DescriptionProps {
  readonly text: string;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

/** What a panel's author wrote about it. */
export default function Description({ text, anchor, onClose }: DescriptionProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => {
        const onButton =
          details.event.target instanceof Node && anchor.current?.contains(details.event.target);
        if (!open && !onButton) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup className={styles['description']} aria-label="Description" finalFocus={anchor}>
            <Markdown text={text} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
