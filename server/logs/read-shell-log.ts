import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { readWorkloadLogs } from '#server/shells/read-workload-logs.ts';
import { isShellError } from '#server/shells/shell-error.ts';
import { cleanLine } from './clean-line.ts';
import type { LogPage, LogQuestion } from './schema.ts';

/** What an app or a sandbox has written to its two outputs. Throws `wrong-state` while its shell does not run. */
export async function readWorkloadLog(looked: LookedAt, question: LogQuestion): Promise<LogPage> {
  const after = cursorIn(looked, question, 'w');
  const { ctx, ref } = looked;
  const input = { after, limit: question.limit };
  const answer = await readWorkloadLogs(ctx.engine, ref, input).catch((error: unknown) => {
    if (isShellError(error, 'absent')) return { lines: [], cursor: null, hasMore: false, isCut: false };
    throw error;
  });
  return {
    source: 'application',
    lines: answer.lines.map(({ at, stream, text }) => ({
      ...{ at: new Date(at).toISOString(), stream },
      ...{ level: null, text: cleanLine(text) },
    })),
    unfinished: '',
    cursor: answer.cursor === null ? null : `w:${answer.cursor}`,
    hasMore: answer.hasMore,
    isCut: answer.isCut,
  };
}

const serialAnswer = z.object({
  cursor: z.string(),
  lines: z.array(z.string()),
  unfinished: z.string(),
  hasMore: z.boolean(),
  isCut: z.boolean(),
});

/** What a unikernel has said on its serial line. Throws `wrong-state` while its shell does not run. */
export async function readSerialLog(looked: LookedAt, question: LogQuestion): Promise<LogPage> {
  const after = cursorIn(looked, question, 's');
  const { ctx, ref } = looked;
  const input = { after, limit: question.limit };
  const answer = await askShell(ctx.engine, ref, { verb: 'logs', input, answer: serialAnswer });
  return {
    source: 'serial',
    lines: answer.lines.map((text) => ({ at: null, stream: null, level: null, text: cleanLine(text) })),
    unfinished: cleanLine(answer.unfinished),
    cursor: `s:${answer.cursor}`,
    hasMore: after !== null && answer.hasMore,
    isCut: answer.isCut && after !== null,
  };
}

/** The shell's own cursor out of ours; one of another source means: from the end. */
function cursorIn({ instance }: LookedAt, { after }: LogQuestion, source: string): string | null {
  if (instance.state !== 'running') throw new AppError('wrong-state', 'log-needs-running');
  return after?.startsWith(`${source}:`) ? after.slice(2) : null;
}
