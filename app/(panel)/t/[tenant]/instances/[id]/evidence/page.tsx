import { errorText } from '#app/_lib/error-text.ts';
import { page } from '#app/_lib/page.tsx';
import { EvidencePage } from '#components/evidence/evidence-page.tsx';
import { NoEvidence } from '#components/evidence/no-evidence.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getEvidence } from '#server/evidence/get-evidence.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';

export const generateMetadata = instanceTitle('evidence');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const evidence = await read(ctx, frame.instance.id);
  return (
    <InstanceFrame {...frame}>
      <ClientMessages namespaces={['evidence']}>
        {typeof evidence === 'string' ? (
          <NoEvidence reason={evidence} />
        ) : (
          <EvidencePage evidence={evidence} />
        )}
      </ClientMessages>
    </InstanceFrame>
  );
});

/** An instance that the engine does not have (it is being made, or is lost) has none: in words then. */
async function read(ctx: Ctx, id: string) {
  try {
    return await getEvidence(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-state') return errorText(error);
    throw error;
  }
}
