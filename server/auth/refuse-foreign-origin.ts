import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';

type Headers = { origin: string | null | undefined; host: string | null | undefined };

/**
 * A browser sends its cookies with what other sites make it send too, and says in Origin who made it. Throws
 * `forbidden` unless that is the panel itself, also when nothing is said: at its public address, or at the one under
 * which the browser has reached it, as through a tunnel.
 */
export function refuseForeignOrigin({ origin, host }: Headers): void {
  const { origin: url } = new URL(env().BERTH_URL);
  if (origin === url) return;
  if (origin && host && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AppError('forbidden', 'origin-refused', { url });
}
