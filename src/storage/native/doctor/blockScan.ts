import { classArchives } from '../archiveClass.ts';
import type { BlockReader } from '../blockFile.ts';
import { SeriesActivity } from '../seriesActivity.ts';
import { counted, type Finding } from './finding.ts';
import type { LogReport } from './logCheck.ts';
import { type RegistryState, SchemaGuesses } from './registryCheck.ts';

/** What is learnt from the directories of all blocks. */
export class BlockScan {
  readonly guesses: SchemaGuesses;
  readonly activity = new SeriesActivity();
  /** The number behind the highest one of a series in a block. */
  top = 0;
  private readonly nameless = new Set<number>();
  private readonly namelessIn: string[] = [];
  private readonly state: RegistryState;

  constructor(state: RegistryState) {
    this.state = state;
    this.guesses = new SchemaGuesses(state);
  }

  visit(reader: BlockReader, file: string): void {
    this.guesses.visit(reader);
    const { classKey, level, window } = reader.place;
    const { step } = classArchives(classKey)[level];
    let found = false;
    for (let row = 0; row < reader.rows; row++) {
      const series = reader.seriesAt(row);
      if (series >= this.top) {
        this.top = series + 1;
        this.activity.ensure(this.top);
      }
      const first = window + reader.firstAt(row);
      this.activity.written(series, first * step, (first + reader.slotsAt(row) - 1) * step);
      if (this.isRemoved(series)) continue;
      this.nameless.add(series);
      found = true;
    }
    if (found) this.namelessIn.push(file);
  }

  /**
   * Tells of series whose names are lost, in blocks and in the log. Answers the blocks that hold some: merges leave out what
   * belongs to nobody.
   */
  tellNameless(log: LogReport, registryFile: string, findings: Finding[]): readonly string[] {
    const { registry, lossy } = this.state;
    if (this.nameless.size > 0) {
      findings.push({
        file: registryFile,
        problem: `lacks the names of ${counted(this.nameless.size, 'number')} that ${counted(this.namelessIn.length, 'block')} ${this.namelessIn.length === 1 ? 'has' : 'have'} points of`,
        meaning: lossy
          ? 'these points belong to series whose names are lost, or that were deleted'
          : 'the server would give these numbers, points and all, to new series',
        repair: 'the numbers are never given to others; the blocks are kept in quarantine as well',
      });
    }
    if (!lossy && log.damaged.length + log.missing.length === 0) return this.namelessIn;
    let inLog = 0;
    for (let series = 0; series < log.series.length; series++)
      if (log.series[series] === 1 && !registry.hasName(series)) inLog++;
    if (inLog > 0) {
      findings.push({
        file: 'wal',
        problem: `has points of ${counted(inLog, 'number')} without a name`,
        meaning: 'the series were deleted later, or their names were in a damaged part',
        repair: 'the numbers are never given to others; the points are left out',
      });
    }
    return this.namelessIn;
  }

  /** A series with a name, or one that had a name once. */
  private isRemoved(series: number): boolean {
    const { registry, lossy } = this.state;
    return registry.hasName(series) || (!lossy && series < registry.size);
  }
}
