/** What the address says of the list of dashboards. */
export interface ListState {
  readonly text: string;
  readonly tags: readonly string[];
  /** Only what lies in this folder. */
  readonly folder: string | null;
  readonly starred: boolean;
  readonly sort: ListSort;
  readonly trash: boolean;
}

/** `title`: by folders and titles, or the best match where words are searched. */
export type ListSort = 'title' | 'updated' | 'recent';

export function readListState(params: URLSearchParams): ListState {
  const sort = params.get('sort');
  return {
    text: params.get('q') ?? '',
    tags: params.getAll('tag').filter(Boolean),
    folder: params.get('folder') || null,
    starred: params.get('starred') === '1',
    sort: sort === 'updated' || sort === 'recent' ? sort : 'title',
    trash: params.get('trash') === '1',
  };
}

/** Everything else of the address stays. */
export function writeListState(before: URLSearchParams, changes: Partial<ListState>): URLSearchParams {
  const next = new URLSearchParams(before);
  const { text, tags, folder, starred, sort, trash } = changes;
  const put = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    if (value) next.set(name, value);
    else next.delete(name);
  };
  put('q', text);
  put('folder', folder === null ? '' : folder);
  put('starred', starred === undefined ? undefined : starred ? '1' : '');
  put('sort', sort === 'title' ? '' : sort);
  put('trash', trash === undefined ? undefined : trash ? '1' : '');
  if (tags) {
    next.delete('tag');
    for (const tag of tags) next.append('tag', tag);
  }
  return next;
}

/** Whether dashboards are looked for by more than where they lie: they are then shown one after the other. */
export function isNarrowed({ text, tags, starred }: ListState): boolean {
  return text.trim() !== '' || tags.length > 0 || starred;
}
