import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../components/Button.tsx';
import { Picker } from '../components/Picker.tsx';
import type { Functions } from './callChain.ts';
import { FunctionDoc } from './FunctionDoc.tsx';

interface AddFunctionProps {
  readonly functions: Functions;
  /** Only those that take series, or only those that make them. */
  readonly what?: 'changing' | 'making';
  readonly label?: string;
  onAdd(name: string): void;
}

/** All functions with what they do, searched by name, group and words of their description. */
export function AddFunction({ functions, what = 'changing', label = 'Function', onAdd }: AddFunctionProps) {
  const options = useMemo(
    () =>
      Object.values(functions)
        .filter(({ params }) => /^series/.test(params[0]?.type ?? '') === (what === 'changing'))
        .map(({ name, group }) => ({ value: name, label: name, group }))
        .sort((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label)),
    [functions, what],
  );
  return (
    <Picker
      label="Add a function"
      testId="function-search"
      trigger={
        <Button kind="quiet" data-testid="add-function">
          <Plus size={13} aria-hidden />
          {label}
        </Button>
      }
      options={options}
      placeholder="Search functions"
      loading={options.length === 0}
      empty="No function has this in its name or group."
      describe={({ value }) => functions[value] && <FunctionDoc info={functions[value]} />}
      onPick={onAdd}
    />
  );
}
