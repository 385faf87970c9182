/**
 * The tree of a target's text. Nodes are plain frozen-by-type data; `column` is the 0-based offset of a node's first
 * character and `end` the offset after its last, so that `text.slice(column, end)` is how it was written.
 */
export type TargetNode = PathNode | CallNode | NumberNode | StringNode | BooleanNode | NoneNode;

interface Place {
  readonly column: number;
  readonly end: number;
}

/** A metric name or pattern, backslashes resolved: `servers.*.cpu`, `disk.used;host=a`. Empty where a call's first is left out. */
export interface PathNode extends Place {
  readonly kind: 'path';
  readonly path: string;
  /** The whole of it is the value of a template's variable: where a text is wanted it is one. */
  readonly variable?: true;
}

/** `name(arguments, keyword=argument)`; what a pipe hands over is the first of `args`. */
export interface CallNode extends Place {
  readonly kind: 'call';
  readonly name: string;
  /** Offset of the function's name; differs from `column` when the first argument came through a pipe. */
  readonly nameColumn: number;
  readonly args: readonly TargetNode[];
  readonly named: readonly NamedArgument[];
}

export interface NamedArgument {
  readonly name: string;
  readonly nameColumn: number;
  readonly value: TargetNode;
}

export interface NumberNode extends Place {
  readonly kind: 'number';
  readonly value: number;
  /** Written with a point or an exponent (or `inf`): graphite tells `5` from `5.0`, in names for one. */
  readonly float: boolean;
}

export interface StringNode extends Place {
  readonly kind: 'string';
  readonly value: string;
  readonly quote: '"' | "'";
}

export interface BooleanNode extends Place {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NoneNode extends Place {
  readonly kind: 'none';
}
