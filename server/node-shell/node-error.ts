/**
 * Why a verb was not done, in the words that a caller decides by:
 * - `refused`     it was understood and is not allowed, or the arguments are wrong
 * - `absent`      there is no such vault on the node
 * - `wrong-key`   the key is another vault's
 * - `busy`        something uses it (`users` names what), or another call is at work on it
 * - `full`        there is no room on the node
 * - `broken`      what lies on the node is damaged; the message says what
 * - `unsupported` the node cannot do it; the message says what it lacks
 * - `failed`      the node tried and could not
 * - `unreachable` nobody answered, or not in time: what was done is not known. Every verb may be run again
 */
export const nodeErrorKinds = [
  'refused',
  'absent',
  'wrong-key',
  'busy',
  'full',
  'broken',
  'unsupported',
  'failed',
  'unreachable',
] as const;
export type NodeErrorKind = (typeof nodeErrorKinds)[number];

/** A process of the node that stands in the way. */
export type NodeUser = { pid: number; command: string; uses: string };

export type NodeErrorDetails = {
  kind: NodeErrorKind;
  verb: string;
  node: string;
  /** The helper's own words, or ours where it said nothing. */
  nodeMessage: string;
  users?: NodeUser[] | undefined;
  cause?: unknown;
};

export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly kind: NodeErrorKind;
  readonly verb: string;
  readonly node: string;
  readonly nodeMessage: string;
  readonly users: NodeUser[];

  constructor({ kind, verb, node, nodeMessage, users = [], cause }: NodeErrorDetails) {
    super(`${verb} on ${node}: ${nodeMessage}`, { cause });
    this.kind = kind;
    this.verb = verb;
    this.node = node;
    this.nodeMessage = nodeMessage;
    this.users = users;
  }
}

/** Is this a `NodeError`, and (if kinds are named) one of these kinds? */
export function isNodeError(error: unknown, ...kinds: NodeErrorKind[]): error is NodeError {
  return error instanceof NodeError && (kinds.length === 0 || kinds.includes(error.kind));
}
