/** Stanzas of a deb822 file (apt's `*.sources`) as objects; a field's further lines are kept, comments are not. */
export function parseDeb822(text) {
  const stanzas = [];
  let stanza = {};
  let last;
  for (const line of `${text}\n\n`.split('\n')) {
    if (line.startsWith('#')) continue;
    if (!line.trim()) {
      if (Object.keys(stanza).length) stanzas.push(stanza);
      stanza = {};
      continue;
    }
    const field = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
    if (field) {
      last = field[1];
      stanza[last] = field[2].trim();
    } else if (last) stanza[last] += `\n${line.trimEnd()}`;
  }
  return stanzas;
}

/** The classic one-line format as the same stanzas. */
export function parseSourcesList(text) {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(deb)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+?)\s*(?:#.*)?$/.exec(line);
    if (!found) return [];
    const [, types, options = '', uris, suites, components] = found;
    const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
    return [
      {
        Types: types,
        URIs: uris,
        Suites: suites,
        Components: components,
        ...(signedBy && { 'Signed-By': signedBy }),
      },
    ];
  });
}

/** The machine's own source of the release itself (not its security or updates archive). */
export function findReleaseSource(stanzas, codename) {
  return stanzas.find(
    (stanza) =>
      stanza.Enabled?.toLowerCase() !== 'no' &&
      stanza.Types?.split(/\s+/).includes('deb') &&
      stanza.Suites?.split(/\s+/).includes(codename) &&
      stanza.Components?.split(/\s+/).includes('main'),
  );
}

/** A source for another suite of the same archive: same servers, same key. */
export function deriveSource(source, suite) {
  const lines = ['Types: deb', `URIs: ${source.URIs}`, `Suites: ${suite}`, 'Components: main'];
  if (source['Signed-By']) lines.push(`Signed-By: ${source['Signed-By']}`);
  return `${lines.join('\n')}\n`;
}
