import { useFormatter } from 'next-intl';

interface DateTimeProps {
  value: Date | string;
  /** `minute` where seconds would only be noise. */
  precision?: 'second' | 'minute' | 'day' | undefined;
}

const styles = {
  second: { dateStyle: 'medium', timeStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
} as const;

/** A moment, written out in the reader's own zone. */
export function DateTime({ value, precision = 'minute' }: DateTimeProps) {
  const format = useFormatter();
  const date = typeof value === 'string' ? new Date(value) : value;
  return (
    <time dateTime={date.toISOString()} className="md:whitespace-nowrap">
      {format.dateTime(date, styles[precision])}
    </time>
  );
}
