/** A slip between two quays, with a hull that has come in. */
export function BrandMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className} fill="none">
      <path
        d="M3.5 3v14.25A3.75 3.75 0 0 0 7.25 21h9.5a3.75 3.75 0 0 0 3.75-3.75V3"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M12 2.5c2.3 2.1 3.75 4.9 3.75 8v5.25c0 .7-.55 1.25-1.25 1.25h-5c-.7 0-1.25-.55-1.25-1.25V10.5c0-3.1 1.45-5.9 3.75-8Z"
        fill="currentColor"
      />
    </svg>
  );
}
