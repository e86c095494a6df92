import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  code: string;
  /** What it is, for the copy button and the region. */
  label: string;
}

export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="flex items-start rounded-md border border-line bg-inset">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} className="min-w-0 flex-1 overflow-x-auto rounded-md">
        <pre className="w-fit px-3 py-2.5 text-sm leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <div className="p-1.5">
        <CopyButton value={code} />
      </div>
    </div>
  );
}
