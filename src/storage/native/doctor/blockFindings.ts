import { join } from 'node:path';
import { classArchives, windowSlots } from '../archiveClass.ts';
import type { BlockInfo } from '../blockFile.ts';
import { blocksFolder } from '../folders.ts';
import type { Manifest, Rolled } from '../manifest.ts';
import { windowKey } from '../mergePolicy.ts';
import type { SeriesRegistry } from '../seriesRegistry.ts';
import { type BlockReport, isRollup } from './blockCheck.ts';
import { counted, type Finding, listed, timeRange } from './finding.ts';

/** Path of a block relative to the engine's folder. */
export function blockPath(file: string): string {
  return join(blocksFolder(''), file);
}

/** Adds what is wrong with a block of the manifest; `others` are the reports of all blocks. */
export function tellBlock(
  report: BlockReport,
  others: readonly BlockReport[],
  manifest: Manifest,
  registry: SeriesRegistry,
  findings: Finding[],
): void {
  const { block, unreadable, damaged, disordered } = report;
  const file = blockPath(block.file);
  if (unreadable !== null) {
    const { from, to } = secondsOf(block);
    findings.push({
      file,
      problem: unreadable,
      meaning: `${counted(block.rows, 'chunk')} of ${archiveText(block)} ${timeRange(from, to)} are lost${otherArchives(report, others, manifest)}`,
      repair: `it is taken off the manifest${unreadable === 'is missing' ? '' : ' and kept in quarantine'}`,
    });
    return;
  }
  if (damaged.length > 0) {
    const { step } = classArchives(block.classKey)[block.level];
    const names = new Set(damaged.map(({ series }) => registry.name(series) || `#${series}`));
    const first = Math.min(...damaged.map((chunk) => chunk.first));
    const end = Math.max(...damaged.map((chunk) => chunk.first + chunk.slots));
    const range = timeRange((block.window + first) * step, (block.window + end) * step);
    findings.push({
      file,
      problem: `${damaged.length} of ${counted(report.rows, 'chunk')} cannot be read`,
      meaning: `points of ${listed([...names])} in ${archiveText(block)} ${range} are lost${otherArchives(report, others, manifest)}`,
      repair: 'it is written again without them; the old file is kept in quarantine',
    });
  }
  if (disordered) {
    findings.push({
      file,
      problem: 'has rows that are not in order',
      meaning: 'some of its points are not found; none are lost',
      repair: 'it is written again in order; the old file is kept in quarantine',
    });
  }
  if (report.rows !== block.rows || report.bytes !== block.bytes) {
    findings.push({
      file,
      problem: `has ${report.rows} chunks in ${report.bytes} bytes, and the manifest says ${block.rows} in ${block.bytes}`,
      meaning: 'sizes are told wrongly; no points are lost',
      repair: 'the manifest is corrected',
    });
  }
}

/** Adds a block that is on no manifest any more and says nothing of itself. */
export function tellUnlisted(file: string, reason: string, findings: Finding[]): void {
  findings.push({
    file: blockPath(file),
    problem: reason,
    meaning: `its points are lost; its name (step, first slot of its window, number) is all that is known of it`,
    repair: 'it is kept in quarantine',
  });
}

function secondsOf({ classKey, level, window }: BlockInfo): { from: number; to: number } {
  const archives = classArchives(classKey);
  const { step } = archives[level];
  return { from: window * step, to: (window + windowSlots(archives, level)) * step };
}

function archiveText({ classKey, level }: Pick<BlockInfo, 'classKey' | 'level'>): string {
  const { step } = classArchives(classKey)[level];
  return `the archive of ${step} s`;
}

/** Which other archive still has what a block has lost. */
function otherArchives(report: BlockReport, others: readonly BlockReport[], manifest: Manifest): string {
  const { block } = report;
  const out: string[] = [];
  const coarser = { classKey: block.classKey, level: block.level + 1 };
  if (classArchives(block.classKey)[coarser.level] !== undefined) {
    const rolled = manifest.rolled.find((each) => windowKey(each) === windowKey(block));
    const damaged = others.some(
      (other) =>
        losesRollups(other) &&
        other.block.level === coarser.level &&
        other.block.classKey === block.classKey &&
        overlap(other.block, block),
    );
    const does = damaged
      ? 'is damaged too'
      : rolled !== undefined && rolled.generation >= block.generation
        ? 'still has them, aggregated'
        : 'does not have them yet';
    out.push(`${archiveText(coarser)} ${does}`);
  }
  if (losesRollups(report)) {
    const finer = archiveText({ classKey: block.classKey, level: block.level - 1 });
    out.push(
      `${finer} ${finerBlocks(block, manifest).length > 0 ? 'still has what they were made of, as far as it reaches' : 'reaches back less'}`,
    );
  }
  return out.map((text) => `; ${text}`).join('');
}

/** Whether rollups of the finer archive are lost with the block. */
export function losesRollups({ block, unreadable, damaged }: BlockReport): boolean {
  return block.level > 0 && (unreadable !== null || damaged.some(({ column }) => isRollup(column)));
}

/** Blocks of the finer level within a block's time. */
function finerBlocks(block: BlockInfo, manifest: Manifest): BlockInfo[] {
  return manifest.blocks.filter(
    (each) => each.classKey === block.classKey && each.level === block.level - 1 && overlap(each, block),
  );
}

function overlap(one: BlockInfo, other: BlockInfo): boolean {
  const [a, b] = [secondsOf(one), secondsOf(other)];
  return a.from < b.to && a.to > b.from;
}

/** The manifest's notes of what is rolled up, without those whose rollups are lost: they are made again. */
export function stillRolled(manifest: Manifest, reports: readonly BlockReport[]): Rolled[] {
  const lost = new Set(
    reports.filter(losesRollups).flatMap(({ block }) => finerBlocks(block, manifest).map(windowKey)),
  );
  return manifest.rolled.filter((each) => !lost.has(windowKey(each)));
}
