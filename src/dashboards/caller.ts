/** Who asks for dashboards, as far as they are concerned. */
export interface Caller {
  /** Of users; tokens and visitors that are not signed in have no stars. */
  readonly userId: number | null;
  /** The name that stands beside what the caller saves; null for visitors that are not signed in. */
  readonly author: string | null;
  /** What the caller may do in a folder; null is the top. */
  access(folder: string | null): 'none' | 'view' | 'edit';
}
