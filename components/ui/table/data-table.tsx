import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Query } from '../query/with-query.ts';
import { SelectAll } from './select-all.tsx';
import { SelectRow } from './select-row.tsx';
import { SortHeader } from './sort-header.tsx';

export interface Column<Row> {
  /** Also the value of `sort` in the query, where the column is sortable. */
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean | undefined;
  /** `end` for numbers. */
  align?: 'start' | 'end' | undefined;
  /** The thing's name: the head of its card where there is no room for columns. */
  primary?: boolean | undefined;
  /** Long words or several buttons: in a card it has a line of its own. */
  wide?: boolean | undefined;
  /** Row actions: the header is read out but not shown, and in a card they sit in its corner. */
  actions?: boolean | undefined;
  /** Hidden below this width; in cards it is always shown. */
  from?: 'lg' | 'xl' | '2xl' | undefined;
  /** A CSS width, for a column that must not move as its values change. */
  width?: string | undefined;
}

interface DataTableProps<Row> {
  /** Says what the table lists; for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What a row is called, for its checkbox. */
  rowName?: ((row: Row) => string) | undefined;
  /** Checkboxes; wants a SelectionScope around it and `rowName`. */
  selectable?: boolean | undefined;
  /** For the links of sortable headers. */
  path?: string | undefined;
  query?: Query | undefined;
}

const fromClass = { lg: 'max-lg:md:hidden', xl: 'max-xl:md:hidden', '2xl': 'max-[90rem]:md:hidden' };

/**
 * The one table. A server component: cells may be anything, `sort` lives in the query as `name` or
 * `-name`. Below 768 px each row becomes a card.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowName, selectable, path, query } = props;
  return (
    <table className="ui-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {selectable && (
            <th scope="col" className="w-8">
              <SelectAll ids={rows.map(rowKey)} />
            </th>
          )}
          {columns.map((column) => (
            <SortHeader
              key={column.key}
              column={column}
              path={path}
              query={query}
              className={columnClass(column)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {selectable && (
              <td data-corner="start">
                <SelectRow id={rowKey(row)} name={rowName?.(row) ?? rowKey(row)} />
              </td>
            )}
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return (
    <td
      data-label={column.actions ? undefined : column.header}
      data-primary={column.primary || undefined}
      data-wide={column.wide || undefined}
      data-corner={column.actions ? 'end' : undefined}
      data-align={column.align ?? (column.actions ? 'end' : undefined)}
      className={columnClass(column)}
    >
      {column.cell(row)}
    </td>
  );
}

function columnClass<Row>(column: Column<Row>) {
  return (
    clsx(column.from && fromClass[column.from], column.actions && 'md:w-0 whitespace-nowrap') || undefined
  );
}
