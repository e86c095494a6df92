'use client';

import clsx from 'clsx';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { controlClass, controlHeight } from '../field/control-class.ts';
import { useQueryChange } from './use-query-change.ts';

interface SearchInputProps {
  /** What is searched, such as "Search instances": its name and its placeholder. */
  label: string;
  /** The key in the query. */
  name?: string | undefined;
}

const waitMs = 250;

/** Search as you type, kept in the query. `/` jumps to it. */
export function SearchInput({ label, name = 'q' }: SearchInputProps) {
  const t = useTranslations('common');
  const { pending, change, current } = useQueryChange();
  const inQuery = current.get(name) ?? '';
  const [text, setText] = useState(inQuery);
  const sent = useRef(inQuery);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);

  // A chip, a link or the back button changed the query; what is being typed must not be lost to our own echo.
  useEffect(() => {
    if (inQuery === sent.current) return;
    sent.current = inQuery;
    setText(inQuery);
  }, [inQuery]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function type(next: string, delayMs = waitMs) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next.trim();
      change(name, next.trim());
    }, delayMs);
  }

  return (
    <search className="relative flex w-64 max-md:w-full">
      <Search
        aria-hidden
        className={clsx(
          'absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3',
          pending && 'animate-quiet',
        )}
      />
      <input
        ref={input}
        type="search"
        value={text}
        aria-label={label}
        placeholder={label}
        data-page-search
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && type(text, 0)}
        className={clsx(controlClass, controlHeight, 'ps-8 pe-8 [&::-webkit-search-cancel-button]:hidden')}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => {
            type('', 0);
            input.current?.focus();
          }}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center rounded-md text-ink-3 hover:text-ink"
        >
          <X className="size-3.5" />
        </button>
      )}
    </search>
  );
}
