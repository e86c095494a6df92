'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { FormContext } from './form-context.ts';

interface FoldedSectionProps {
  title: string;
  /** What is in it now, in a few words; read while it is closed. */
  summary: ReactNode;
  /** Beginnings of the names of the fields in it: it opens by itself when one of them is to blame. */
  fields: readonly string[];
  /** There is something in it to be filled in: it opens by itself. */
  isWanted?: boolean | undefined;
  children: ReactNode;
}

/** A part of a form that most people leave as it is. What is typed in it is posted, open or not. */
export function FoldedSection({ title, summary, fields, isWanted = false, children }: FoldedSectionProps) {
  const { fieldErrors } = useContext(FormContext);
  const ref = useRef<HTMLDetailsElement>(null);
  // The element itself knows whether it is open: one that was opened before the page was ready stays so.
  const [isOpenAtFirst] = useState(isWanted);
  const places = fields.join(' ');
  useEffect(() => {
    if (isWanted && ref.current) ref.current.open = true;
  }, [isWanted]);
  // Again with every new word about it: who has closed it over a mistake must see why nothing is sent.
  useEffect(() => {
    if (ref.current && isBlamed(Object.keys(fieldErrors), places.split(' '))) ref.current.open = true;
  }, [fieldErrors, places]);
  return (
    <details
      ref={ref}
      open={isOpenAtFirst || undefined}
      className="group border-t border-line py-3 last:border-b"
    >
      <summary className="flex items-baseline gap-1.5 rounded-sm max-md:min-h-11 max-md:items-center">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 translate-y-0.5 text-ink-3 transition-transform group-open:rotate-90 max-md:translate-y-0"
        />
        <span className="shrink-0 font-medium">{title}</span>
        <span className="ms-auto min-w-0 ps-3 text-end text-sm text-ink-3 md:truncate">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 pt-3 pb-1">{children}</div>
    </details>
  );
}

function isBlamed(names: readonly string[], fields: readonly string[]): boolean {
  return names.some((name) => fields.some((field) => name === field || name.startsWith(`${field}.`)));
}
