import type { Draft } from './draft.ts';
import { type Keys, leave, takeKeys } from './draft.ts';
import { booleanOf, leavesOf, mapOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';
import { parseDuration } from './units.ts';

/** What Docker assumes where nothing is said. Source: Dockerfile reference, "HEALTHCHECK". */
const usual = { intervalSeconds: 30, timeoutSeconds: 30, retries: 3, startSeconds: 0 };

export function takeHealth(draft: Draft, tree: Tree, place: Place): void {
  const map = mapOf(tree, place);
  if (!map) return;
  draft.lines.health = tree.line;
  takeKeys(keys, draft, map, place);
  const disable = map.entries.get('disable');
  if (disable && booleanOf(disable.value, place.in('disable'))) return;
  const test = map.entries.get('test');
  if (!test) {
    place.say('left-out', 'health-of-image', { line: tree.line });
    return;
  }
  const command = commandOf(test.value, place.in('test'));
  if (!command) return;
  const seconds = (key: string, most: number, least: number) => {
    const entry = map.entries.get(key);
    return entry ? secondsOf(entry.value, place.in(key), least, most) : undefined;
  };
  draft.settings.health = {
    test: { kind: 'command', command },
    intervalSeconds: seconds('interval', 3600, 1) ?? usual.intervalSeconds,
    timeoutSeconds: seconds('timeout', 300, 1) ?? usual.timeoutSeconds,
    startSeconds: seconds('start_period', 3600, 0) ?? usual.startSeconds,
    retries: Number(retriesOf(map.entries.get('retries')?.value, place) ?? usual.retries),
  };
}

const taken = () => {};
const keys: Keys = {
  ...{ test: taken, interval: taken, timeout: taken, retries: taken, start_period: taken, disable: taken },
  start_interval: leave('health-start-interval'),
};

/** Undefined: it has none. Source: Compose Specification, "healthcheck". */
function commandOf(tree: Tree, place: Place): string[] | undefined {
  const words = leavesOf(tree, place).map(({ text }) => text);
  if (tree.kind !== 'list') return words[0] === undefined ? undefined : shell(words[0]);
  const [how, ...rest] = words;
  if (how === 'CMD' && rest.length > 0) return rest;
  if (how === 'CMD-SHELL' && rest.length === 1) return shell(rest[0] ?? '');
  if (how !== 'NONE') place.say('refused', 'health-test', { line: tree.line, value: tree });
  return undefined;
}

function shell(line: string): string[] {
  return ['/bin/sh', '-c', line];
}

function retriesOf(tree: Tree | undefined, place: Place): string | undefined {
  return tree && textOf(tree, place.in('retries'));
}

/** Whole seconds, rounded up, within what is possible here; what that changes is said. */
export function secondsOf(tree: Tree, place: Place, least: number, most: number): number | undefined {
  const text = textOf(tree, place);
  if (text === undefined) return undefined;
  const asked = parseDuration(text);
  if (asked === undefined) {
    place.say('refused', 'duration-invalid', { line: tree.line, value: tree });
    return undefined;
  }
  const seconds = Math.min(most, Math.max(least, Math.ceil(asked)));
  if (seconds !== asked) {
    place.say(
      'otherwise',
      'duration-rounded',
      { line: tree.line, value: tree },
      { seconds: String(seconds) },
    );
  }
  return seconds;
}
