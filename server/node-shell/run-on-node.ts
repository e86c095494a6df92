import { z } from 'zod';
import { localCommand } from './local-command.ts';
import { type Node, nodeName, nodeSchema } from './node.ts';
import { NodeError } from './node-error.ts';
import { parseAnswer } from './parse-answer.ts';
import { type Ended, runChild } from './run-child.ts';
import { withSshCommand } from './ssh-command.ts';
import { type Verb, type VerbArgs, verbs } from './verbs.ts';

export type NodeCallOptions = {
  /** 60 unless said. When it is over, what the node has done is not known; the verb may be run again. */
  timeoutSeconds?: number;
  signal?: AbortSignal | undefined;
};
/** `stdin` is a key, 32 bytes. The caller wipes it when the call has ended. */
export type RunOptions = NodeCallOptions & { stdin?: Buffer | undefined };

/**
 * Runs one verb of the helper on a node and gives its answer, which the caller parses.
 *
 * @throws NodeError `refused` before anything is started when node, verb, arguments or key have another shape
 */
export async function runOnNode<V extends Verb>(
  node: Node,
  verb: V,
  args: VerbArgs<V>,
  { stdin, timeoutSeconds = 60, signal }: RunOptions = {},
): Promise<Record<string, unknown>> {
  const fail = failureOf(node, verb);
  const words = checkedWords(verb, args, stdin, fail);
  const checked = nodeSchema.safeParse(node);
  if (!checked.success) throw fail('refused', `the node: ${z.prettifyError(checked.error)}`);

  const limits = { stdin, timeoutSeconds, signal };
  const ended =
    checked.data.kind === 'local'
      ? await runChild(localCommand(checked.data, words), limits)
      : await withSshCommand(checked.data, words, (command) => runChild(command, limits));
  return answerOf(ended, fail, timeoutSeconds);
}

type Fail = (
  kind: NodeError['kind'],
  nodeMessage: string,
  more?: Partial<Pick<NodeError, 'users' | 'cause'>>,
) => NodeError;

function failureOf(node: Node, verb: string): Fail {
  return (kind, nodeMessage, more) =>
    new NodeError({ kind, verb, node: nodeName(node), nodeMessage, ...more });
}

function checkedWords(verb: Verb, args: unknown, stdin: Buffer | undefined, fail: Fail): string[] {
  if (!Object.hasOwn(verbs, verb)) throw fail('refused', 'there is no such verb');
  const { args: shape, key } = verbs[verb];
  const parsed = z.array(z.union([z.string(), z.number()])).safeParse(args);
  const checked = shape.safeParse(args);
  if (!checked.success || !parsed.success) {
    throw fail('refused', z.prettifyError((checked.error ?? parsed.error) as z.ZodError));
  }
  if (key === 'needed' && !stdin) throw fail('refused', 'a key is needed');
  if (key === 'none' && stdin) throw fail('refused', 'this verb takes no key');
  if (stdin && stdin.length !== 32) throw fail('refused', 'a key is exactly 32 bytes');
  return [verb, ...parsed.data.map(String)];
}

function answerOf(ended: Ended, fail: Fail, timeoutSeconds: number): Record<string, unknown> {
  if (ended.reason === 'aborted')
    throw fail('unreachable', 'the call was broken off', { cause: ended.cause });
  if (ended.reason === 'timeout') throw fail('unreachable', `no answer within ${timeoutSeconds} s`);
  if (ended.reason === 'too-long') throw fail('failed', 'the answer is longer than any answer of the helper');
  if (ended.reason === 'not-started') {
    throw fail('unreachable', 'the helper could not be started', { cause: ended.cause });
  }
  const answer = parseAnswer(ended.stdout);
  if (answer?.ok) return answer.facts;
  if (answer) throw fail(answer.kind, answer.message, { users: answer.users });
  // 255 is SSH's own word; a helper that was killed leaves no answer either.
  const words = ended.stderr.trim().split('\n').at(-1) ?? '';
  throw fail(
    'unreachable',
    sshReason(ended.stderr) ?? (words || `it ended with ${ended.code ?? 'a signal'}`),
  );
}

function sshReason(stderr: string): string | undefined {
  if (/host key verification failed|host identification has changed/i.test(stderr)) {
    return 'its host key is not the pinned one: another machine answers there, or it was installed anew';
  }
  if (/permission denied/i.test(stderr)) return 'it does not accept our key';
  return undefined;
}
