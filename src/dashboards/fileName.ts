import type { Dashboard } from '../schema/dashboard.ts';
import { slugOf } from './files/fileNames.ts';

/** Of a file to be downloaded: letters and digits of ASCII alone, which every system and every header takes. */
export function fileNameOf({ title, uid = 'dashboard' }: Dashboard, ending = 'json'): string {
  const words = slugOf(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words === '' ? uid : words}.${ending}`;
}
