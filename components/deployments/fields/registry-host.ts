/**
 * Where a reference is fetched from: what stands before the first slash where that is a host, else Docker Hub.
 * Source: distribution/reference, "splitDockerDomain".
 */
export function registryHost(reference: string): string {
  const [first = '', ...rest] = reference.trim().split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? first.toLowerCase().replace(/^(index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
}
