import { dottedBraces, type SegmentMatcher, segmentMatcher, splitPattern } from './glob.ts';
import { segmentEnd, type TreeNodes } from './treeNodes.ts';

/** No branch whose path matches the glob may have more series at and below it. */
export interface PrefixRule {
  /** Level by level, such as `servers.*`. */
  readonly pattern: string;
  /** At least 1. */
  readonly maxSeries: number;
}

/** What a node's rule number means: not looked up yet, none, or the rule of this number less {@link FIRST_RULE}. */
const UNKNOWN = 0;
const NO_RULE = 1;
const FIRST_RULE = 2;

interface ReadyRule {
  readonly rule: PrefixRule;
  readonly levels: readonly SegmentMatcher[];
}

/** Limits of series below branches. Each node remembers the rule that holds for it, so that a check costs its depth. */
export class PrefixLimits {
  private readonly nodes: TreeNodes;
  private readonly rules: readonly ReadyRule[];

  /** One at a time may stand over a tree. */
  constructor(nodes: TreeNodes, rules: readonly PrefixRule[]) {
    this.nodes = nodes;
    this.rules = rules.flatMap((rule) =>
      dottedBraces(rule.pattern).map((pattern) => ({
        rule,
        levels: splitPattern(pattern).map(segmentMatcher),
      })),
    );
    nodes.clearRules();
  }

  /** The rule that forbids a new series of this canonical name; null when none does. */
  exceeded(name: Uint8Array): PrefixRule | null {
    if (this.rules.length === 0) return null;
    const { nodes } = this;
    let node = 0;
    for (let start = 0; start < name.length; ) {
      const end = segmentEnd(name, start);
      node = nodes.childOf(node, name, start, end);
      // What is not there yet has no series below it.
      if (node === 0) return null;
      if (nodes.ruleAt(node) === UNKNOWN) nodes.setRule(node, this.ruleFor(name, end));
      const number = nodes.ruleAt(node);
      if (number !== NO_RULE) {
        const { rule } = this.rules[number - FIRST_RULE]!;
        if (nodes.countAt(node) >= rule.maxSeries) return rule;
      }
      start = end + 1;
    }
    return null;
  }

  /** The number of the strictest rule for the path `name[0, end)`. */
  private ruleFor(name: Uint8Array, end: number): number {
    let strictest = NO_RULE;
    for (let i = 0; i < this.rules.length; i++) {
      const { rule, levels } = this.rules[i]!;
      const stricter =
        strictest === NO_RULE || rule.maxSeries < this.rules[strictest - FIRST_RULE]!.rule.maxSeries;
      if (stricter && matchesPath(levels, name, end)) strictest = i + FIRST_RULE;
    }
    return strictest;
  }
}

function matchesPath(levels: readonly SegmentMatcher[], name: Uint8Array, end: number): boolean {
  let start = 0;
  for (const level of levels) {
    if (start >= end) return false;
    const stop = Math.min(segmentEnd(name, start), end);
    if (!level.matches(name, start, stop)) return false;
    start = stop + 1;
  }
  return start > end;
}
