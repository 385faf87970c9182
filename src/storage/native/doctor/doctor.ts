import { existsSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readActivity, writeActivity } from '../activityFile.ts';
import type { BlockInfo } from '../blockFile.ts';
import { BlockMaker } from '../compaction/publish.ts';
import { activityFile, blocksFolder, walFolder } from '../folders.ts';
import { MANIFEST_FILE, type Manifest, syncFolder, writeManifest } from '../manifest.ts';
import { windowKey } from '../mergePolicy.ts';
import { segmentName } from '../walFormat.ts';
import { type BlockReport, checkBlock, rewriteBlock } from './blockCheck.ts';
import { blockPath, stillRolled, tellBlock, tellUnlisted } from './blockFindings.ts';
import { BlockScan } from './blockScan.ts';
import type { Finding, Note } from './finding.ts';
import { checkLog, type LogReport, repairLog } from './logCheck.ts';
import { findManifest, listSegmentsIn, type ManifestState, registryFiles } from './manifestCheck.ts';
import { Quarantine } from './quarantine.ts';
import { loadRegistry, type RegistryState, writeRegistry } from './registryCheck.ts';

export interface DoctorOptions {
  /** Whether to put right what is found. */
  readonly repair: boolean;
  /** Names what a repair takes out. */
  readonly nowSeconds: number;
}

export interface DoctorReport {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** What was looked at. */
  readonly series: number;
  readonly blocks: number;
  readonly chunks: number;
  readonly bytes: number;
  readonly logPoints: number;
  /** Where the repair put what it took out, relative to the folder; null when it took out nothing. */
  readonly quarantine: string | null;
}

/** All that a repair needs to know. */
interface Examined {
  readonly folder: string;
  readonly state: ManifestState;
  readonly log: LogReport;
  readonly registry: RegistryState;
  readonly scan: BlockScan;
  readonly reports: readonly BlockReport[];
  /** Blocks with points of series whose names are lost. */
  readonly nameless: readonly string[];
  readonly activityLost: boolean;
  readonly quarantine: Quarantine;
}

/**
 * Checks all files of an engine's folder, which nobody else may have open, and repairs them when asked to. A repair makes of
 * the folder one that an engine opens without complaint and that serves all that can still be read; whatever it takes out it
 * keeps in quarantine.
 * @throws DoctorRefusal for formats that this program can't check
 */
export function examine(folder: string, options: DoctorOptions): DoctorReport {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  const quarantine = new Quarantine(folder, options.nowSeconds);
  const state = findManifest(folder, findings);
  if (state === null) return { ...NOTHING, notes: [{ file: '.', text: 'there is nothing here yet' }] };
  const { manifest } = state;
  const log = checkLog(folder, manifest.firstSegment, findings, notes);
  const registry = loadRegistry(folder, manifest, log, findings);
  const scan = new BlockScan(registry);
  const reports = manifest.blocks.map((block) =>
    checkBlock(folder, block, (reader) => scan.visit(reader, block.file)),
  );
  for (const report of reports) tellBlock(report, reports, manifest, registry.registry, findings);
  for (const { file, reason } of state.unreadable) tellUnlisted(file, reason, findings);
  checkNumbers(manifest, findings);
  scan.guesses.assign(manifest.registryFile, findings);
  const nameless = scan.tellNameless(log, manifest.registryFile, findings);
  const activityLost = checkActivity(folder, reports, findings);
  findLitter(folder, state, notes);
  if (options.repair && findings.length > 0)
    repair({ folder, state, log, registry, scan, reports, nameless, activityLost, quarantine });
  return {
    findings,
    notes,
    series: registry.registry.live,
    blocks: reports.length,
    chunks: reports.reduce((sum, report) => sum + report.rows, 0),
    bytes: reports.reduce((sum, report) => sum + report.bytes, 0),
    logPoints: log.points,
    quarantine: quarantine.used ? quarantine.path : null,
  };
}

const NOTHING: DoctorReport = {
  findings: [],
  notes: [],
  series: 0,
  blocks: 0,
  chunks: 0,
  bytes: 0,
  logPoints: 0,
  quarantine: null,
};

function lastNumbers({ blocks }: Manifest): { generation: number; file: number } {
  return {
    generation: blocks.reduce((most, block) => Math.max(most, block.generation), 0),
    file: blocks.reduce(
      (most, block) => Math.max(most, Number(/-(\d+)\.blk$/.exec(block.file)?.[1] ?? 0)),
      0,
    ),
  };
}

function checkNumbers(manifest: Manifest, findings: Finding[]): void {
  const { generation, file } = lastNumbers(manifest);
  if (manifest.nextGeneration > generation && manifest.nextFile > file) return;
  findings.push({
    file: MANIFEST_FILE,
    problem: 'gives the next block a number that is taken',
    meaning: 'new points could be hidden by old ones',
    repair: 'the number is raised',
  });
}

