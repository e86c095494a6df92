import type { Draft } from './draft.ts';
import { textOf } from './read-values.ts';
import type { Place } from './report.ts';
import { secondsOf } from './take-health.ts';
import type { Tree } from './tree.ts';

/** Source: Compose Specification, "restart". */
export function takeRestart(draft: Draft, tree: Tree, place: Place): void {
  const text = textOf(tree, place);
  if (text === undefined) return;
  const [, policy, max] = /^(no|false|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(text) ?? [];
  if (!policy) {
    place.say('refused', 'restart-invalid', { line: tree.line, value: tree });
    return;
  }
  draft.lines.restart = tree.line;
  if (policy === 'on-failure') setRestart(draft, 'on-failure', max);
  else setRestart(draft, policy === 'no' || policy === 'false' ? 'no' : 'always');
}

export function setRestart(draft: Draft, policy: 'always' | 'on-failure' | 'no', max?: string): void {
  draft.settings.restart = { policy, max: policy === 'on-failure' && max ? Number(max) : null };
}

export function takeStopGracePeriod(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.stopSeconds = tree.line;
  draft.settings.stopSeconds = secondsOf(tree, place, 1, 300) ?? 10;
}
