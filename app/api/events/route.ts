import { currentUser } from '#app/_lib/session.ts';
import { englishText } from '#server/errors.ts';
import { streamChanges } from '#server/events/stream-changes.ts';
import { mostStreams } from '#server/events/take-stream-place.ts';
import { installation } from '#server/installation.ts';
import { isBrokenText } from '#server/refuse-broken-text.ts';
import { tenantIdOf } from '#server/tenants/tenant-id-of.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const { db, changes } = installation();
  const slug = new URL(request.url).searchParams.get('tenant');
  if (slug !== null && isBrokenText(slug)) return new Response(null, { status: 404 });
  const tenantId = slug === null ? undefined : await tenantIdOf(db, user, slug);
  if (tenantId === null) return new Response(null, { status: 404 });
  const stream = streamChanges(changes, user, tenantId, request.signal);
  if (!stream) return new Response(englishText('too-many-streams', { max: mostStreams }), { status: 429 });
  // no-transform: compressed, a small event would wait in the compressor for more to come.
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
