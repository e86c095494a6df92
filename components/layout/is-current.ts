interface Item {
  href: string;
  exact?: boolean | undefined;
}

/** The item with the longest address that this page's address begins with is the current one. */
export function isCurrent(item: Item, items: Item[], path: string): boolean {
  if (!matches(item, path)) return false;
  return !items.some((other) => other.href.length > item.href.length && matches(other, path));
}

function matches({ href, exact }: Item, path: string) {
  return path === href || (!exact && path.startsWith(`${href}/`));
}
