import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Picker, type PickerOption } from '../components/Picker.tsx';
import type { FinderScope } from './finderScope.ts';
import { nodesBelow } from './nodesBelow.ts';
import { alternativesOf, splitPath, toggleAlternative, withSegment } from './pathSegments.ts';
import styles from './TargetBuilder.module.css';

interface SegmentsProps {
  readonly path: string;
  readonly scope: FinderScope;
  /** Names of variables, such as `host`. */
  readonly variables: readonly string[];
  onChange(path: string): void;
}

/** A metric's path, part by part: each a list of what there is at its place. */
export function Segments({ path, scope, variables, onChange }: SegmentsProps) {
  const segments = path === '' ? [] : splitPath(path);
  return (
    <span className={styles['segments']}>
      {segments.map((segment, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place in the path
        <span key={i} className={styles['segment']}>
          {i > 0 && <i aria-hidden>.</i>}
          <SegmentPicker
            parent={segments.slice(0, i).join('.')}
            segment={segment}
            removable={i > 0}
            scope={scope}
            variables={variables}
            onChange={(next) => onChange(withSegment(path, i, next))}
          />
        </span>
      ))}
      <NextSegment path={path} scope={scope} variables={variables} onChange={onChange} />
    </span>
  );
}

function useNodes(parent: string, scope: FinderScope, enabled: boolean) {
  return useQuery({
    queryKey: ['nodes-below', scope.resolve?.(parent) ?? parent, scope.stale, scope.from, scope.until],
    queryFn: () => nodesBelow(parent, scope),
    enabled,
    staleTime: 10_000,
  });
}

function optionsOf(
  nodes: readonly { text: string; leaf: boolean; branch: boolean }[],
  variables: readonly string[],
  inPlace: boolean,
): PickerOption[] {
  return [
    ...(inPlace || nodes.length > 1 ? [{ value: '*', label: '*', detail: 'all', group: 'Patterns' }] : []),
    ...variables.map((name) => ({ value: `$${name}`, label: `$${name}`, group: 'Variables' })),
    ...nodes.map(({ text, branch }) => ({
      value: text,
      label: text,
      group: 'Names',
      ...(branch ? { detail: '…' } : {}),
    })),
  ];
}

interface SegmentPickerProps {
  readonly parent: string;
  readonly segment: string;
  readonly removable: boolean;
  readonly scope: FinderScope;
  readonly variables: readonly string[];
  onChange(segment: string): void;
}

function SegmentPicker({ parent, segment, removable, scope, variables, onChange }: SegmentPickerProps) {
  const [opened, setOpened] = useState(false);
  const nodes = useNodes(parent, scope, opened);
  return (
    <Picker
      label={`Part of the path, now ${segment}`}
      testId="segment-search"
      trigger={
        <button type="button" className={styles['part']} data-glob={/[*?{[$]/.test(segment) || undefined}>
          {segment || '…'}
        </button>
      }
      options={optionsOf(nodes.data ?? [], variables, true)}
      chosen={alternativesOf(segment) ?? [segment]}
      placeholder="A name, or a pattern such as web*"
      loading={nodes.isFetching}
      empty={nodes.error ? 'The server does not answer.' : 'No metric has such a part here.'}
      free={(text) => (/[\s()"']/.test(text) ? null : { value: text, label: `Use "${text}"` })}
      note={
        <span className={styles['pickerNote']}>
          Ctrl+click picks several.
          {removable && (
            <button type="button" onClick={() => onChange('')}>
              End the path here
            </button>
          )}
        </span>
      }
      onOpen={() => setOpened(true)}
      onPick={(name, add) => onChange(add ? toggleAlternative(segment, name) : name)}
    />
  );
}

/** Goes one level deeper, while there is something. */
function NextSegment({ path, scope, variables, onChange }: SegmentsProps) {
  const nodes = useNodes(path, scope, true);
  const first = path === '';
  if (!first && nodes.data?.length === 0) return null;
  return (
    <Picker
      label={first ? 'First part of the path' : 'Next part of the path'}
      testId="segment-search"
      trigger={
        first ? (
          <button type="button" className={styles['part']} data-empty>
            Choose a metric
          </button>
        ) : (
          <button type="button" className={styles['more']} aria-label="One level deeper">
            <Plus size={13} aria-hidden />
          </button>
        )
      }
      options={optionsOf(nodes.data ?? [], variables, false)}
      placeholder={first ? 'A name, or a whole path' : 'A name, or a pattern such as web*'}
      loading={nodes.isFetching}
      empty={nodes.error ? 'The server does not answer.' : 'There is nothing here in this time range.'}
      free={(text) => (/[\s()"']/.test(text) ? null : { value: text, label: `Use "${text}"` })}
      onPick={(name) => onChange(first ? name : `${path}.${name}`)}
    />
  );
}