/** Whether the activity file has to be made again. */
function checkActivity(folder: string, reports: readonly BlockReport[], findings: Finding[]): boolean {
  const path = activityFile(folder);
  if (readActivity(path) !== null) return false;
  const there = existsSync(path);
  if (!there && reports.every((report) => report.unreadable !== null)) return false;
  findings.push({
    file: activityFile(''),
    problem: there ? 'is damaged' : 'is missing',
    meaning: 'the server does not know which series are written and which are not; no points are lost',
    repair: 'it is made again from the blocks; when series were last asked for is forgotten',
  });
  return true;
}

/** Files that nothing refers to. */
function findLitter(folder: string, { manifest, unreadable }: ManifestState, notes: Note[]): void {
  const known = new Set([...manifest.blocks, ...unreadable].map(({ file }) => file));
  const add = (file: string): void =>
    void notes.push({ file, text: 'is left over from a step that did not finish; the server deletes it' });
  if (existsSync(blocksFolder(folder)))
    for (const file of readdirSync(blocksFolder(folder)).sort())
      if (/\.blk(\.tmp)?$/.test(file) && !known.has(file)) add(blockPath(file));
  for (const file of registryFiles(folder)) if (file !== manifest.registryFile) add(file);
  for (const file of readdirSync(folder)) if (file.endsWith('.tmp')) add(file);
  for (const segment of listSegmentsIn(folder))
    if (segment < manifest.firstSegment) add(join(walFolder(''), segmentName(segment)));
}

/**
 * Puts everything right. The process may die at any moment: what is taken out is in quarantine before, the old manifest counts
 * until the new one is whole, and a second call does the rest.
 */
function repair(examined: Examined): void {
  const { folder, state, log, registry, scan, reports, nameless, activityLost, quarantine } = examined;
  const { manifest, rebuilt } = state;
  for (const room of [blocksFolder(folder), walFolder(folder)])
    mkdirSync(room, { recursive: true, mode: 0o750 });
  repairLog(folder, log, quarantine);
  for (const file of nameless) quarantine.keep(blockPath(file));
  const { blocks, nextFile } = repairBlocks(examined);
  for (const { file } of state.unreadable) quarantine.take(blockPath(file));
  const windows = new Set(blocks.map(windowKey));
  let next: Manifest = {
    ...manifest,
    blocks,
    nextFile,
    nextGeneration: Math.max(manifest.nextGeneration, lastNumbers(manifest).generation + 1),
    rolled: stillRolled(manifest, reports).filter((each) => windows.has(windowKey(each))),
  };
  if (rebuilt || registry.unsound || nameless.length > 0 || log.damaged.length + log.missing.length > 0) {
    registry.registry.reserve(Math.max(scan.top, log.series.lastIndexOf(1) + 1));
    for (const file of registryFiles(folder)) {
      quarantine.keep(file);
      // What is written below must not go into the file that is kept.
      if (file !== manifest.registryFile) unlinkSync(join(folder, file));
    }
    next = { ...next, ...writeRegistry(folder, registry.registry, manifest.registryFile) };
  }
  if (activityLost) {
    if (existsSync(activityFile(folder))) quarantine.keep(activityFile(''));
    scan.activity.ensure(registry.registry.size);
    writeActivity(activityFile(folder), scan.activity, registry.registry.size);
  }
  if (existsSync(join(folder, MANIFEST_FILE))) quarantine.keep(MANIFEST_FILE);
  syncFolder(blocksFolder(folder));
  quarantine.sync();
  writeManifest(folder, next);
  quarantine.removeTaken();
}

/** Writes damaged blocks again, and answers all that count afterwards. */
function repairBlocks({
  folder,
  state,
  reports,
  quarantine,
}: Examined): Pick<Manifest, 'blocks' | 'nextFile'> {
  const { manifest } = state;
  const nextFile = Math.max(manifest.nextFile, lastNumbers(manifest).file + 1);
  const maker = new BlockMaker({ folder, manifest: { ...manifest, nextFile } });
  const blocks: BlockInfo[] = [];
  for (const report of reports) {
    const { block, unreadable, damaged, disordered, rows, bytes } = report;
    const file = blockPath(block.file);
    if (unreadable !== null) {
      if (existsSync(join(folder, file))) quarantine.take(file);
    } else if (damaged.length > 0 || disordered) {
      quarantine.take(file);
      rewriteBlock(folder, report, maker);
    } else blocks.push({ ...block, rows, bytes });
  }
  return { blocks: [...blocks, ...maker.blocks], nextFile: maker.nextFile };
}
