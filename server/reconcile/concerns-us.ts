import type { LifecycleEvent } from '#server/incus/engine-event.ts';
import { parseResourceUrl } from '#server/incus/parse-resource-url.ts';
import { projectName } from '#server/networks/network-names.ts';

const ours = projectName('');
/** Source: Incus docs, "Events", lifecycle: the things that the checkers look at. */
const things = /^(instance|project|network|network-acl)-(created|deleted|renamed|updated)$/;
const images = /^image(-alias)?-(created|deleted|renamed|updated)$/;

/** Whether something that the checkers look at may be different after it. */
export function concernsUs({ action, project, source }: LifecycleEvent): boolean {
  if (images.test(action)) return true;
  const kind = things.exec(action)?.[1];
  if (kind === 'instance') return project.startsWith(ours);
  if (kind === 'project') return parseResourceUrl(source).name.startsWith(ours);
  return kind !== undefined;
}
