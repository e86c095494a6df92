import { paths } from '#server/paths.ts';

const here = 'http://berth.invalid';

/**
 * Where to go after the sign-in, if `next` is a page of ours; undefined for everything that could lead
 * to another site. The URL parser judges, as the browser will: it knows `//evil`, `/\evil` and hidden tabs.
 */
export function safeNext(next: string | undefined): string | undefined {
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return undefined;
  const url = new URL(next, here);
  // A path such as `/.//evil` resolves to `//evil`, which a browser would read as another host.
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined;
  if (url.pathname === paths.signIn() || url.pathname.startsWith('/api/')) return undefined;
  // Next's own mark of a page that is fetched by a script.
  url.searchParams.delete('_rsc');
  return url.pathname + url.search + url.hash;
}
