import { useState } from 'react';
import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { safeAddress } from '../bar/linkAddress.ts';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { readTags } from '../dialogs/readTags.ts';
import { compact, setMembers } from '../edits.ts';
import { ItemList } from './ItemList.tsx';
import styles from './SettingsDialog.module.css';

/** Links at the top of a dashboard. */
export function LinksSection({ editor }: DialogProps) {
  const links = editor.dashboard.links ?? [];
  const [open, setOpen] = useState(-1);
  const set = (next: DashboardLink[], name: string) =>
    editor.edit(setMembers({ links: next.length > 0 ? next : undefined }, name));
  return (
    <ItemList<DashboardLink>
      items={links}
      open={open}
      onOpen={setOpen}
      addLabel="Add a link"
      none="Links stand at the right of the variables: to an address, or to all dashboards with some tags."
      name={(link) => link.title || link.url || link.tags?.join(', ') || 'Link'}
      note={(link) => (link.tags ? `Dashboards with ${link.tags.join(', ') || 'tags'}` : (link.url ?? ''))}
      onChange={set}
      onAdd={() => {
        set([...links, { title: 'Link', url: '/' }], 'Add a link');
        setOpen(links.length);
      }}
      form={(link, i) => (
        <LinkForm link={link} onChange={(next) => set(links.with(i, compact(next)), 'Change a link')} />
      )}
    />
  );
}

function LinkForm({ link, onChange }: { link: DashboardLink; onChange(link: DashboardLink): void }) {
  const [tags, setTags] = useState((link.tags ?? []).join(', '));
  const byTags = link.tags !== undefined;
  const flags: readonly { member: 'asMenu' | 'keepTime' | 'keepVariables' | 'newTab'; label: string }[] = [
    ...(byTags ? [{ member: 'asMenu' as const, label: 'As a menu' }] : []),
    { member: 'keepTime', label: 'Hand the time range on' },
    { member: 'keepVariables', label: 'Hand the variables on' },
    ...(byTags ? [] : [{ member: 'newTab' as const, label: 'In a new tab' }]),
  ];
  return (
    <div className={styles['form']}>
      <div className={styles['pair']}>
        <TextField
          label="Title"
          value={link.title ?? ''}
          maxLength={200}
          onChange={(event) => onChange({ ...link, title: event.target.value || undefined })}
        />
        <SelectField
          label="To"
          value={byTags ? 'tags' : 'url'}
          options={[
            { value: 'url', label: 'An address' },
            { value: 'tags', label: 'All dashboards with tags' },
          ]}
          onChange={(value) => {
            const { url: _url, tags: _tags, ...rest } = link;
            onChange(
              value === 'tags' ? { ...rest, tags: readTags(tags) } : { ...rest, url: link.url ?? '/' },
            );
          }}
        />
      </div>
      {byTags ? (
        <TextField
          label="Tags"
          value={tags}
          onChange={(event) => {
            setTags(event.target.value);
            onChange({ ...link, tags: readTags(event.target.value) });
          }}
        />
      ) : (
        <TextField
          label="Address"
          value={link.url ?? ''}
          problem={
            // With a variable at its beginning it is known only later.
            !link.url || link.url.startsWith('$') || safeAddress(link.url) !== null
              ? undefined
              : 'It begins with / or https://'
          }
          placeholder="/d/hosts?var-host=$host"
          onChange={(event) => onChange({ ...link, url: event.target.value })}
        />
      )}
      <TextField
        label="Tooltip"
        value={link.tooltip ?? ''}
        onChange={(event) => onChange({ ...link, tooltip: event.target.value || undefined })}
      />
      <div className={styles['row']}>
        {flags.map(({ member, label }) => (
          <label key={member} className={styles['check']}>
            <input
              type="checkbox"
              checked={link[member] ?? false}
              onChange={(event) => onChange({ ...link, [member]: event.target.checked || undefined })}
            />
            {label}
          </label>
        ))}
      </div>
    </div>
  );
}
