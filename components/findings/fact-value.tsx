import { Bytes } from '#components/ui/format/bytes.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';

/** A fact in the words of its kind: sizes in GiB, times as times. */
export function FactValue({ name, value }: { name: string; value: string | number }) {
  if (typeof value === 'number') {
    return name.endsWith('Bytes') ? <Bytes value={value} /> : <Numeral value={value} />;
  }
  if (name.endsWith('At')) return <DateTime value={value} precision="minute" />;
  return <span className="wrap-anywhere">{value}</span>;
}
