import { DefinitionList } from './definitions.ts';
import { NO_SCHEMA, type SeriesRegistry } from './seriesRegistry.ts';

/** What the registry file lacks, or the whole registry, as definitions of states. */
export interface RegistryChanges {
  readonly definitions: DefinitionList;
  /** The registry's `definitionSequence` at that moment: definitions before it are in the file once these are. */
  readonly sequence: number;
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
    const { size, schemaOf, schemas } = registry;
    const definitions = new DefinitionList(this.bytesNeeded(below, changed), true);
    for (; this.savedSchemas < schemas.length; this.savedSchemas++)
      definitions.addSchema(schemas[this.savedSchemas]!);
    // All names that changed are given back first, for they may have changed hands.
    for (let series = 0; series < changed.length; series++)
      if (changed[series] === 1) definitions.addRemove(series);
    for (let series = 0; series < size; series++) {
      if ((series < below && changed[series] !== 1) || schemaOf[series] === NO_SCHEMA) continue;
      definitions.addSeries(series, schemaOf[series], registry.nameBytes(series));
      if (registry.pinned(series)) definitions.addAssign(series, schemaOf[series], true);
    }
    // The numbers of series that are gone are never given again.
    if (size > below && schemaOf[size - 1] === NO_SCHEMA) definitions.addRemove(size - 1);
    return { definitions, sequence: registry.definitionSequence };
  }

  /** About the bytes of the definitions, so that a million of them are not copied again and again. */
  private bytesNeeded(below: number, changed: Uint8Array): number {
    const { registry } = this;
    const { offsets } = registry.spellings;
    let bytes = 1024 + (registry.schemas.length - this.savedSchemas) * 100;
    for (let series = 0; series < registry.size; series++) {
      if (series < below && changed[series] !== 1) continue;
      const spelling = registry.spellingOf(series);
      bytes += 10;
      if (spelling >= 0) bytes += 10 + offsets[spelling + 1] - offsets[spelling];
    }
    return bytes;
  }
}
