import type { Draft, Keys } from './draft.ts';
import { takeKeys, unless } from './draft.ts';
import { namesOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

/**
 * What has to be up first. Here a service is deployed once the deployment of each of those has gone well, which with a
 * health check means healthy. Source: Compose Specification, "depends_on".
 */
export function takeDependsOn(draft: Draft, tree: Tree, place: Place): void {
  if (tree.kind !== 'map') {
    for (const name of namesOf(tree, place))
      draft.dependsOn.push({ name, line: tree.line, isRequired: true });
    return;
  }
  for (const [name, { line, value }] of tree.entries) {
    const at = place.in(name);
    const required = value.kind === 'map' ? value.entries.get('required') : undefined;
    const isRequired = !/^false$/i.test((required && textOf(required.value, at)) ?? 'true');
    const condition = value.kind === 'map' ? value.entries.get('condition')?.value : undefined;
    const isHealthy = condition?.kind === 'leaf' && condition.text === 'service_healthy';
    draft.dependsOn.push({ name, line, isRequired, healthyLine: isHealthy ? condition.line : undefined });
    if (value.kind === 'map') takeKeys(keys, draft, value, at);
  }
}

const keys: Keys = {
  required: () => {},
  condition: unless(/^service_(?:started|healthy)$/, 'otherwise', 'depends-completed'),
  restart: unless(/^(?:false|no|off)$/i, 'left-out', 'depends-restart'),
};
