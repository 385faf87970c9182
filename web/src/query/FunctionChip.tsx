import { Popover } from '@base-ui/react/popover';
import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { FunctionInfo, FunctionParam } from '../api/client.ts';
import { Button } from '../components/Button.tsx';
import { DraftInput } from '../components/DraftInput.tsx';
import {
  argumentProblem,
  isSeriesParam,
  readArgument,
  shownArgument,
  slotsOf,
  withArgument,
  writtenOption,
} from './callArguments.ts';
import { FunctionDoc } from './FunctionDoc.tsx';
import styles from './TargetBuilder.module.css';
import { type CallNode, pathNode, type TargetNode } from './targetTree.ts';

interface FunctionChipProps {
  /** With its series in it. */
  readonly call: CallNode;
  readonly info: FunctionInfo | undefined;
  /** All functions are known: one that is not among them does not exist. */
  readonly known: boolean;
  /** Where the first argument is what the chain before it gives. */
  readonly chained: boolean;
  readonly open?: boolean;
  /** Takes the focus: it has just been moved here by a key. */
  readonly focused?: boolean;
  /** Places that it can move by; missing where it stays where it is. */
  readonly place?: { readonly at: number; readonly of: number };
  onChange(call: CallNode): void;
  onMove?(by: number): void;
  onRemove?(): void;
}

/** One function of the chain: its name and arguments, and behind a click its form. Alt with the arrow keys moves it. */
export function FunctionChip({
  call,
  info,
  known,
  chained,
  open = false,
  focused = false,
  place,
  onChange,
  onMove,
  onRemove,
}: FunctionChipProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  const slots = slotsOf(call, info).filter(({ at }) => !chained || at !== 0);
  const plain = slots.filter(({ param, node }) => !isNested(param, node));
  const shown = plain.flatMap(({ node, at }) =>
    node === null ? [] : [typeof at === 'string' ? `${at}=${shownArgument(node)}` : shownArgument(node)],
  );
  const wrong = plain.some(
    ({ param, node }) => node !== null && argumentProblem(shownArgument(node), param) !== null,
  );
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove?.();
    else if (event.altKey && event.key === 'ArrowLeft') onMove?.(-1);
    else if (event.altKey && event.key === 'ArrowRight') onMove?.(1);
    else return;
    event.preventDefault();
  };
  return (
    <Popover.Root defaultOpen={open}>
      <Popover.Trigger
        ref={button}
        className={styles['chip']}
        data-unknown={(known && !info) || wrong || undefined}
        data-testid="function-chip"
        title={info?.description.split('\n')[0] ?? (known ? 'There is no function of this name.' : undefined)}
        onKeyDown={keys}
      >
        <b>{call.name}</b>
        {shown.length > 0 && <span>{shown.join(', ')}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup className={styles['form']} aria-label={`Function ${call.name}`}>
            {info ? <FunctionDoc info={info} /> : <p>There is no function "{call.name}".</p>}
            {slots.map(({ at, param, node }) =>
              isNested(param, node) ? (
                node === null && (
                  <Button
                    key={at}
                    kind="quiet"
                    onClick={() => onChange(withArgument(call, info, at, pathNode('')))}
                  >
                    Add {param?.name ?? 'series'}
                  </Button>
                )
              ) : (
                <ArgumentField
                  key={at}
                  label={
                    typeof at === 'string' && !param ? at : (param?.name ?? `Argument ${Number(at) + 1}`)
                  }
                  param={param}
                  node={node}
                  onChange={(next) => onChange(withArgument(call, info, at, next))}
                />
              ),
            )}
            {(onMove || onRemove) && (
              <div className={styles['formActions']}>
                {onMove && place && (
                  <>
                    <Button kind="quiet" disabled={place.at === 0} onClick={() => onMove(-1)}>
                      <ArrowLeft size={13} aria-hidden />
                      Earlier
                    </Button>
                    <Button kind="quiet" disabled={place.at === place.of - 1} onClick={() => onMove(1)}>
                      <ArrowRight size={13} aria-hidden />
                      Later
                    </Button>
                  </>
                )}
                {onRemove && (
                  <Button kind="danger" onClick={onRemove}>
                    <Trash2 size={13} aria-hidden />
                    Remove
                  </Button>
                )}
              </div>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Arguments that are targets themselves are built below the chain, not in the form. */
export function isNested(param: FunctionParam | null, node: TargetNode | null): boolean {
  if (isSeriesParam(param)) return node === null || node.kind !== 'value';
  if (node === null) return false;
  return (
    node.kind === 'call' ||
    (node.kind === 'path' && (param === null || param.type === 'any') && !node.text.startsWith('$'))
  );
}

interface ArgumentFieldProps {
  readonly label: string;
  readonly param: FunctionParam | null;
  readonly node: TargetNode | null;
  onChange(node: TargetNode | null): void;
}

function ArgumentField({ label, param, node, onChange }: ArgumentFieldProps) {
  const id = useId();
  const value = shownArgument(node);
  const options =
    param?.options?.map(writtenOption) ?? (param?.type === 'boolean' ? ['true', 'false'] : null);
  const placeholder =
    param?.default !== undefined ? String(param.default) : param?.required ? '' : 'not given';
  const suggestions = param?.suggestions ?? [];
  return (
    <div className={styles['argument']}>
      <label htmlFor={id}>{label}</label>
      {options && (value === '' || options.includes(value)) ? (
        <select id={id} value={value} onChange={({ target }) => onChange(readArgument(target.value, param))}>
          {(value === '' || !param?.required) && <option value="">{placeholder || 'Choose'}</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <>
          <DraftInput
            id={id}
            list={suggestions.length > 0 ? `${id}-list` : undefined}
            value={value}
            placeholder={placeholder}
            whenLeft
            problem={(text) => argumentProblem(text, param)}
            onText={(text) => onChange(readArgument(text, param))}
          />
          {suggestions.length > 0 && (
            <datalist id={`${id}-list`}>
              {suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          )}
        </>
      )}
      <small>{typeWords[param?.type ?? 'any'] ?? param?.type}</small>
    </div>
  );
}

/** Graphite's words for types, in ours. */
const typeWords: Readonly<Record<string, string>> = {
  aggFunc: 'a way to combine',
  aggOrSeriesFunc: 'a way to combine',
  any: '',
  boolean: 'true or false',
  date: 'a moment',
  float: 'a number',
  intOrInf: 'a whole number or inf',
  intOrInterval: 'points or a length of time',
  integer: 'a whole number',
  interval: 'a length of time, such as 5min',
  node: 'position of a part, from 0',
  nodeOrTag: 'position of a part, or a tag',
  string: 'a text',
  tag: 'name of a tag',
};
