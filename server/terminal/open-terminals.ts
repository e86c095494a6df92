import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { openConsole } from '#server/incus/open-console.ts';
import { openTerminal } from '#server/incus/open-terminal.ts';
import type { Installation } from '#server/installation.ts';
import type { Entry } from '#server/instances/kinds/kind-parts.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { parseInput } from '#server/parse-input.ts';
import { checkUpgrade, type TerminalTarget } from './check-upgrade.ts';
import { hasRoom } from './has-room.ts';
import { closeCodes, maxMessageBytes, type ResumeQuery, resumeQuery } from './schema.ts';
import { type TerminalOwner, TerminalSession } from './terminal-session.ts';
import { type Terminals, toTerminals } from './to-terminals.ts';
import { watchTerminals } from './watch-terminals.ts';

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
    chooseEntry(target.kind, query.on);
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
    const { instanceId, tenantId } = target;
    const owner = { sessionId: target.user.sessionId, instanceId, tenantId };
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
  const begin = async (target: TerminalTarget, owner: TerminalOwner, query: ResumeQuery) => {
    const { project, name, kind } = target;
    const where = { project, name, columns: query.columns, rows: query.rows };
    const terminal = await openEntry(parts.engine, where, chooseEntry(kind, query.on));
    const session: TerminalSession = new TerminalSession(owner, terminal, () => {
      sessions.delete(session.id);
      owners.delete(owner);
    });
    sessions.set(session.id, session);
    return session;
  };

  return toTerminals({ server, sessions, accept, stopWatching });
}

/** What a page asks for, of what the kind lets in: nobody comes to a shell around an app by asking otherwise. */
function chooseEntry(kind: TerminalTarget['kind'], on: ResumeQuery['on']): Entry {
  const { entry, otherEntry } = kindOf(kind);
  const chosen = on === undefined ? entry : [entry, otherEntry].find((known) => known?.by === on);
  if (!chosen) throw new AppError('not-found', 'not-found');
  return chosen;
}

function openEntry(engine: Installation['engine'], where: Parameters<typeof openConsole>[1], entry: Entry) {
  if (entry.by === 'console') return openConsole(engine, where);
  return openTerminal(engine, { ...where, command: entry.command, environment: entry.environment });
}
