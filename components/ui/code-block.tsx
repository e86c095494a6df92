import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  code: string;
  /** What it is, for the copy button and the region. */
  label: string;
}

export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="relative rounded-md border border-line bg-inset">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} className="overflow-x-auto rounded-md">
        <pre className="w-fit py-2.5 ps-3 pe-11 text-sm leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <div className="absolute end-1.5 top-1.5 rounded-md bg-inset">
        <CopyButton value={code} />
      </div>
    </div>
  );
}
