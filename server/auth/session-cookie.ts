import { env } from '#server/env.ts';

export const sessionDays = 14;

/** The session cookie's name and attributes: bound to this host over HTTPS, out of reach of scripts. */
export function sessionCookie() {
  const secure = env().BERTH_URL.startsWith('https:');
  return {
    name: secure ? '__Host-berth-session' : 'berth-session',
    attributes: { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: sessionDays * 86_400 },
  } as const;
}
