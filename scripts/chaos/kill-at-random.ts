import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.ts';

export type Killable = { name: string; kill(): Promise<void>; start(): Promise<void> };
type KillInput = {
  victims: readonly Killable[];
  random: Random;
  signal: AbortSignal;
  say(text: string): void;
};

/** Seconds between a return and the next kill, and how long a victim stays dead. */
const peace = { min: 2, max: 10 };
const death = { min: 0, max: 4 };

/** What dies together: all of the panel, or all that it stands on. */
const pairs = [
  ['web', 'worker'],
  ['postgres', 'incusd'],
];
const pairShare = 0.25;

/** Kills one after the other by what the seed says, or two at once, and starts them again. Gives how often each died. */
export async function killAtRandom({
  victims,
  random,
  signal,
  say,
}: KillInput): Promise<Record<string, number>> {
  const kills = Object.fromEntries(victims.map(({ name }) => [name, 0]));
  const rest = (range: typeof peace) =>
    delay(random.between(range.min, range.max) * 1000, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    await rest(peace);
    if (signal.aborted) break;
    const dying = pickVictims(victims, random);
    await Promise.all(dying.map((victim) => victim.kill()));
    for (const { name } of dying) kills[name] = (kills[name] ?? 0) + 1;
    say(`killed ${dying.map(({ name }) => name).join(' and ')}`);
    await rest(death);
    await Promise.all(dying.map((victim) => victim.start()));
  }
  return kills;
}

/** Who dies next: mostly one, now and then two that belong together. */
export function pickVictims(victims: readonly Killable[], random: Random): Killable[] {
  const first = random.pick(victims);
  if (random.next() >= pairShare) return [first];
  const pair = pairs.find((names) => names.includes(first.name)) ?? [first.name];
  return victims.filter(({ name }) => pair.includes(name));
}
