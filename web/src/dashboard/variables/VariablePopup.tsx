import { Popover } from '@base-ui/react/popover';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useDeferredValue, useId, useMemo, useState } from 'react';
import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import { mostChoices, type VariableState } from '../../../../src/view/variables/resolve.ts';
import { allChosen, isAll } from '../../../../src/view/variables/values.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { ChoiceList } from './ChoiceList.tsx';
import { matchChoices, toggleChoice } from './choices.ts';
import styles from './VariableControl.module.css';

interface VariablePopupProps {
  readonly state: VariableState;
  readonly label: string;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  onChange(value: VariableValue): void;
  onClose(): void;
}

/**
 * The choices of a variable. What one types narrows them; arrow keys and Enter choose. Several values are checked one after
 * the other and are put to use when the list closes.
 */
export default function VariablePopup({ state, label, anchor, onChange, onClose }: VariablePopupProps) {
  const { variable, options, truncated, request } = state;
  const multi = 'multi' in variable && variable.multi === true;
  const offersAll = 'includeAll' in variable && variable.includeAll === true;
  const started = listOf(state.chosen);
  const [picked, setPicked] = useState<readonly string[]>(started);
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const listId = useId();
  // A list that was cut is searched where it is whole.
  const searched = useQuery({
    queryKey: ['variable-values', request, search],
    queryFn: ({ signal }) => dashboardsApi.variableValues({ ...request!, search, limit: 500 }, signal),
    enabled: truncated && search !== '' && request !== null,
    placeholderData: keepPreviousData,
  });
  const choices = useMemo(() => {
    const found =
      truncated && search !== '' ? (searched.data?.options ?? []) : matchChoices(options ?? [], search);
    const own =
      search !== '' && 'multi' in variable && !found.some((one) => one.value === search)
        ? [{ value: search, text: search, own: true }]
        : [];
    const all = offersAll && search === '' ? [{ value: allChosen, text: 'All', own: false }] : [];
    return [...all, ...found.map((one) => ({ ...one, own: false })), ...own];
  }, [truncated, search, searched.data, options, variable, offersAll]);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      choices.findIndex((one) => started.includes(one.value)),
    ),
  );
  const at = Math.min(active, choices.length - 1);
  const commit = (next: readonly string[]) => {
    const value: VariableValue = multi || isAll([...next]) ? [...next] : (next[0] ?? '');
    if (JSON.stringify(listOf(value)) !== JSON.stringify(started)) onChange(value);
  };
  const close = () => {
    if (multi) commit(picked);
    onClose();
  };
  const choose = (value: string, only: boolean) => {
    if (multi && !only) {
      setPicked(toggleChoice(picked, value));
      return;
    }
    commit([value]);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const jumps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const jump = jumps[event.key];
    if (jump !== undefined) {
      setActive(Math.max(0, Math.min(choices.length - 1, at + jump)));
    } else if (event.key === 'Enter' && at >= 0) {
      const only = !multi || event.ctrlKey || event.metaKey;
      choose(choices[at].value, only);
      // Typed, chosen, done: with several, the next one is typed at once.
      if (!only && text !== '') setText('');
    } else return;
    event.preventDefault();
  };

  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => {
        const onButton =
          details.event.target instanceof Node && anchor.current?.contains(details.event.target);
        if (open) return;
        if (details.reason === 'escape-key') onClose();
        else if (!onButton) close();
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
          <Popover.Popup className={styles['popup']} aria-label={label} finalFocus={anchor}>
            <input
              type="text"
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
              aria-label={`Search ${label}`}
              className={styles['search']}
              placeholder={multi || 'multi' in variable ? 'Search, or type a pattern' : 'Search'}
              value={text}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              data-testid="variable-search"
              onKeyDown={onKeyDown}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
            />
            <LoadingBar on={searched.isFetching || (request !== null && options === null)} />
            <ChoiceList
              id={listId}
              label={label}
              choices={choices}
              active={at}
              picked={picked}
              multi={multi}
              none={
                options === null
                  ? ''
                  : options.length === 0
                    ? 'There is nothing to choose'
                    : 'Nothing matches'
              }
              onChoose={choose}
            />
            <div className={styles['foot']}>
              <span role="status">
                {truncated
                  ? `More than ${mostChoices.toLocaleString('en')}: type to find others`
                  : `${choices.length.toLocaleString('en')} ${choices.length === 1 ? 'choice' : 'choices'}`}
              </span>
              {multi && (
                <>
                  <Button kind="quiet" disabled={picked.length === 0} onClick={() => setPicked([])}>
                    Clear
                  </Button>
                  <Button kind="primary" onClick={close} data-testid="variable-apply">
                    Apply
                  </Button>
                </>
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function listOf(value: VariableValue | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}
