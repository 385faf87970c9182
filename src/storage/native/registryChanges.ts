import { DefinitionList } from './definitions.ts';
import { GROUP_BYTES, packGroup } from './registryFile.ts';
import { NO_SCHEMA, type SeriesRegistry } from './seriesRegistry.ts';

/** What the registry file lacks, or the whole registry, as definitions of states. */
export interface RegistryChanges {
  /** As they will stand in the file: compressed, so that a million new names wait in a tenth of their memory. */
  readonly groups: readonly Uint8Array<ArrayBuffer>[];
  /** Definitions in all groups. */
  readonly count: number;
}

/** Follows what of a registry is in its file. What it hands out must come into the file before what it hands out next. */
export class RegistrySaver {
  private readonly registry: SeriesRegistry;
  private savedSchemas: number;

  /** For a registry just read from its file, before the log is replayed: nothing of it needs saving. */
  constructor(registry: SeriesRegistry) {
    this.registry = registry;
    this.savedSchemas = registry.schemas.length;
    registry.takeChanged();
  }

  /** What changed since the last call, to be appended to the file. */
  takeChanges(): RegistryChanges {
    const { below, changed } = this.registry.takeChanged();
    return this.collect(below, changed);
  }

  /** Everything, for a new file in place of one that holds too much that is past. */
  takeAll(): RegistryChanges {
    this.registry.takeChanged();
    this.savedSchemas = 0;
    return this.collect(0, new Uint8Array(0));
  }

  private collect(below: number, changed: Uint8Array): RegistryChanges {
    const { registry } = this;
    const { size, schemaOf, schemas, definitionSequence } = registry;
    const groups: Uint8Array<ArrayBuffer>[] = [];
    let count = 0;
    const list = new DefinitionList(2 * GROUP_BYTES);
    const close = (): void => {
      groups.push(packGroup(list.bytes, list.count, definitionSequence));
      count += list.count;
      list.clear();
    };
    const added = (): void => {
      if (list.length >= GROUP_BYTES) close();
    };
    for (; this.savedSchemas < schemas.length; this.savedSchemas++) {
      list.addSchema(schemas[this.savedSchemas]!);
      added();
    }
    // All names that changed are given back first, for they may have changed hands.
    for (let series = 0; series < changed.length; series++) {
      if (changed[series] !== 1) continue;
      list.addRemove(series);
      added();
    }
    for (let series = 0; series < size; series++) {
      if ((series < below && changed[series] !== 1) || schemaOf[series] === NO_SCHEMA) continue;
      list.addSeries(series, schemaOf[series], registry.nameBytes(series));
      if (registry.pinned(series)) list.addAssign(series, schemaOf[series], true);
      added();
    }
    // The numbers of series that are gone are never given again.
    if (size > below && schemaOf[size - 1] === NO_SCHEMA) list.addRemove(size - 1);
    if (list.count > 0) close();
    return { groups, count };
  }
}
