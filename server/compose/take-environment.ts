import type { Draft } from './draft.ts';
import { holdsPassword, looksSecret } from './looks-secret.ts';
import { pairsOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

/** A name without a value takes that of the variable of the same name. Source: Compose Specification, "environment". */
export function takeEnvironment(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.environment ??= tree.line;
  for (const { name, value, line, isSecret } of pairsOf(tree, place)) {
    const passed = value === null && draft.lookUp(line)({ name, fallback: null, required: null });
    const set = value === null ? passed : { value, isSecret };
    if (!set) {
      place.in(name).say('left-out', 'environment-unset', { line }, { name });
      continue;
    }
    const isSealed = set.isSecret || looksSecret(name) || holdsPassword(set.value ?? '');
    const variable = { name, value: set.value, isSecret: isSealed };
    const at = draft.settings.environment.findIndex((known) => known.name === name);
    if (at < 0) draft.settings.environment.push(variable);
    else draft.settings.environment[at] = variable;
  }
}
