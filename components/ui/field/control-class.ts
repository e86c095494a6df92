/** The look that every text-like control shares. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-base text-ink transition-colors hover:border-ink-3 focus:border-focus focus:outline-2 focus:outline-offset-[-1px] focus:outline-focus [&[readonly]]:bg-inset disabled:cursor-not-allowed disabled:border-line disabled:bg-inset disabled:text-ink-3 aria-invalid:border-danger aria-invalid:focus:outline-danger max-md:text-md';

export const controlHeight = 'h-8 max-md:h-10';
