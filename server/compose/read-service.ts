import { containerSettings } from '#server/deployments/container-schema.ts';
import { isErrorReason, issueText } from '#server/errors.ts';
import { type Draft, newDraft, takeKeys } from './draft.ts';
import { mapOf } from './read-values.ts';
import type { Place } from './report.ts';
import { serviceKeys } from './service-keys.ts';
import { sayPorts } from './take-ports.ts';
import { takeRights } from './take-rights.ts';
import { sayTmpfs } from './take-tmpfs.ts';
import type { Entry } from './tree.ts';

/** One service as settings of an app; what it cannot be made with is reported at its line. */
export function readService(
  name: string,
  { line, value }: Entry,
  place: Place,
  lookUp: Draft['lookUp'],
): Draft {
  const draft = newDraft(name, line, lookUp);
  const map = mapOf(value, place);
  if (map) takeKeys(serviceKeys, draft, map, place);
  sayPorts(draft, place);
  sayTmpfs(draft);
  takeRights(draft, place);
  // Unlike here, a container of Compose that ends stays so unless something else is said.
  draft.settings.restart ??= { policy: 'no', max: null };
  const { image } = draft.settings;
  const { build } = draft.lines;
  if (build)
    place.in('build').say(image ? 'left-out' : 'refused', image ? 'build' : 'build-alone', { line: build });
  else if (!image) place.say('refused', 'no-image', { line });
  if (image) checkSettings(draft, place);
  return draft;
}

/** By the very schema that an app is made by. */
function checkSettings({ settings, lines, line }: Draft, place: Place): void {
  const { error } = containerSettings.safeParse(settings);
  for (const issue of error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    const path = issue.path.join('.');
    const detail = isErrorReason(issue.message) ? issueText(issue.message) : issue.message;
    place.say('refused', 'setting-invalid', { line: lines[field] ?? line }, { field: path, detail });
  }
}
