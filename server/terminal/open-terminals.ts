import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { AppError, statusOf } from '#server/errors.ts';
import { openTerminal } from '#server/incus/open-terminal.ts';
import type { Installation } from '#server/installation.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { parseInput } from '#server/parse-input.ts';
import { checkUpgrade, type TerminalTarget } from './check-upgrade.ts';
import { hasRoom } from './has-room.ts';
import { closeCodes, maxMessageBytes, type ResumeQuery, resumeQuery } from './schema.ts';
import { type TerminalOwner, TerminalSession } from './terminal-session.ts';
import { watchTerminals } from './watch-terminals.ts';

export type Terminals = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

const path = /^\/ws\/terminal\/([^/?]+)$/;

/** The gateway between browsers and shells in instances, at /ws/terminal/<instance id>. */
export function openTerminals(parts: Installation): Terminals {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const sessions = new Map<string, TerminalSession>();
  /** Of every session, and of those that the engine still opens. */
  const owners = new Set<TerminalOwner>();
  const stopWatching = watchTerminals(parts, sessions);

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const instanceId = z.uuid().safeParse(path.exec(url.pathname)?.[1]);
    if (!instanceId.success) throw new AppError('not-found', 'not-found');
    const target = await checkUpgrade(parts, request, instanceId.data);
    const query = parseInput(resumeQuery, Object.fromEntries(url.searchParams));
    server.handleUpgrade(request, socket, head, (webSocket) => {
      // What breaks the protocol is the browser's fault: the socket closes itself and says why.
      webSocket.on('error', (error) => parts.log.info({ err: String(error) }, 'terminal broken off'));
      void show(target, query, webSocket);
    });
  };
  const show = async (target: TerminalTarget, query: ResumeQuery, socket: WebSocket) => {
    const former = query.terminalId ? sessions.get(query.terminalId) : undefined;
    if (former?.owner.sessionId === target.user.sessionId && former.owner.instanceId === target.instanceId) {
      former.attach(socket, query.position, true);
      former.resize(query.columns, query.rows);
      return;
    }
    const owner = { sessionId: target.user.sessionId, instanceId: target.instanceId };
    if (!makeRoom(owner)) return socket.close(closeCodes.tooMany, 'too many terminals');
    // What is typed before the shell is there waits for it.
    socket.pause();
    owners.add(owner);
    try {
      const session = await begin(target, owner, query);
      session.attach(socket, 0, false);
    } catch (error) {
      owners.delete(owner);
      parts.log.warn({ err: String(error), instance: target.name }, 'terminal not opened');
      socket.close(closeCodes.engine, 'the engine refused');
    }
    socket.resume();
  };
  /** A page that was loaded anew has left a shell that waits for it: where there is no room, such are ended. */
  const makeRoom = (owner: TerminalOwner) => {
    if (hasRoom(owner, owners)) return true;
    for (const session of sessions.values())
      if (session.owner.sessionId === owner.sessionId && !session.isShown)
        session.end(closeCodes.ended, 'made room');
    return hasRoom(owner, owners);
  };
  const begin = async (target: TerminalTarget, owner: TerminalOwner, { columns, rows }: ResumeQuery) => {
    const { entry } = kindOf(target.kind);
    if (entry.by !== 'exec') throw new AppError('refused', 'console-needs-running');
    const terminal = await openTerminal(parts.engine, {
      project: target.project,
      name: target.name,
      command: entry.command,
      environment: entry.environment,
      columns,
      rows,
    });
    const session: TerminalSession = new TerminalSession(owner, terminal, () => {
      sessions.delete(session.id);
      owners.delete(owner);
    });
    sessions.set(session.id, session);
    return session;
  };

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch((error: unknown) => refuse(socket, error));
    },
    close() {
      stopWatching();
      for (const session of sessions.values()) session.end(1001, 'the panel is restarting');
      server.close();
    },
  };
}

function refuse(socket: Duplex, error: unknown): void {
  const status = error instanceof AppError ? error.status : statusOf.internal;
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
