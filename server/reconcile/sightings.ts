import type { Difference } from './difference.ts';

const graceSeconds = 60;

/**
 * Remembers since when something is different, so that what is just being made is not spoken of. A restart
 * forgets it: then everything waits once more.
 */
export class Sightings {
  readonly #graceMs: number;
  readonly #firstSeen = new Map<string, Date>();

  constructor(seconds = graceSeconds) {
    this.#graceMs = seconds * 1000;
  }

  /** What is not among these is as it should be: should it come again, it waits again. */
  see(differences: readonly Difference[], now: Date): void {
    const keys = new Set(differences.map(keyOf));
    for (const key of this.#firstSeen.keys()) if (!keys.has(key)) this.#firstSeen.delete(key);
    for (const key of keys) if (!this.#firstSeen.has(key)) this.#firstSeen.set(key, now);
  }

  isRipe(difference: Difference, now: Date): boolean {
    const { graceFrom } = difference;
    if (graceFrom === undefined) return true;
    const since = graceFrom === 'first-sight' ? (this.#firstSeen.get(keyOf(difference)) ?? now) : graceFrom;
    return now.getTime() - since.getTime() >= this.#graceMs;
  }
}

function keyOf({ kind, subjectKey }: Difference): string {
  return `${kind} ${subjectKey}`;
}
