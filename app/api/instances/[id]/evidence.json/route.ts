import { download } from '#app/_lib/download.ts';
import { getEvidence } from '#server/evidence/get-evidence.ts';

/** The same as /api/v1 answers, read anew, as a file to keep. */
export const GET = download(async (ctx, id) => {
  const evidence = await getEvidence(ctx, id);
  const stamp = evidence.at.slice(0, 19).replaceAll(':', '-');
  return {
    name: `${evidence.name}-evidence-${stamp}.json`,
    type: 'application/json',
    body: `${JSON.stringify(evidence, null, 2)}\n`,
  };
});
