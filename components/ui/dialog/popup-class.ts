export const scrimClass =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const popupClass =
  'fixed top-[12dvh] left-1/2 z-40 flex max-h-[80dvh] max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col rounded-lg border border-line-strong bg-overlay shadow-lg outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-[0.985] data-starting-style:opacity-0 max-md:top-4 max-md:max-h-[calc(100dvh-2rem)]';
