import type WebSocket from 'ws';
import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeLater } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import type { InstanceRef } from './instance.ts';
import { openEngineSocket } from './open-engine-socket.ts';
import { openOperationSockets } from './operation-sockets.ts';
import { parseShape } from './read-resource.ts';
import { type Terminal, terminalOf } from './terminal.ts';

/**
 * The instance's text console: what its kernel and its init write to, and a login where the guest has one. The engine
 * has one console for each instance, text or screen: whoever opens it takes it from whoever had it.
 * Source: Incus docs, "REST API", `POST /1.0/instances/{name}/console`.
 *
 * @param options.signal hangs up, at any time
 * @throws EngineError `refused` when the instance is not running
 */
export async function openConsole(
  engine: Engine,
  { project, name, columns, rows }: InstanceRef & { columns: number; rows: number },
  options: CallOptions = {},
): Promise<Terminal> {
  const body = { type: 'console', width: columns, height: rows, force: true };
  const call = { method: 'POST', path: apiPath`instances/${name}/console`, project, body } as const;
  return terminalOf(engine, await changeLater(engine, call, options), options);
}

export type Screen = {
  /** One more connection to the SPICE server, a fresh one each: SPICE has one for each of its channels. */
  openChannel: (listen: (socket: WebSocket) => void, options?: CallOptions) => Promise<WebSocket>;
  /** Called once, when the instance has ended or somebody else has taken the console. */
  onEnd: (listener: () => void) => void;
  close: () => void;
};

const secretsSchema = z.object({ fds: z.object({ '0': z.string() }) });

/**
 * The screen of a running VM: the SPICE protocol, bytes as they are, a WebSocket for each channel for as long as
 * the operation's control socket is open (6.0.4 to 7.3: cmd/incusd/instance_console.go, doVGA). Needs the API
 * extension `console_vga_type`.
 *
 * @throws EngineError `refused` when it is no VM or is not running
 */
export async function openScreen(
  engine: Engine,
  { project, name }: InstanceRef,
  options: CallOptions = {},
): Promise<Screen> {
  const body = { type: 'vga', width: 0, height: 0, force: true };
  const call = { method: 'POST', path: apiPath`instances/${name}/console`, project, body } as const;
  const operation = await changeLater(engine, call, options);
  const path = apiPath`operations/${operation.id}/websocket`;
  const { fds } = parseShape(secretsSchema, operation.metadata, { method: 'POST', path });
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const listeners = { control: (socket: WebSocket) => void socket.on('close', () => end()) };
  const [control] = await openOperationSockets(engine, operation, listeners, options);
  return {
    openChannel: (listen, channelOptions) =>
      openEngineSocket(
        engine,
        { path, query: { secret: fds['0'] }, listen, answerPings: true },
        channelOptions,
      ),
    onEnd: (listener) => void ended.then(listener),
    close: () => control?.terminate(),
  };
}
