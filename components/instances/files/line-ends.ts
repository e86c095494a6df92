/** How the lines of a text end. A text field knows "\n" alone. */
export type LineEnds = 'lf' | 'crlf' | 'mixed';

export function lineEndsOf(text: string): LineEnds {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = (text.match(/\n/g)?.length ?? 0) - crlf;
  const cr = (text.match(/\r/g)?.length ?? 0) - crlf;
  if (cr > 0 || (crlf > 0 && lf > 0)) return 'mixed';
  return crlf > 0 ? 'crlf' : 'lf';
}

/** What a text field makes of it. */
export function toField(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** What of a text field is written: with the ends that the file had; of one with both, "\n". */
export function fromField(text: string, ends: LineEnds): string {
  return ends === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
}
