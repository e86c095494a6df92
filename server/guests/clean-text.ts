/**
 * What a guest has printed, fit for a page: nothing that moves a cursor, hides or turns what stands beside it. Control
 * characters become `\x1b`, marks of direction and of no width become `\u202e`, bytes that are no UTF-8 became U+FFFD
 * before. At most `maxLength` characters; a longer text ends with `…`.
 */
export function cleanText(text: string, maxLength = 512): string {
  const visible = text.slice(0, maxLength * 2).replaceAll(unseen, spell);
  const characters = Array.from(visible.trim());
  return characters.length > maxLength
    ? `${characters.slice(0, maxLength - 1).join('')}…`
    : characters.join('');
}

/** The same of several lines, each of which stays one. */
export function cleanLines(text: string, maxLines = 20): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => cleanText(line))
    .filter(Boolean);
  return lines.slice(0, maxLines).join('\n');
}

/** Control, format, lone surrogates, private use, and what breaks lines: Unicode's Cc, Cf, Cs, Co, Zl, Zp. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
