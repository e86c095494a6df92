import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getConsoleLog } from '#server/incus/instance-console.ts';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { cleanLine, splitLines } from './clean-line.ts';
import { type ConsoleBuffer, readIntoBuffer } from './console-buffer.ts';
import type { LogPage, LogQuestion } from './schema.ts';

/**
 * What the guest has said on its console since it started, without times. While it runs the engine gives each byte away
 * once (6.0.4: cmd/incusd/instance_console.go empties the ring buffer into its own file), so what was read is kept
 * here, for this process; of one that is stopped the engine gives the whole. Throws `refused` where it keeps none.
 */
export async function readConsoleLog(looked: LookedAt, { after, limit }: LogQuestion): Promise<LogPage> {
  const buffer = await bufferOf(looked);
  const [, id, position = ''] = /^c:([a-z0-9]{1,20}):(\d{1,12})$/.exec(after ?? '') ?? [];
  const from = id === buffer.id ? Number(position) - buffer.start : -1;
  const isNext = from >= 0 && from <= buffer.text.length;
  const { lines, unfinished } = splitLines(isNext ? buffer.text.slice(from) : buffer.text);
  const shown = isNext ? lines.slice(0, limit) : lines.slice(-limit);
  const hasMore = isNext && shown.length < lines.length;
  const read = (hasMore ? shown : lines).reduce((length, line) => length + line.length + 1, 0);
  return {
    source: 'console',
    lines: shown.map((line) => ({ at: null, stream: null, level: null, text: cleanLine(line) })),
    unfinished: hasMore ? '' : cleanLine(unfinished),
    cursor: `c:${buffer.id}:${buffer.start + (isNext ? from : 0) + read}`,
    hasMore,
    isCut: after !== null && !isNext,
  };
}

async function bufferOf({ ctx, ref, instance }: LookedAt): Promise<ConsoleBuffer> {
  const read = () => getConsoleLog(ctx.engine, ref).catch(refuse);
  if (instance.state === 'stopped') return { id: 'ended', start: 0, text: await read() };
  return readIntoBuffer(`${instance.id} ${instance.startedAt ?? ''}`, read);
}

function refuse(error: unknown): never {
  if (!isEngineError(error, 'refused')) throw error;
  throw new AppError('refused', 'log-not-kept', {}, { cause: error });
}
