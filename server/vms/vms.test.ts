import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vmSettings } from '#server/instances/kinds/vm/schema.ts';
import { vm } from '#server/instances/kinds/vm/vm.ts';
import { guestFactsScript } from './guest-facts-script.ts';
import { isoDevice, isoDeviceName, isoVolume } from './iso-device.ts';
import { parseGuestFacts } from './parse-guest-facts.ts';
import { whyNotIso } from './states.ts';
import { toEngineFacts } from './to-engine-facts.ts';

const isoId = '01998d9e-0000-7000-8000-0123456789ab';
const settings = (over = {}) => vmSettings.parse(over);

describe('what the engine is told of a VM', () => {
  test('secure boot is on and there is no TPM unless said', () => {
    expect(vm.engineConfig(settings())).toEqual({ 'security.secureboot': 'true' });
    expect(vm.engineConfig(settings({ secureBoot: false }))).toEqual({ 'security.secureboot': 'false' });
    expect(vm.engineDevices(settings())).toEqual({});
    expect(vm.engineDevices(settings({ tpm: true }))).toEqual({ tpm: { type: 'tpm' } });
  });
  test('a disc is a device that is tried first', () => {
    const devices = vm.engineDevices(settings({ isoId }));
    expect(devices).toEqual({
      'iso-0123456789ab': expect.objectContaining({
        ...{ type: 'disk', source: `berth-iso-${isoId}`, 'boot.priority': '10' },
      }),
    });
    expect(vm.startsEmpty?.(settings({ isoId }))).toBe(true);
    expect(vm.startsEmpty?.(settings())).toBe(false);
  });
  test('a drive with the cloud-init data only where it is asked for', () => {
    const devices = vm.engineDevices(settings({ cloudInitDrive: true }));
    expect(devices).toEqual({ 'cloud-init': { type: 'disk', source: 'cloud-init:config' } });
  });
  test('keys go to cloud-init, which other images know', () => {
    const config = vm.accessConfig?.(['ssh-ed25519 AAAA ada@home']) ?? {};
    const text = config['cloud-init.vendor-data'] ?? '';
    expect(text.split('\n')[0]).toBe('#cloud-config');
    expect(JSON.parse(text.split('\n')[1] ?? '')).toEqual({
      ssh_authorized_keys: ['ssh-ed25519 AAAA ada@home'],
    });
    expect(vm.accessConfig?.([])).toEqual({});
  });
});

test('names on the engine are short enough for QEMU and say whose they are', () => {
  expect(isoDeviceName(isoId).length).toBeLessThanOrEqual(16);
  expect(isoVolume(isoId)).toBe(`berth-iso-${isoId}`);
  expect(isoDevice(isoId, 'berth', false)).toEqual({
    ...{ type: 'disk', pool: 'berth', source: `berth-iso-${isoId}` },
  });
});

test('what a disc allows', () => {
  expect(whyNotIso('attach', { name: 'a', state: 'ready', instances: 3 })).toBeNull();
  expect(whyNotIso('attach', { name: 'a', state: 'importing', instances: 0 })?.reason).toBe('iso-not-ready');
  expect(whyNotIso('delete', { name: 'a', state: 'ready', instances: 1 })?.reason).toBe('iso-in-use');
  expect(whyNotIso('delete', { name: 'a', state: 'deleting', instances: 0 })?.reason).toBe('iso-busy');
  expect(whyNotIso('delete', { name: 'a', state: 'failed', instances: 0 })).toBeNull();
});

describe('what of a machine is paravirtual', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  test('as a guest tells it', () => {
    const output = [
      'kernel\t6.1.0-18-amd64',
      'clock\tkvm-clock',
      'clocks\tkvm-clock tsc acpi_pm ',
      'virtio\tvirtio0 0x0001  virtio_net',
      'virtio\tvirtio1 0x0008  virtio_scsi',
      'virtio\tvirtio2 0x0005  virtio_balloon',
      'virtio\tvirtio3 0x0010 ',
      'emulated\tsr0',
      'secureboot\t1',
      'tpm\tyes',
      'nonsense',
    ].join('\n');
    expect(parseGuestFacts(output, at)).toEqual({
      at: at.toISOString(),
      kernel: '6.1.0-18-amd64',
      clock: { current: 'kvm-clock', available: ['kvm-clock', 'tsc', 'acpi_pm'] },
      virtio: [
        { name: 'virtio0', kind: 'network', driver: 'virtio_net' },
        { name: 'virtio1', kind: 'scsi', driver: 'virtio_scsi' },
        { name: 'virtio2', kind: 'balloon', driver: 'virtio_balloon' },
        { name: 'virtio3', kind: 'graphics', driver: null },
      ],
      emulated: ['sr0'],
      hasBalloon: true,
      hypervisor: null,
      secureBoot: true,
      hasTpm: true,
    });
  });
  test('a guest that says nothing, or too much, breaks nothing', () => {
    expect(parseGuestFacts('', at)).toMatchObject({ virtio: [], hasBalloon: false, secureBoot: null });
    const flood = 'emulated\t\u001b[2Jx\n'.repeat(10_000);
    const { emulated } = parseGuestFacts(flood, at);
    expect(emulated.length).toBeLessThanOrEqual(64);
    expect(emulated[0]).not.toContain('\u001b');
  });
  test('the script runs in a plain shell and says what this machine’s own kernel says', () => {
    const output = execFileSync('/bin/sh', ['-c', guestFactsScript], { encoding: 'utf8' });
    const facts = parseGuestFacts(output, at);
    expect(facts.kernel).toMatch(/^\d+\.\d+/);
    const isVirtual = existsSync('/sys/bus/virtio/devices/virtio0');
    expect(facts.virtio.length > 0).toBe(isVirtual);
  });
  test('as the engine was told', () => {
    const expandedDevices = {
      root: { type: 'disk', path: '/', pool: 'berth' },
      data: { type: 'disk', pool: 'berth', source: 'data', 'io.bus': 'nvme' },
      [isoDeviceName(isoId)]: isoDevice(isoId, 'berth', true),
      eth0: { type: 'nic', network: 'x' },
      tpm: { type: 'tpm' },
    };
    const expandedConfig = { 'security.secureboot': 'false' };
    expect(toEngineFacts({ expandedConfig, expandedDevices })).toEqual({
      disks: [
        { name: 'data', bus: 'nvme', isDisc: false },
        { name: 'iso-0123456789ab', bus: 'virtio-scsi', isDisc: true },
        { name: 'root', bus: 'virtio-scsi', isDisc: false },
      ],
      ...{ nics: ['eth0'], secureBoot: false, hasTpm: true, isMigratable: false },
    });
  });
});
