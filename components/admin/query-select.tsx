'use client';

import { Select, type SelectOption } from '#components/ui/field/select.tsx';
import { useQueryChange } from '#components/ui/query/use-query-change.ts';

interface QuerySelectProps {
  /** What is filtered by, such as "Kind of job". */
  label: string;
  /** The key in the query. */
  name: string;
  options: SelectOption[];
}

/** A filter with more choices than chips have room for; lives in the query as they do. */
export function QuerySelect({ label, name, options }: QuerySelectProps) {
  const { change, current } = useQueryChange();
  return (
    <Select
      aria-label={label}
      options={options}
      value={current.get(name) ?? ''}
      onChange={(event) => change(name, event.target.value)}
      className="w-52 max-md:w-full"
    />
  );
}
