import { lazy } from 'react';
import type { OpenDialog } from '../actions.ts';
import { AddPanelDialog } from './AddPanelDialog.tsx';
import { AnnotationDialog } from './AnnotationDialog.tsx';
import type { DialogProps } from './dialogProps.ts';
import { MergeDialog, ToRowDialog } from './MergeDialog.tsx';
import { RemoveRowDialog, RowDialog } from './RowDialog.tsx';
import { SaveAsDialog } from './SaveAsDialog.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { SelectableDialog } from './SelectableDialog.tsx';

const SettingsDialog = lazy(() => import('../settings/SettingsDialog.tsx'));
const ShareDialog = lazy(() => import('../share/ShareDialog.tsx'));

/** The form that is open over a dashboard's page. */
export default function Dialogs({ dialog, ...props }: DialogProps & { readonly dialog: OpenDialog }) {
  switch (dialog.kind) {
    case 'save':
      return <SaveDialog {...props} />;
    case 'save-as':
      return <SaveAsDialog {...props} />;
    case 'settings':
      return <SettingsDialog {...props} section={dialog.section ?? 'general'} />;
    case 'add-panel':
      return <AddPanelDialog rowId={dialog.rowId} {...props} />;
    case 'row':
      return <RowDialog rowId={dialog.rowId} {...props} />;
    case 'remove-row':
      return <RemoveRowDialog rowId={dialog.rowId} {...props} />;
    case 'merge':
      return <MergeDialog panelId={dialog.panelId} {...props} />;
    case 'to-row':
      return <ToRowDialog panelId={dialog.panelId} {...props} />;
    case 'selectable':
      return <SelectableDialog panelId={dialog.panelId} {...props} />;
    case 'share':
      return <ShareDialog panelId={dialog.panelId} {...props} />;
    case 'annotation':
      return <AnnotationDialog {...dialog} scope={props.scope} onClose={props.onClose} />;
  }
}
