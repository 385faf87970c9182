import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { AddFunction } from './AddFunction.tsx';
import { newArguments, slotsOf, withArgument } from './callArguments.ts';
import {
  type Chain,
  chainOf,
  type Functions,
  insertCall,
  moveCall,
  removeCall,
  replaceCall,
  treeOf,
  wrap,
} from './callChain.ts';
import { FunctionChip, isNested } from './FunctionChip.tsx';
import type { FinderScope } from './finderScope.ts';
import { referenceOf } from './pathSegments.ts';
import { Segments } from './Segments.tsx';
import { TagPicker, Tags } from './Tags.tsx';
import styles from './TargetBuilder.module.css';
import { type CallNode, callNode, pathNode, type TargetNode, valueNode } from './targetTree.ts';

export interface BuilderContext {
  readonly functions: Functions;
  readonly scope: FinderScope;
  /** Letters of other queries that may be referred to. */
  readonly refIds: readonly string[];
  /** Names of the dashboard's variables. */
  readonly variables: readonly string[];
}

interface TargetBuilderProps {
  readonly tree: TargetNode;
  readonly context: BuilderContext;
  onChange(tree: TargetNode): void;
}

/** A target as where its series come from and the functions they go through, from the first to the last. */
export default function TargetBuilder({ tree, context, onChange }: TargetBuilderProps) {
  const { functions } = context;
  const known = Object.keys(functions).length > 0;
  const chain = chainOf(tree, functions);
  const dragged = useRef<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  /** The call that was just added: its form opens by itself. */
  const [added, setAdded] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const set = (next: Chain) => onChange(treeOf(next));

  // Each call with its series in it, as the forms want them.
  let before = chain.source;
  const calls = chain.calls.map((call) => {
    const whole = wrap(before, call);
    before = whole;
    return whole;
  });
  const setCall = (at: number, { name, args, named, piped }: CallNode) =>
    set(replaceCall(chain, at, { name, rest: args.slice(1), named, piped }));
  const move = (from: number, to: number) => {
    setAdded(null);
    setFocused(Math.max(0, Math.min(chain.calls.length - 1, to)));
    set(moveCall(chain, from, to));
  };
  const drop = (event: DragEvent, at: number) => {
    if (dragged.current === null) return;
    event.preventDefault();
    event.stopPropagation();
    // What is taken out from before makes the places behind it one less.
    move(dragged.current, dragged.current < at ? at - 1 : at);
    dragged.current = null;
    setOver(null);
  };
  const dropPlace = (at: number) => ({
    'data-drop': over === at || undefined,
    onDragOver: (event: DragEvent) => {
      if (dragged.current === null) return;
      event.preventDefault();
      setOver(at);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => drop(event, at),
  });

  return (
    <div className={styles['builder']} data-testid="target-builder">
      <ol className={styles['chain']}>
        <li className={styles['source']}>
          <Source node={chain.source} context={context} onChange={(source) => set({ ...chain, source })} />
        </li>
        {calls.map((call, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a call is its place in the chain
            key={`${i} ${call.name}`}
            className={styles['dropPlace']}
            draggable
            onDragStart={(event) => {
              // Queries are dragged as well: this is none of them.
              event.stopPropagation();
              dragged.current = i;
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', call.name);
            }}
            {...dropPlace(i)}
          >
            <FunctionChip
              call={call}
              info={functions[call.name]}
              known={known}
              chained
              open={added === i}
              focused={focused === i}
              place={{ at: i, of: calls.length }}
              onChange={(next) => setCall(i, next)}
              onMove={(by) => move(i, i + by)}
              onRemove={() => {
                setAdded(null);
                setFocused(chain.calls.length > 1 ? Math.max(0, i - 1) : null);
                set(removeCall(chain, i));
              }}
            />
          </li>
        ))}
        <li className={styles['dropPlace']} {...dropPlace(calls.length)}>
          <AddFunction
            functions={functions}
            onAdd={(name) => {
              const info = functions[name];
              const rest = info ? newArguments(info) : [];
              setFocused(null);
              setAdded(info && info.params.length > 1 ? calls.length : null);
              set(insertCall(chain, calls.length, { name, rest, named: {}, piped: false }));
            }}
          />
        </li>
      </ol>
      {calls.map((call, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <NestedTargets key={i} call={call} chained context={context} onChange={(next) => setCall(i, next)} />
      ))}
    </div>
  );
}

interface NestedTargetsProps {
  readonly call: CallNode;
  readonly chained: boolean;
  readonly context: BuilderContext;
  onChange(call: CallNode): void;
}

/** Arguments that are targets themselves, each with a builder of its own. */
function NestedTargets({ call, chained, context, onChange }: NestedTargetsProps) {
  const info = context.functions[call.name];
  return slotsOf(call, info).flatMap(({ at, param, node }) => {
    if (node === null || (chained && at === 0) || !isNested(param, node)) return [];
    return [
      <fieldset key={at} className={styles['nested']}>
        <legend>
          {call.name} › {param?.name ?? at}
        </legend>
        <TargetBuilder
          tree={node}
          context={context}
          onChange={(next) => onChange(withArgument(call, info, at, next))}
        />
        <Button kind="quiet" onClick={() => onChange(withArgument(call, info, at, null))}>
          Remove
        </Button>
      </fieldset>,
    ];
  });
}

interface SourceProps {
  readonly node: TargetNode;
  readonly context: BuilderContext;
  onChange(node: TargetNode): void;
}

/** Where series come from: a path, tags, another query, or a function that makes them. */
function Source({ node, context, onChange }: SourceProps) {
  const { scope, variables, refIds, functions } = context;
  if (node.kind === 'path') {
    const reference = referenceOf(node.text);
    if (reference !== null)
      return (
        <select
          className={styles['reference']}
          aria-label="Query whose series are taken"
          value={node.text}
          onChange={({ target }) => onChange(pathNode(target.value))}
        >
          {[...new Set([reference, ...refIds])].map((refId) => (
            <option key={refId} value={`#${refId}`}>
              Query {refId}
            </option>
          ))}
          <option value="">A metric instead</option>
        </select>
      );
    return (
      <>
        <Segments
          path={node.text}
          scope={scope}
          variables={variables}
          onChange={(path) => onChange(pathNode(path))}
        />
        {node.text === '' && (
          <span className={styles['kinds']}>
            <span className={styles['word']}>or by tag</span>
            <TagPicker
              tag={null}
              others={[]}
              onPick={(tag) => onChange(callNode('seriesByTag', [valueNode(`${tag}=~.+`)]))}
            />
            {refIds.length > 0 && (
              <Button kind="quiet" onClick={() => onChange(pathNode(`#${refIds[0]}`))}>
                Another query
              </Button>
            )}
            <AddFunction
              functions={functions}
              what="making"
              label="Made series"
              onAdd={(name) => onChange(callNode(name, functions[name] ? newArguments(functions[name]) : []))}
            />
          </span>
        )}
      </>
    );
  }
  if (node.kind !== 'call') return <code className={styles['raw']}>{node.text}</code>;
  const texts = node.args.map((argument) =>
    argument.kind === 'value' && typeof argument.value === 'string' ? argument.value : null,
  );
  if (
    node.name === 'seriesByTag' &&
    texts.every((text) => text !== null) &&
    Object.keys(node.named).length === 0
  )
    return (
      <Tags
        expressions={texts}
        resolve={(text) => scope.resolve?.(text) ?? text}
        variables={variables}
        onChange={(next) =>
          onChange(next.length === 0 ? pathNode('') : { ...node, args: next.map((text) => valueNode(text)) })
        }
      />
    );
  return (
    <>
      <FunctionChip
        call={node}
        info={functions[node.name]}
        known={Object.keys(functions).length > 0}
        chained={false}
        onChange={onChange}
        onRemove={() => onChange(pathNode(''))}
      />
      <NestedTargets call={node} chained={false} context={context} onChange={onChange} />
    </>
  );
}
