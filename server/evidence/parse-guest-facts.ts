import { cleanText } from '#server/guests/clean-text.ts';

/** `name value` lines of the script in guest-evidence.ts, each at most once: the guest's word, shortened and cleaned. */
export function parseGuestFacts(output: string, mark: string): Map<string, string> {
  const facts = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, name, value] = line.startsWith(`${mark} `)
      ? (/^([a-z-]+) (.*)$/.exec(line.slice(mark.length + 1)) ?? [])
      : [];
    if (name && value !== undefined && !facts.has(name)) facts.set(name, cleanText(value, 300));
  }
  return facts;
}
