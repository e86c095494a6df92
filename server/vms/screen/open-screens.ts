import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { openScreen } from '#server/incus/open-console.ts';
import type { Installation } from '#server/installation.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { parseInput } from '#server/parse-input.ts';
import { checkUpgrade, type TerminalTarget } from '#server/terminal/check-upgrade.ts';
import { hasRoom } from '#server/terminal/has-room.ts';
import { closeCodes, maxMessageBytes } from '#server/terminal/schema.ts';
import { type Terminals, toTerminals } from '#server/terminal/to-terminals.ts';
import { watchTerminals } from '#server/terminal/watch-terminals.ts';
import { screenQuery } from '../schema.ts';
import { ScreenSession } from './screen-session.ts';

const path = /^\/ws\/screen\/([^/?]+)$/;

/**
 * The gateway between browsers and the screens of VMs, at /ws/screen/<instance id>?screenId=<uuid>. A page makes up a
 * `screenId` and opens a connection for each channel of SPICE under it. What is checked is what a terminal's is.
 */
export function openScreens(parts: Installation): Terminals {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const sessions = new Map<string, ScreenSession>();
  const stopWatching = watchTerminals(parts, sessions);

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const instanceId = z.uuid().safeParse(path.exec(url.pathname)?.[1]);
    if (!instanceId.success) throw new AppError('not-found', 'not-found');
    const target = await checkUpgrade(parts, request, instanceId.data);
    if (!factsOf(target.kind).tabs.includes('screen')) throw new AppError('not-found', 'not-found');
    const { screenId } = parseInput(screenQuery, Object.fromEntries(url.searchParams));
    server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => parts.log.info({ err: String(error) }, 'screen broken off'));
      void show(target, screenId, webSocket);
    });
  };
  const show = async (target: TerminalTarget, screenId: string, socket: WebSocket) => {
    // Whose it is is part of its name: a screenId that somebody has seen is worth nothing to others.
    const key = `${target.user.sessionId}/${target.instanceId}/${screenId}`;
    const session = sessions.get(key) ?? begin(target, key);
    if (!session) return socket.close(closeCodes.tooMany, 'too many screens');
    await session.attach(socket);
  };
  const begin = (target: TerminalTarget, key: string) => {
    const { instanceId, tenantId } = target;
    const owner = { sessionId: target.user.sessionId, instanceId, tenantId };
    // The engine has one console for each instance: who opens it takes it.
    for (const former of [...sessions.values()])
      if (former.owner.instanceId === owner.instanceId) former.end(closeCodes.taken, 'taken');
    if (!hasRoom(owner, new Set([...sessions.values()].map((session) => session.owner)))) return undefined;
    const screen = openScreen(parts.engine, { project: target.project, name: target.name });
    screen.catch((error: unknown) =>
      parts.log.warn({ err: String(error), instance: target.name }, 'screen not opened'),
    );
    const session = new ScreenSession(owner, screen, () => sessions.delete(key));
    sessions.set(key, session);
    return session;
  };

  return toTerminals({ server, sessions, accept, stopWatching });
}
