import { useQuery } from '@tanstack/react-query';
import { dashboardsApi } from '../../api/dashboards.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { folderPaths } from './folderPaths.ts';

interface FolderFieldProps {
  /** Null is no folder. */
  readonly value: string | null;
  readonly label?: string;
  /** Folders that are no choice. */
  readonly without?: ReadonlySet<string>;
  onChange(folder: string | null): void;
}

/** Where a dashboard is kept, among the folders that one may write to. */
export function FolderField({ value, label = 'Folder', without, onChange }: FolderFieldProps) {
  const { data } = useQuery({
    queryKey: ['folders'],
    queryFn: ({ signal }) => dashboardsApi.folders(signal),
    staleTime: 60_000,
  });
  const folders = folderPaths(data?.folders ?? [], (one) => one.access === 'edit' && !without?.has(one.uid));
  // While the list is on its way, what is chosen stays chosen.
  const known = value === null || folders.some((one) => one.uid === value);
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      options={[
        { value: '', label: 'No folder' },
        ...folders.map((one) => ({ value: one.uid, label: one.path })),
        ...(known ? [] : [{ value: value!, label: '…' }]),
      ]}
      onChange={(uid) => onChange(uid || null)}
    />
  );
}
