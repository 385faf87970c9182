import { useState } from 'react';
import type { Variable } from '../../../../src/schema/dashboard.ts';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { compact, setMembers } from '../edits.ts';
import { ItemList } from './ItemList.tsx';
import { VariableForm } from './VariableForm.tsx';

const words: Record<Variable['type'], string> = {
  query: 'Query',
  custom: 'List',
  text: 'Text',
  constant: 'Constant',
  interval: 'Interval',
};

/** The variables of a dashboard: what stands in titles and queries as `$name`. */
export function VariablesSection({ editor, scope }: DialogProps) {
  const variables = editor.dashboard.variables ?? [];
  const [open, setOpen] = useState(-1);
  const set = (next: Variable[], name: string) =>
    editor.edit(setMembers({ variables: next.length > 0 ? next : undefined }, name));
  return (
    <ItemList<Variable>
      items={variables}
      open={open}
      onOpen={setOpen}
      addLabel="Add a variable"
      none="A variable makes one dashboard of many: its values are chosen in a list at the top, and stand in queries and titles as $name."
      name={(variable) => variable.label || variable.name}
      note={(variable) => `$${variable.name} · ${words[variable.type]}${summary(variable)}`}
      onChange={set}
      onAdd={() => {
        const taken = new Set(variables.map((variable) => variable.name));
        let n = 1;
        while (taken.has(`variable${n}`)) n++;
        set([...variables, { name: `variable${n}`, type: 'query', query: '' }], 'Add a variable');
        setOpen(variables.length);
      }}
      form={(variable, i) => (
        <VariableForm
          variable={variable}
          taken={variables.filter((_, other) => other !== i).map((other) => other.name)}
          scope={scope}
          onChange={(next) => set(variables.with(i, compact(next)), `Change variable $${next.name}`)}
        />
      )}
    />
  );
}

function summary(variable: Variable): string {
  switch (variable.type) {
    case 'query':
      return variable.query ? ` · ${variable.query}` : '';
    case 'custom':
    case 'interval':
      return variable.options ? ` · ${variable.options}` : '';
    case 'constant':
      return ` · ${variable.value}`;
    case 'text':
      return '';
  }
}
