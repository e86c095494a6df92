import { cookies, headers } from 'next/headers';
import { sessionCookie } from '#server/auth/session-cookie.ts';

/** Gives the browser the session that was just made for it. */
export async function keepSession(token: string): Promise<void> {
  const { name, attributes } = sessionCookie();
  (await cookies()).set(name, token, attributes);
}

/** Takes it away, with the same attributes: a browser lets nothing else touch a `__Host-` cookie. */
export async function forgetSession(): Promise<void> {
  const { name, attributes } = sessionCookie();
  (await cookies()).set(name, '', { ...attributes, maxAge: 0 });
}

/** What the browser says of itself, for the person's list of sessions. */
export async function userAgent(): Promise<string | undefined> {
  return (await headers()).get('user-agent') ?? undefined;
}
