import { apiPath } from './api-path.ts';
import { changeLater } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import type { InstanceRef } from './instance.ts';
import { type Terminal, terminalOf } from './terminal.ts';

export type TerminalInput = InstanceRef & {
  command: string[];
  environment?: Record<string, string>;
  cwd?: string;
  uid?: number;
  gid?: number;
  columns: number;
  rows: number;
};

/**
 * Runs a program on a terminal in a running instance, for as long as the program or `close` lets it.
 *
 * @param options.signal hangs up, at any time
 * @throws EngineError `refused` when the instance is not running
 */
export async function openTerminal(
  engine: Engine,
  input: TerminalInput,
  options: CallOptions = {},
): Promise<Terminal> {
  const body = {
    command: input.command,
    environment: { TERM: 'xterm-256color', ...input.environment },
    cwd: input.cwd ?? '',
    user: input.uid ?? 0,
    group: input.gid ?? 0,
    width: input.columns,
    height: input.rows,
    interactive: true,
    'wait-for-websocket': true,
  };
  const path = apiPath`instances/${input.name}/exec`;
  const call = { method: 'POST', path, project: input.project, body } as const;
  return terminalOf(engine, await changeLater(engine, call, options), options);
}
