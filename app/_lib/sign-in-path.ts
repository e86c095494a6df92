import { headers } from 'next/headers';
import { safeNext } from '#server/auth/safe-next.ts';
import { paths } from '#server/paths.ts';

/** The sign-in that leads back to the page which was asked for. The custom server says which that is. */
export async function signInPath(): Promise<string> {
  const asked = safeNext((await headers()).get('x-berth-path') ?? undefined);
  return paths.signIn({ next: asked === paths.home() ? undefined : asked });
}
