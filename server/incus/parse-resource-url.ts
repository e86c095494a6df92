export type ResourceUrl = { collection: string; name: string; project: string };

/** "/1.0/instances/web-1/state?project=acme" → instances, web-1, acme. No project means `default`. */
export function parseResourceUrl(url: string): ResourceUrl {
  const { pathname, searchParams } = new URL(url, 'http://incus');
  const [, , collection = '', name = ''] = pathname.split('/').map(decodeURIComponent);
  return { collection, name, project: searchParams.get('project') ?? 'default' };
}
