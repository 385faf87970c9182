import type { OptionGroup } from '../panels/optionFields.ts';

/** What every panel has, whatever its type: members of the panel itself. */
export const panelGroup: OptionGroup = {
  title: 'Panel',
  fields: [
    { path: 'title', label: 'Title', kind: 'text', placeholder: 'No title' },
    {
      path: 'description',
      label: 'Description',
      kind: 'text',
      lines: 3,
      placeholder: 'Markdown, shown at the title',
    },
    { path: 'transparent', label: 'No frame', kind: 'switch' },
    { path: 'links', label: 'Links', kind: 'links' },
  ],
};

/** A panel once for each value of one of these variables. */
export function repeatGroup(variables: readonly string[]): OptionGroup {
  return {
    title: 'Repeat',
    fields: [
      {
        path: 'repeat.variable',
        label: 'For each',
        kind: 'choice',
        help: 'The panel once for each value of the variable',
        choices: [
          { value: '', label: 'Not repeated' },
          ...variables.map((name) => ({ value: name, label: `$${name}` })),
        ],
      },
      {
        path: 'repeat.direction',
        label: 'Placed',
        kind: 'choice',
        choices: [
          { value: 'right', label: 'Beside' },
          { value: 'down', label: 'Below' },
        ],
        when: isRepeated,
      },
      {
        path: 'repeat.maxPerRow',
        label: 'Beside each other',
        kind: 'number',
        min: 1,
        max: 24,
        step: 1,
        default: 4,
        when: isRepeated,
      },
    ],
  };
}

function isRepeated(values: Readonly<Record<string, unknown>>): boolean {
  const { repeat } = values as { readonly repeat?: { readonly variable?: string } };
  return Boolean(repeat?.variable);
}

/** How a panel asks: only where it has queries. */
export const queryGroup: OptionGroup = {
  title: 'Time and resolution',
  fields: [
    {
      path: 'timeFrom',
      label: 'Own range',
      kind: 'text',
      whenLeft: true,
      placeholder: 'The dashboard’s',
      help: 'Such as 6h, or 1d/d for today',
    },
    {
      path: 'timeShift',
      label: 'Earlier by',
      kind: 'text',
      whenLeft: true,
      placeholder: 'Not moved',
      help: 'Such as 7d',
    },
    {
      path: 'hideTimeNote',
      label: 'Hide the note',
      kind: 'switch',
      help: 'What says that the panel has a time of its own',
      when: ({ timeFrom, timeShift }) => Boolean(timeFrom) || Boolean(timeShift),
    },
    {
      path: 'compare',
      label: 'Compare with',
      kind: 'text',
      whenLeft: true,
      placeholder: 'As the dashboard says',
      help: 'The same series a while earlier, dashed: such as 1d or 7d',
    },
    {
      path: 'consolidateBy',
      label: 'Coarser values',
      kind: 'choice',
      help: 'How several values become one',
      choices: [
        { value: '', label: 'As each series says' },
        { value: 'average', label: 'Average' },
        { value: 'min', label: 'Least' },
        { value: 'max', label: 'Greatest' },
        { value: 'sum', label: 'Sum' },
        { value: 'last', label: 'Last' },
        { value: 'first', label: 'First' },
      ],
    },
    {
      path: 'maxDataPoints',
      label: 'Values at most',
      kind: 'number',
      whenLeft: true,
      min: 1,
      max: 100_000,
      step: 1,
      placeholder: 'One a pixel',
    },
    {
      path: 'minInterval',
      label: 'No finer than',
      kind: 'number',
      whenLeft: true,
      min: 1,
      step: 1,
      suffix: 's',
      placeholder: 'auto',
    },
  ],
};
