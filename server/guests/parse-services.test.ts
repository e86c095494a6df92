import { describe, expect, test } from 'vitest';
import { parseServices } from './parse-services.ts';

const parse = (text: string) => parseServices(text.replaceAll('§', 'c0ffee'), 'c0ffee');

describe('services of a guest', () => {
  test('systemd', () => {
    const found = parse(`§ systemd
ssh.service                loaded    active   running OpenBSD  \x1b[1mshell
dbus.service loaded active running D-Bus
  apparmor.service not-found inactive dead apparmor.service
cloud-init.service loaded active exited Initial cloud-init job
bad.service loaded failed failed It broke
late.service loaded activating auto-restart Again
--help.service loaded active running An option
§ files
ssh.service enabled enabled
rsync.service disabled enabled
getty@.service enabled enabled
dbus.service static -
`);
    expect(found.manager).toBe('systemd');
    expect(found.services).toEqual([
      { name: 'bad', description: 'It broke', state: 'failed', startsAtBoot: null },
      { name: 'cloud-init', description: 'Initial cloud-init job', state: 'finished', startsAtBoot: null },
      { name: 'dbus', description: 'D-Bus', state: 'running', startsAtBoot: null },
      { name: 'late', description: 'Again', state: 'changing', startsAtBoot: null },
      { name: 'rsync', description: '', state: 'stopped', startsAtBoot: false },
      { name: 'ssh', description: 'OpenBSD  \\x1b[1mshell', state: 'running', startsAtBoot: true },
    ]);
  });
  test('sysvinit', () => {
    const { manager, services } = parse(
      '§ sysvinit\nS 0 cron\nK 3 ssh\nS 1 rsync\nS 4 odd\nS 0 a b\nS 0 -x\nnothing\n',
    );
    expect(manager).toBe('sysvinit');
    expect(services.map(({ name, state, startsAtBoot }) => [name, state, startsAtBoot])).toEqual([
      ['cron', 'running', true],
      ['odd', 'unknown', true],
      ['rsync', 'failed', true],
      ['ssh', 'stopped', false],
    ]);
  });
  test('OpenRC', () => {
    const { manager, services } = parse(
      '§ openrc\nnginx\nsshd\nntpd\n§ started\nsshd\n§ failed\nntpd\n§ boot\nsshd\n',
    );
    expect(manager).toBe('openrc');
    expect(services.map(({ name, state, startsAtBoot }) => [name, state, startsAtBoot])).toEqual([
      ['nginx', 'stopped', false],
      ['ntpd', 'failed', false],
      ['sshd', 'running', true],
    ]);
  });
  test('none that we know, and a guest that says what it likes', () => {
    expect(parse('')).toEqual({ manager: null, services: [] });
    expect(parse('systemd\nssh.service loaded active running x')).toEqual({ manager: null, services: [] });
  });
});
