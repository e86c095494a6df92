/** Folders that stand where a collection's names stand. */
const folders = new Set(['images/aliases', 'cluster/members', 'cluster/groups']);

/** `/1.0/instances/web-1/state` → `/1.0/instances/{name}/state`: what was called, not on what. */
export function engineRoute(path: string): string {
  const [version = '', ...segments] = path.slice(1).split('/');
  let isName = false;
  const shown = segments.map((segment, index) => {
    const isFolder = index === 1 && folders.has(`${segments[0]}/${segment}`);
    const text = isName && !isFolder ? '{name}' : segment;
    // Words and names take turns in the engine's paths.
    isName = isFolder || !isName;
    return text;
  });
  return `/${[version, ...shown].join('/')}`;
}
