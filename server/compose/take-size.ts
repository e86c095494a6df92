import type { Draft } from './draft.ts';
import { textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';
import { parseBytes } from './units.ts';

const mib = 1024 ** 2;
const maxVcpus = 64;

/** What bounds a container bounds its instance. Where it is said twice, the larger one is taken. */
export function takeMemory(draft: Draft, tree: Tree, place: Place): void {
  const text = textOf(tree, place);
  if (text === undefined) return;
  const bytes = parseBytes(text);
  if (!bytes) {
    place.say('refused', 'bytes-invalid', { line: tree.line, value: tree });
    return;
  }
  const whole = Math.ceil(bytes / mib) * mib;
  draft.size.memoryBytes = Math.max(draft.size.memoryBytes ?? 0, whole);
}

/** An instance has whole processors. */
export function takeCpus(draft: Draft, tree: Tree, place: Place): void {
  const text = textOf(tree, place);
  if (text === undefined) return;
  const asked = Number(text);
  if (!(asked >= 0)) {
    place.say('refused', 'cpus-invalid', { line: tree.line, value: tree });
    return;
  }
  // 0 is for: no bound.
  if (asked === 0) return;
  const vcpus = Math.min(maxVcpus, Math.ceil(asked));
  if (vcpus !== asked) {
    place.say('otherwise', 'cpus-rounded', { line: tree.line, value: tree }, { vcpus: String(vcpus) });
  }
  draft.size.vcpus = Math.max(draft.size.vcpus ?? 0, vcpus);
}
