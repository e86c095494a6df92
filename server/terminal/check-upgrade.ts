import type { IncomingMessage } from 'node:http';
import type { Actor } from '#server/auth/actor.ts';
import { authorize } from '#server/auth/authorize.ts';
import { readSession } from '#server/auth/read-session.ts';
import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { AppError } from '#server/errors.ts';
import type { Installation } from '#server/installation.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { instanceView } from '#server/instances/schema.ts';
import { whyNot } from '#server/instances/states.ts';
import { projectName } from '#server/networks/network-names.ts';

export type TerminalTarget = {
  user: Extract<Actor, { kind: 'user' }>;
  instanceId: string;
  tenantId: string;
  project: string;
  name: string;
  kind: InstanceKind;
};

/**
 * Who wants a terminal on what. A browser sends cookies with WebSockets of any site, so the Origin
 * must be the panel's own. Throws `forbidden`, `unauthenticated`, `not-found`, or why there is no console now.
 */
export async function checkUpgrade(
  parts: Installation,
  request: IncomingMessage,
  instanceId: string,
): Promise<TerminalTarget> {
  refuseForeignOrigin({ origin: request.headers.origin, host: request.headers.host });
  const token = cookieOf(request, sessionCookie().name);
  const user = token ? await readSession(parts.db, token, new Date()) : null;
  if (!user || user.mustChangePassword) throw new AppError('unauthenticated', 'unauthenticated');
  const instance = await findInstance(parts, instanceId);
  authorize({ actor: user }, instance.tenantId, 'instance.console');
  const state = instanceView.shape.state.parse(instance.state);
  const kind = instanceView.shape.kind.parse(instance.kind);
  const refusal = whyNot('console', { ...instance, kind, state, job: null });
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return {
    user,
    instanceId: instance.id,
    tenantId: instance.tenantId,
    project: projectName(instance.tenant.slug),
    name: instance.name,
    kind,
  };
}

async function findInstance({ db }: Installation, id: string) {
  const instance = await db.instance.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      kind: true,
      state: true,
      tenantId: true,
      tenant: { select: { slug: true, state: true } },
    },
  });
  if (!instance) throw new AppError('not-found', 'not-found');
  return instance;
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
