import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ChevronRight,
  Ellipsis,
  GripVertical,
  Plus,
  Settings2,
  Trash2,
} from 'lucide-react';
import type { PointerEvent } from 'react';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { MenuItem } from '../../components/menuItem.ts';
import { type DashboardActions, useActions } from '../actions.ts';
import { moveRow } from '../edits.ts';
import type { DashboardScope } from '../scope.ts';
import styles from './DashboardGrid.module.css';
import type { StandingRow } from './standing.ts';

interface RowHeadProps {
  readonly row: StandingRow;
  readonly folded: boolean;
  readonly scope: DashboardScope;
  onFold(): void;
  onGripDown(event: PointerEvent): void;
}

/** The heading of a row: folds it, and holds what can be done with it. */
export function RowHead({ row, folded, scope, onFold, onGripDown }: RowHeadProps) {
  const actions = useActions();
  const title = scope.interpolate(row.row.title ?? '', undefined, 'text') || 'Row';
  const count = row.items.length;
  return (
    <div className={styles['head']}>
      <h2>
        <button
          type="button"
          aria-expanded={!folded}
          data-testid="row-fold"
          onClick={onFold}
          title={folded ? 'Unfold' : 'Fold'}
        >
          {folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
          <span>{title}</span>
          {folded && <small>{count === 1 ? '1 panel' : `${count} panels`}</small>}
        </button>
      </h2>
      {scope.editable && row.copy === 0 && (
        <div className={styles['headActions']}>
          <MenuButton
            label={`Menu of row ${title}`}
            icon
            kind="quiet"
            testId="row-menu"
            items={() => rowMenu(row, actions)}
          >
            <Ellipsis size={16} aria-hidden />
          </MenuButton>
          <button
            type="button"
            tabIndex={-1}
            className={styles['grip']}
            aria-label={`Move row ${title}`}
            title="Drag to move the row"
            onPointerDown={onGripDown}
          >
            <GripVertical size={14} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}

function rowMenu({ row }: StandingRow, actions: DashboardActions): MenuItem[] {
  const { rows } = actions.current();
  const at = rows.findIndex((one) => one.id === row.id);
  return [
    {
      label: 'Add a panel here',
      icon: Plus,
      onSelect: () => actions.open({ kind: 'add-panel', rowId: row.id }),
    },
    {
      label: 'Title and repetition',
      icon: Settings2,
      testId: 'menu-row-settings',
      onSelect: () => actions.open({ kind: 'row', rowId: row.id }),
    },
    {
      label: 'Move up',
      icon: ArrowUp,
      divided: true,
      disabled: at <= 0,
      onSelect: () => actions.edit(moveRow(row, at - 1)),
    },
    {
      label: 'Move down',
      icon: ArrowDown,
      disabled: at >= rows.length - 1,
      onSelect: () => actions.edit(moveRow(row, at + 1)),
    },
    {
      label: 'Remove the row',
      icon: Trash2,
      danger: true,
      divided: true,
      testId: 'menu-row-remove',
      onSelect: () => actions.open({ kind: 'remove-row', rowId: row.id }),
    },
  ];
}
