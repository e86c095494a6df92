import { type Role, roleMay } from '#server/auth/permissions.ts';
import type { Installation } from '#server/installation.ts';
import { closeCodes } from './schema.ts';
import type { TerminalOwner } from './terminal-session.ts';

const checkEverySeconds = 30;

type Watched = { owner: TerminalOwner; end(code: number, reason: string): void };

/**
 * Ends terminals and screens whose ground is gone, at once: the session was revoked, the account was suspended or its
 * member removed, or the instance is no longer running or no longer there. What was missed (a lost notification, an
 * expired session) is found by looking again every half a minute.
 */
export function watchTerminals(parts: Installation, sessions: ReadonlyMap<string, Watched>): () => void {
  const check = (some: Watched[]) => {
    for (const session of some) {
      whyEnd(parts, session)
        .then((why) => why && session.end(why.code, why.reason))
        .catch((error: unknown) => parts.log.warn({ err: String(error) }, 'terminal not checked'));
    }
  };
  const unsubscribe = parts.changes.subscribe((change) => {
    const all = [...sessions.values()];
    if (change === 'resync') check(all);
    else if (change.topic === 'session')
      check(all.filter((session) => session.owner.sessionId === change.id));
    else if (change.topic === 'instance')
      check(all.filter((session) => session.owner.instanceId === change.id));
    else if (change.topic === 'tenant') check(all.filter((session) => session.owner.tenantId === change.id));
  });
  const timer = setInterval(() => check([...sessions.values()]), checkEverySeconds * 1000);
  timer.unref();
  return () => {
    unsubscribe();
    clearInterval(timer);
  };
}

async function whyEnd({ db }: Installation, { owner }: Watched) {
  const [session, instance] = await Promise.all([
    db.session.findUnique({
      where: { id: owner.sessionId },
      select: {
        expiresAt: true,
        user: { select: { isOperator: true, members: { select: { tenantId: true, role: true } } } },
      },
    }),
    db.instance.findUnique({
      where: { id: owner.instanceId },
      select: { state: true, tenantId: true, tenant: { select: { state: true } } },
    }),
  ]);
  if (instance?.state !== 'running') return { code: closeCodes.gone, reason: 'not running' };
  // Its stop may take its time, or not come through. Operators open none either.
  if (instance.tenant.state !== 'active') return { code: closeCodes.inactive, reason: 'account not active' };
  const signedOut = { code: closeCodes.signedOut, reason: 'signed out' };
  if (!session || session.expiresAt <= new Date()) return signedOut;
  const { isOperator, members } = session.user;
  const role = members.find((member) => member.tenantId === instance.tenantId)?.role;
  return isOperator || (role !== undefined && roleMay(role as Role, 'instance.console'))
    ? undefined
    : signedOut;
}
