/** One step from a schema version to the next. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
