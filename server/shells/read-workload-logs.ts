import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type LogsAnswer, type LogsInput, logsAnswer, logsInput } from './schema.ts';

/** What the application has written to its two outputs: the last lines, or those after the cursor of a former answer. */
export function readWorkloadLogs(
  engine: Engine,
  shell: InstanceRef,
  input: LogsInput = {},
  options?: CallOptions,
): Promise<LogsAnswer> {
  return askShell(
    engine,
    shell,
    { verb: 'logs', input: logsInput.parse(input), answer: logsAnswer },
    options,
  );
}
