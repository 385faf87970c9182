import { type Consolidation, consolidations, resolutionOf } from '../../../src/view/chart/resolution.ts';
import type { Column } from '../../../src/view/frame.ts';
import { MenuButton } from '../components/MenuButton.tsx';
import styles from './ResolutionBadge.module.css';

interface ResolutionBadgeProps {
  readonly columns: readonly Column[];
  /** What was chosen; nothing is each series' own method. */
  readonly chosen: Consolidation | undefined;
  /** Missing where nothing can be chosen: the badge then only says what is shown. */
  readonly onChoose?: ((consolidation: Consolidation | undefined) => void) | undefined;
}

/** Says that values were rolled up and how, with the choice of another way. Nothing when every value is shown as it came. */
export function ResolutionBadge({ columns, chosen, onChoose }: ResolutionBadgeProps) {
  const resolution = resolutionOf(columns);
  if (!resolution) return null;
  const { label, words, archiveStep } = resolution;
  // What was only thinned out to the pixels there are is said quietly; what is stored coarser, in full.
  const look = `${styles['badge']} ${archiveStep === null ? styles['quiet'] : ''}`;
  if (!onChoose)
    return (
      <span className={look} title={words} data-testid="resolution">
        {label}
      </span>
    );
  return (
    <MenuButton
      label={`${label}. ${words} Choose what is shown`}
      className={look}
      kind="quiet"
      testId="resolution"
      items={() => [
        {
          label: 'As the series say',
          note: words,
          checked: chosen === undefined,
          onSelect: () => onChoose(undefined),
        },
        ...consolidations.map(({ id, label, note }, i) => ({
          label,
          note,
          checked: chosen === id,
          divided: i === 0,
          onSelect: () => onChoose(id),
        })),
      ]}
    >
      {label}
    </MenuButton>
  );
}
