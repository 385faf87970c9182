import type { DashboardMeta } from '../../../../src/schema/dashboards.ts';
import type { DashboardKind } from '../dashboardKind.ts';
import type { DashboardScope } from '../scope.ts';
import type { Editor } from '../useEditor.ts';
import type { VariablesNow } from '../variables/useVariables.ts';

/** What every form over a dashboard's page gets. */
export interface DialogProps {
  readonly kind: DashboardKind;
  readonly editor: Editor;
  readonly meta: DashboardMeta | null;
  readonly scope: DashboardScope;
  readonly variables: VariablesNow;
  onClose(): void;
}
