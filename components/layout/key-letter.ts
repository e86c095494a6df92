/** The key that was meant: on a Cyrillic layout the key with the K on it says "л". */
export function keyLetter(event: { key: string; code: string }): string {
  const isForeign = event.key.length === 1 && event.key.charCodeAt(0) > 127;
  const position = /^Key([A-Z])$/.exec(event.code)?.[1];
  return (isForeign && position ? position : event.key).toLowerCase();
}
