import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';

/** Changes the query of this page in place: no new entry in the history, no jump. */
export function useQueryChange() {
  const router = useRouter();
  const path = usePathname();
  const current = useSearchParams();
  const [pending, startTransition] = useTransition();

  function change(key: string, value: string) {
    const params = new URLSearchParams(current);
    if (value === '') params.delete(key);
    else params.set(key, value);
    params.delete('page');
    const text = params.toString();
    startTransition(() => router.replace(text ? `${path}?${text}` : path, { scroll: false }));
  }

  return { pending, change, current };
}
