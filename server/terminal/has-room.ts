import type { TerminalOwner } from './terminal-session.ts';

/** Each is a process in a guest and up to two megabytes here. */
export const mostTerminals = { session: 10, instance: 30 } as const;

/** May `owner` open one more beside `all` that are open or about to be? */
export function hasRoom(owner: TerminalOwner, all: ReadonlySet<TerminalOwner>): boolean {
  const others = [...all];
  const ofSession = others.filter(({ sessionId }) => sessionId === owner.sessionId);
  const ofInstance = others.filter(({ instanceId }) => instanceId === owner.instanceId);
  return ofSession.length < mostTerminals.session && ofInstance.length < mostTerminals.instance;
}
