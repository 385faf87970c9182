import { Settings2 } from 'lucide-react';
import { annotationQueries, isShown } from '../../../../src/view/annotations.ts';
import { Button } from '../../components/Button.tsx';
import { useActions } from '../actions.ts';
import type { DashboardKind } from '../dashboardKind.ts';
import { type PageState, toggled } from '../pageState.ts';
import type { DashboardScope } from '../scope.ts';
import type { VariablesNow } from '../variables/useVariables.ts';
import { VariableControl } from '../variables/VariableControl.tsx';
import { DashboardLinks } from './DashboardLinks.tsx';
import styles from './FilterBar.module.css';

interface FilterBarProps {
  readonly variables: VariablesNow;
  readonly scope: DashboardScope;
  readonly state: PageState;
  readonly kind: DashboardKind;
}

/** Below the top bar: variables, switches of annotations, links. Nothing of these, no bar. */
export function FilterBar({ variables, scope, state, kind }: FilterBarProps) {
  const actions = useActions();
  const dashboard = scope.dashboard!;
  const shown = variables.states.filter(
    ({ variable }) => variable.hide !== 'variable' && variable.type !== 'constant',
  );
  const switches = annotationQueries(dashboard).filter(
    (query) => !query.hidden && (dashboard.annotations !== undefined || scope.annotations.length > 0),
  );
  const links = dashboard.links ?? [];
  if (shown.length === 0 && switches.length === 0 && links.length === 0) return null;
  return (
    <div className={styles['bar']} data-testid="filter-bar">
      {shown.map((one) => (
        <VariableControl
          key={one.variable.name}
          state={one}
          problem={variables.problems.get(one.variable.name) ?? null}
          label={scope.interpolate(one.variable.label ?? one.variable.name, undefined, 'text')}
          onChange={(value) => actions.setState({ variables: new Map([[one.variable.name, value]]) })}
        />
      ))}
      {scope.editable && shown.length > 0 && (
        <Button
          kind="quiet"
          icon
          aria-label="Change the variables"
          title="Change the variables"
          onClick={() => actions.open({ kind: 'settings', section: 'variables' })}
        >
          <Settings2 size={14} aria-hidden />
        </Button>
      )}
      {switches.map((query) => {
        const on = isShown(query, state.toggledAnnotations);
        return (
          <label key={query.name} className={styles['switch']}>
            <input
              type="checkbox"
              checked={on}
              onChange={() =>
                actions.setState(
                  { toggledAnnotations: toggled(state.toggledAnnotations, query.name) },
                  { replace: true },
                )
              }
            />
            {query.name}
          </label>
        );
      })}
      {links.length > 0 && (
        <DashboardLinks links={links} scope={scope} self={kind === 'saved' ? dashboard.uid : undefined} />
      )}
    </div>
  );
}
