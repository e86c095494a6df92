import type { Draft } from './draft.ts';
import { Place, type Report } from './report.ts';

/**
 * The services in the order in which they are made: each after those that it depends on, else as in the file. A
 * circle, what depends on nothing that is there, and who waits for a health check that there is not, are reported.
 */
export function inOrder(drafts: readonly Draft[], report: Report): Draft[] {
  const byName = new Map(drafts.map((draft) => [draft.name, draft]));
  const state = new Map<string, 'open' | 'done'>();
  const ordered: Draft[] = [];
  for (const draft of drafts) visit(draft);
  return ordered;

  function visit(draft: Draft): void {
    if (state.has(draft.name)) return;
    state.set(draft.name, 'open');
    const place = new Place(report, `services.${draft.name}.depends_on`, draft.name);
    draft.dependsOn = draft.dependsOn.filter(({ name, line, isRequired, healthyLine }) => {
      const other = byName.get(name);
      if (!other && isRequired) place.say('refused', 'depends-unknown', { line }, { name });
      if (other) visit(other);
      if (other && healthyLine && !other.settings.health)
        place.in(name).say('otherwise', 'depends-healthy', { line: healthyLine }, { name });
      // Whoever is still open waits for this one.
      const isCircle = other !== undefined && state.get(name) === 'open';
      if (isCircle) place.say('refused', 'depends-circle', { line }, { name });
      return other !== undefined && !isCircle;
    });
    state.set(draft.name, 'done');
    ordered.push(draft);
  }
}
