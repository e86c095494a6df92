'use client';

import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { IconButton } from '#components/ui/button/icon-button.tsx';

interface RowListProps<R extends { key: string }> {
  label: string;
  rows: readonly R[];
  onChange: (rows: R[]) => void;
  addLabel: string;
  /** What a new row begins with. */
  blank: () => R;
  /** Of each row, for who hears it: `Remove the port 8080`. */
  removeLabel: (row: R, index: number) => string;
  /** Said where there is no row. */
  empty: string;
  max: number;
  /** Why there can be no more. */
  full: string;
  children: (row: R, index: number, change: (part: Partial<R>) => void) => ReactNode;
}

/** Rows that are added and removed. */
export function RowList<R extends { key: string }>(props: RowListProps<R>) {
  const { label, rows, onChange, addLabel, blank, removeLabel, empty, max, full, children } = props;
  const change = (key: string) => (part: Partial<R>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <div className="flex flex-col gap-3">
      {rows.length === 0 && <p className="text-sm text-ink-3">{empty}</p>}
      {rows.length > 0 && (
        <ul aria-label={label} className="flex flex-col gap-3">
          {rows.map((row, index) => (
            <li key={row.key} className="flex items-start gap-2">
              <div className="min-w-0 flex-1">{children(row, index, change(row.key))}</div>
              <IconButton
                label={removeLabel(row, index)}
                icon={<X />}
                onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          size="sm"
          disabledReason={rows.length >= max ? full : undefined}
          onClick={() => onChange([...rows, blank()])}
        >
          <Plus aria-hidden />
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
