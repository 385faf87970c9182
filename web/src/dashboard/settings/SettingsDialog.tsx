import { Tabs } from '@base-ui/react/tabs';
import { lazy, Suspense, useState } from 'react';
import { Modal } from '../../components/Modal.tsx';
import type { SettingsSection } from '../actions.ts';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { AnnotationsSection } from './AnnotationsSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { LinksSection } from './LinksSection.tsx';
import styles from './SettingsDialog.module.css';
import { VariablesSection } from './VariablesSection.tsx';
import { VersionsSection } from './VersionsSection.tsx';

const JsonSection = lazy(() => import('./JsonSection.tsx'));

const titles: Record<SettingsSection, string> = {
  general: 'General',
  variables: 'Variables',
  annotations: 'Annotations',
  links: 'Links',
  json: 'JSON',
  versions: 'Versions',
};

/** Everything about a dashboard that is no panel. What changes here changes the page at once, and is undone like any edit. */
export default function SettingsDialog({
  section,
  ...props
}: DialogProps & { readonly section: SettingsSection }) {
  const { scope, kind, meta, editor, onClose } = props;
  const [open, setOpen] = useState<SettingsSection>(section);
  const sections: readonly SettingsSection[] = [
    ...(scope.editable ? (['general', 'variables', 'annotations', 'links'] as const) : []),
    'json',
    ...(kind === 'saved' && meta?.origin !== 'builtin' ? (['versions'] as const) : []),
  ];
  return (
    <Modal title={`Settings of ${editor.dashboard.title}`} size="full" onClose={onClose}>
      <Tabs.Root
        value={open}
        onValueChange={(value) => setOpen(value as SettingsSection)}
        orientation="vertical"
        className={styles['root']}
      >
        <Tabs.List className={styles['tabs']} aria-label="Settings">
          {sections.map((name) => (
            <Tabs.Tab key={name} value={name} className={styles['tab']} data-testid={`settings-${name}`}>
              {titles[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {sections.map((name) => (
          <Tabs.Panel key={name} value={name} className={styles['panel']}>
            {name === 'general' && <GeneralSection {...props} />}
            {name === 'variables' && <VariablesSection {...props} />}
            {name === 'annotations' && <AnnotationsSection {...props} />}
            {name === 'links' && <LinksSection {...props} />}
            {name === 'json' && (
              <Suspense fallback={<div className={styles['waiting']} />}>
                <JsonSection {...props} />
              </Suspense>
            )}
            {name === 'versions' && <VersionsSection {...props} />}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Modal>
  );
}
