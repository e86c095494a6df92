import { CopyButton } from './copy-button.tsx';

interface CopyTextProps {
  value: string;
  /** What is copied, such as "Copy the address". */
  label?: string | undefined;
}

/** Something a machine reads, with the button to copy it: an address, an id, a command. */
export function CopyText({ value, label }: CopyTextProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-0.5">
      <code className="truncate text-sm">{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
