import type { ShownLine } from './keep-lines.ts';

/** The lines as a text file of the browser: times as ISO 8601, so that they mean the same to everybody. */
export function saveLines(name: string, lines: readonly ShownLine[]): void {
  const text = lines.map(({ at, text: line }) => `${at ? `${at} ` : ''}${line}\n`).join('');
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.log`;
  link.click();
  URL.revokeObjectURL(address);
}
