import type { Actor } from '#server/auth/actor.ts';
import type { ChangeListener } from './listen-changes.ts';
import type { Change } from './notify-change.ts';
import { takeStreamPlace } from './take-stream-place.ts';

type User = Extract<Actor, { kind: 'user' }>;

const keepAliveSeconds = 20;
/** A reader who has so many unread ones has stopped reading, or will do better to read its page anew. */
const mostUnread = 200;

const resync = 'event: resync\ndata: {}\n\n';

/**
 * Server-sent events for one page: `change` with `{topic, id}` for what its reader may see, within
 * `tenantId` where the page shows one tenant. `resync` asks for a whole refresh; one is sent
 * in place of all that a slow reader could not be told. Ends when the reader's session is revoked, so
 * that a signed-out page learns nothing more. Null when the session has too many streams already.
 */
export function streamChanges(
  changes: ChangeListener,
  user: User,
  tenantId: string | undefined,
  signal: AbortSignal,
): ReadableStream<Uint8Array> | null {
  const leave = takeStreamPlace(user.sessionId);
  if (!leave) return null;
  const encoder = new TextEncoder();
  let stop = () => {};
  let hasMissed = false;
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => {
        hasMissed ||= (controller.desiredSize ?? 0) < -mostUnread;
        if (!hasMissed) controller.enqueue(encoder.encode(text));
      };
      const unsubscribe = changes.subscribe((change) => {
        if (change === 'resync') return send(resync);
        if (change.topic === 'session' && change.id === user.sessionId) return stop();
        if (!maySee(user, tenantId, change)) return;
        send(`event: change\ndata: ${JSON.stringify({ topic: change.topic, id: change.id })}\n\n`);
      });
      const keepAlive = setInterval(() => send(': here\n\n'), keepAliveSeconds * 1000);
      let isOver = false;
      stop = () => {
        if (isOver) return;
        isOver = true;
        leave();
        unsubscribe();
        clearInterval(keepAlive);
        signal.removeEventListener('abort', stop);
        controller.close();
      };
      signal.addEventListener('abort', stop);
      send('retry: 2000\n\n');
      if (signal.aborted) stop();
    },
    // All that waited has been read.
    pull(controller) {
      if (hasMissed) controller.enqueue(encoder.encode(resync));
      hasMissed = false;
    },
    cancel: () => stop(),
  });
}

function maySee(user: User, tenantId: string | undefined, change: Change): boolean {
  if (change.topic === 'session') return false;
  if (tenantId !== undefined && change.tenantId !== tenantId) return false;
  return user.isOperator || user.memberships.some((m) => m.tenantId === change.tenantId);
}
