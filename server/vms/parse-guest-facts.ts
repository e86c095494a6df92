import { cleanText } from '#server/guests/clean-text.ts';
import type { GuestFacts } from './schema.ts';

/** Source: Virtual I/O Device (VIRTIO) Version 1.2, section 5, "Device Types". */
const virtioKinds: Record<number, string> = {
  1: 'network',
  2: 'block',
  3: 'console',
  4: 'entropy',
  5: 'balloon',
  8: 'scsi',
  9: 'file-sharing-9p',
  16: 'graphics',
  18: 'input',
  19: 'vsock',
  24: 'memory',
  26: 'file-sharing',
};

/** A guest that lies may say as much as it likes: so many of each are shown. */
const most = 64;

/** What the script in the guest has said, without what it could not find out. */
export function parseGuestFacts(output: string, at: Date): GuestFacts {
  const lines = output.split('\n').flatMap((line) => {
    const [key, value] = line.split('\t');
    return key && value !== undefined ? [{ key, value: cleanText(value, 200) }] : [];
  });
  const all = (key: string) =>
    lines.flatMap((line) => (line.key === key && line.value ? line.value : [])).slice(0, most);
  const one = (key: string) => all(key)[0] ?? null;
  const virtio = all('virtio').map(toDevice);
  const secureBoot = one('secureboot');
  return {
    at: at.toISOString(),
    kernel: one('kernel') ?? '',
    clock: { current: one('clock'), available: (one('clocks') ?? '').split(/\s+/).filter(Boolean) },
    virtio,
    emulated: all('emulated'),
    hasBalloon: virtio.some(({ kind, driver }) => kind === 'balloon' && driver !== null),
    hypervisor: one('hypervisor'),
    secureBoot: secureBoot === null ? null : secureBoot === '1',
    hasTpm: one('tpm') !== null,
  };
}

/** `virtio3 0x0005 virtio_balloon` */
function toDevice(text: string): GuestFacts['virtio'][number] {
  const [name = '', id = '', driver] = text.split(/\s+/);
  const number = Number.parseInt(id, 16);
  return { name, kind: virtioKinds[number] ?? `virtio ${number}`, driver: driver || null };
}
