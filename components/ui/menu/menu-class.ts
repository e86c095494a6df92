export const menuPopupClass =
  'max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto rounded-lg border border-line-strong bg-overlay p-1 shadow-md outline-none transition-opacity duration-75 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const menuItemClass =
  'flex min-h-7.5 items-center gap-2 rounded-md px-2 py-1 text-base outline-none select-none data-highlighted:bg-hover max-md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3';
