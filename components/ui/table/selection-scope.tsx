'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Selection {
  ids: ReadonlySet<string>;
  setMany: (ids: string[], isSelected: boolean) => void;
  clear: () => void;
}

const SelectionContext = createContext<Selection>({ ids: new Set(), setMany: () => {}, clear: () => {} });

/** Remembers which rows are ticked; holds the table and its BulkBar. */
export function SelectionScope({ children }: { children: ReactNode }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selection = useMemo<Selection>(
    () => ({
      ids,
      setMany: (changed, isSelected) =>
        setIds((old) => {
          const next = new Set(old);
          for (const id of changed) isSelected ? next.add(id) : next.delete(id);
          return next;
        }),
      clear: () => setIds(new Set()),
    }),
    [ids],
  );
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useSelection() {
  return useContext(SelectionContext);
}
