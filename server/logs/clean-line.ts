/** Longer lines end with …: no page has to carry a megabyte without a break. */
const longest = 8192;

// CSI, OSC and the other string sequences, then every two-character one. Source: ECMA-48, 5.3 to 5.6.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const escapes = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]|\x1b/g;
/** Control (but the tab), format, lone surrogates, private use, and what breaks lines. */
const unseen = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * A line that a guest has written, fit for a page: without colours and movements of a cursor, and with what hides or
 * turns others spelled out. What a carriage return has overwritten is left out, as a terminal would.
 */
export function cleanLine(text: string): string {
  const plain = text
    .slice(0, longest * 2)
    .replaceAll(escapes, '')
    .replace(/\r+$/, '');
  const shown = plain.slice(plain.lastIndexOf('\r') + 1).replaceAll(unseen, spell);
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}

/** Text with breaks as lines; the last one, which has no end yet, apart. */
export function splitLines(text: string): { lines: string[]; unfinished: string } {
  const lines = text.split('\n');
  return { unfinished: lines.pop() ?? '', lines };
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
