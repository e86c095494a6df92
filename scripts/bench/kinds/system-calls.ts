/** What the program of system calls does, each kind of it for itself: rounds a second. */
export const callKinds = ['getppid', 'file', 'stat', 'pipe'] as const;
export type CallRates = Record<(typeof callKinds)[number], number>;

/** Out of what it prints: `name rounds-a-second`. */
export function parseCallRates(text: string): CallRates {
  const lines = new Map(text.split('\n').map((line) => line.trim().split(' ') as [string, string]));
  const rates = callKinds.map((name) => [name, Number(lines.get(name))] as const);
  if (rates.some(([, rate]) => !(rate > 0)))
    throw new Error(`no rates of system calls: ${text.slice(0, 500)}`);
  return Object.fromEntries(rates) as CallRates;
}

/** Rounds a second of a program that does as many of each. */
export function mixedRate(rates: CallRates): number {
  return 1 / callKinds.reduce((seconds, name) => seconds + 1 / rates[name], 0);
}
