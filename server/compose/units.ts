const durationUnits = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 } as const;
const byteUnits = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
};

/** `1m30s` in seconds; undefined where it is none. Source: the Compose Specification, "Specifying durations". */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.trim()) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * durationUnits[unit as 's'], 0);
}

/** `512m` in bytes; undefined where it is none. Source: the Compose Specification, "Specifying byte values". */
export function parseBytes(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = byteUnits[unit.toLowerCase() as keyof typeof byteUnits];
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

/** Words as a shell would split them: quotes and backslashes, no expansion. Undefined where a quote is open. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") {
      const next = text[++at];
      if (next === undefined) return undefined;
      // Within double quotes a backslash is meant for these alone. Source: POSIX, "Double-Quotes".
      word = (word ?? '') + (quote === '"' && !'$`"\\\n'.includes(next) ? `\\${next}` : next);
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}

/** As YAML and Compose spell it; undefined where it is neither. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(?:true|yes|on|y|1)$/i.test(text)) return true;
  return /^(?:false|no|off|n|0|)$/i.test(text) ? false : undefined;
}
