import { getTranslations } from 'next-intl/server';
import { errorText, toAppError } from '#app/_lib/error-text.ts';
import { page } from '#app/_lib/page.tsx';
import { ServerImages } from '#components/images/add/server-images.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { listServerImagesInput } from '#server/images/add-schema.ts';
import { listServerImages } from '#server/images/list-server-images.ts';
import { readImageServer } from '#server/images/read-image-server.ts';
import { paths } from '#server/paths.ts';
import { knownPart } from '../../../_lib/known-part.ts';
import { copyImageAction, setImageServerAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images.add'))('title') };
}

export default page(async (ctx, { query }) => {
  authorizeOperator(ctx, 'read');
  const asked = knownPart(listServerImagesInput, { ...query, search: query.q });
  const [server, found] = await Promise.all([readImageServer(ctx.db), lookAt(ctx, asked)]);
  return (
    <ServerImages
      server={server}
      found={'items' in found ? found : undefined}
      query={query}
      actions={{ copy: copyImageAction, setServer: setImageServerAction }}
    >
      {'items' in found ? (
        <Pagination path={paths.adminNewImage()} query={query} {...found} />
      ) : (
        <Callout tone="warn">{found.why}</Callout>
      )}
    </ServerImages>
  );
});

/** A server that does not answer is no reason to show nothing: its address can be changed here. */
async function lookAt(ctx: Ctx, asked: object) {
  try {
    return await listServerImages(ctx, asked);
  } catch (error) {
    const known = toAppError(error, ctx.log);
    if (known.code !== 'unavailable') throw error;
    return { why: await errorText(known) };
  }
}
