import { kindDraft, partsOf } from '#components/instances/kinds/kind-drafts.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';

/** What a version is made of, in a word or two: its image where it has one. */
export function aboutOf({ kind, settings }: Pick<DeploymentView, 'kind' | 'settings'>): string | undefined {
  const about = kindDraft(kind).about?.(partsOf(kind, settings));
  // What it is pinned to is shown by itself.
  return about?.replace(/@sha256:[0-9a-f]{64}$/, '');
}
