/** Where a reference is fetched from: its host, with the port where it has one; Docker Hub where it names none. */
export function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  // Source: the rule of Docker's reference package: a first part with a dot or a port, or localhost, is a host.
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? first.toLowerCase() : 'docker.io';
}
