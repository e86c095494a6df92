import Link from 'next/link';

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string | undefined;
}

export function Breadcrumb({ label, items }: { /** Names the landmark. */ label: string; items: Crumb[] }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-3">
        {items.map((item, index) => (
          <li key={item.href ?? item.label} className="flex min-w-0 items-center gap-x-1.5">
            {index > 0 && (
              <span aria-hidden className="text-line-strong">
                /
              </span>
            )}
            {item.href ? (
              <Link href={item.href} className="rounded-sm hover:text-ink hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
