// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of compose files look like that
import { describe, expect, test } from 'vitest';
import { composeSpecKeys } from '#server/testing/compose-spec-keys.ts';
import { readCompose } from './read-compose.ts';
import type { ComposeVariable } from './schema.ts';
import { toReading } from './to-reading.ts';

function read(text: string, variables: ComposeVariable[] = [], stack?: string) {
  return toReading(readCompose({ text, variables, stack }));
}
const service = (lines: string) =>
  `services:\n  web:\n    image: nginx:1.27\n${lines.replaceAll(/^/gm, '    ')}`;
const settingsOf = (lines: string) => read(service(lines)).services[0]?.settings;
const codes = (text: string) => read(text).problems.map(({ line, severity, code }) => [line, severity, code]);
/** Of a processor: how long others keep the machine busy says nothing. */
const workedMs = (begun: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};
const secret = (name: string, value: string) => ({ name, value, isSecret: true });

describe('every key of the specification is taken or named', () => {
  /** Keys that change a setting, or say something that is here anyway: each has tests of its own below. */
  const taken = {
    service: `image command entrypoint working_dir user environment expose ports volumes healthcheck restart
      stop_grace_period depends_on deploy devices networks network_mode links extra_hosts mem_limit cpus cpu_count
      read_only cap_add cap_drop container_name profiles runtime`,
    file: 'services name volumes',
    healthcheck: 'test interval timeout retries start_period disable',
    ports: 'target protocol published host_ip mode',
    volumes: 'type source target',
    dependsOn: 'required',
    networks: 'aliases',
    deploy: 'resources restart_policy',
    deployResources: 'limits',
    deployLimits: 'cpus memory',
    deployRestartPolicy: 'condition max_attempts',
    topVolume: '',
    topNetwork: 'name attachable',
  } satisfies Record<keyof typeof composeSpecKeys, string>;
  /** A file with the key at its place, with a value that no key takes for what is here anyway. */
  const around: Record<keyof typeof composeSpecKeys, (key: string) => string> = {
    file: (key) => `services: {web: {image: nginx}}\n${key}: {odd: 7}`,
    service: (key) => service(`${key}: "odd 7"`),
    healthcheck: (key) => service(`healthcheck: {test: [NONE], ${key}: "odd 7"}`),
    ports: (key) => service(`ports: [{target: 80, ${key}: "odd 7"}]`),
    volumes: (key) => service(`volumes: [{type: volume, source: a, target: /a, ${key}: "odd 7"}]`),
    dependsOn: (key) => service(`depends_on: {web: {${key}: "odd 7"}}`),
    networks: (key) => service(`networks: {front: {${key}: "odd 7"}}`),
    deploy: (key) => service(`deploy: {${key}: "odd 7"}`),
    deployResources: (key) => service(`deploy: {resources: {${key}: "odd 7"}}`),
    deployLimits: (key) => service(`deploy: {resources: {limits: {${key}: "odd 7"}}}`),
    deployRestartPolicy: (key) => service(`deploy: {restart_policy: {${key}: "odd 7"}}`),
    topNetwork: (key) => `services: {web: {image: nginx}}\nnetworks: {a: {${key}: "odd 7"}}`,
    topVolume: (key) => `services: {web: {image: nginx}}\nvolumes: {a: {${key}: "odd 7"}}`,
  };
  const cases = Object.entries(composeSpecKeys).flatMap(([place, keys]) =>
    keys.map((key) => [place as keyof typeof composeSpecKeys, key] as const),
  );

  test.each(cases)('%s: %s', (place, key) => {
    if (taken[place].split(/\s+/).includes(key)) return;
    const { problems } = read(around[place](key));
    const named = problems.filter(
      ({ path, code }) => path.split('.').includes(key) && code !== 'unknown-key',
    );
    expect(named, JSON.stringify(problems)).not.toEqual([]);
  });
  test.each(Object.keys(around) as (keyof typeof around)[])('%s: one that is not in it', (place) => {
    const { problems } = read(around[place]('nothing_like_it'));
    expect(problems.map(({ code }) => code)).toContain('unknown-key');
  });
  test('extensions are for whoever wrote them', () => {
    expect(codes(`x-note: 1\n${service('x-other: 2')}`)).toEqual([]);
  });
});

describe('what becomes of a service', () => {
  test('without more than an image it is as Docker would run it', () => {
    const [web] = read(service('')).services;
    expect(web).toMatchObject({ name: 'web', line: 2, instanceName: 'stack-web', isRefused: false });
    expect(web?.settings).toMatchObject({ image: 'nginx:1.27', restart: { policy: 'no', max: null } });
    expect(web?.settings.capabilities).toHaveLength(14);
  });
  test('commands, as words and as a line', () => {
    expect(settingsOf('command: [a, "b c"]')).toMatchObject({ command: ['a', 'b c'] });
    expect(settingsOf(`entrypoint: sh -c 'echo "hi  there" a\\ b'\ncommand: null`)).toMatchObject({
      entrypoint: ['sh', '-c', 'echo "hi  there" a\\ b'],
    });
    expect(codes(service(`command: sh -c 'echo`))).toEqual([[4, 'refused', 'words-not-closed']]);
    expect(codes(service('command: []'))).toEqual([[4, 'refused', 'empty-command']]);
  });
  test('the environment in both of its forms, numbers as they were written', () => {
    const wanted = [
      { name: 'A', value: '1.10', isSecret: false },
      { name: 'B', value: 'yes', isSecret: false },
      { name: 'C', value: 'x=y', isSecret: false },
    ];
    expect(settingsOf('environment:\n  A: 1.10\n  B: yes\n  C: x=y')).toMatchObject({ environment: wanted });
    expect(settingsOf('environment: [A=1.10, B=yes, "C=x=y"]')).toMatchObject({ environment: wanted });
    expect(codes(service('environment:\n  - GONE'))).toEqual([[5, 'left-out', 'environment-unset']]);
  });
  test('ports: what is reached is the port of the container', () => {
    const text = 'ports: ["8080:80", "127.0.0.1:53:53/udp", 9000-9001, {target: 443, published: "8443"}]';
    expect(settingsOf(`${text}\nexpose: ["80", 70]`)).toMatchObject({
      ports: [
        ...[
          { port: 80, protocol: 'tcp' },
          { port: 53, protocol: 'udp' },
          { port: 9000, protocol: 'tcp' },
        ],
        ...[
          { port: 9001, protocol: 'tcp' },
          { port: 443, protocol: 'tcp' },
          { port: 70, protocol: 'tcp' },
        ],
      ],
    });
    expect(codes(service(text))).toEqual([[4, 'otherwise', 'ports-address']]);
    expect(codes(service('ports: ["80:http"]'))).toEqual([[4, 'refused', 'port-invalid']]);
    expect(codes(service('ports: ["1-60000"]'))).toEqual([[4, 'refused', 'port-invalid']]);
  });
  test('volumes: named ones, and of the others why not', () => {
    const text = [
      'volumes:',
      ...['- Data.db:/data', '- ./html:/html:ro', '- /cache', '- /var/run/docker.sock:/var/run/docker.sock'],
      ...['- {type: bind, source: ~/x, target: /x}', '- {type: tmpfs, target: /t}', '- conf:/etc/x:ro'],
    ].join('\n');
    expect(settingsOf(text)).toMatchObject({
      volumes: [
        { name: 'data-db', path: '/data' },
        { name: 'conf', path: '/etc/x' },
      ],
    });
    expect(codes(service(text))).toEqual([
      ...[
        [6, 'left-out', 'volume-bind'],
        [7, 'left-out', 'volume-anonymous'],
      ],
      ...[
        [8, 'refused', 'engine-socket'],
        [9, 'left-out', 'volume-bind'],
      ],
      ...[
        [10, 'left-out', 'tmpfs'],
        [11, 'left-out', 'volume-read-only'],
      ],
    ]);
  });
  test('health checks', () => {
    const checked = settingsOf(
      'healthcheck: {test: curl -f http://localhost, interval: 1m30s, timeout: 10s, retries: 5, start_period: 40s}',
    );
    expect(checked).toMatchObject({
      health: {
        test: { kind: 'command', command: ['/bin/sh', '-c', 'curl -f http://localhost'] },
        ...{ intervalSeconds: 90, timeoutSeconds: 10, retries: 5, startSeconds: 40 },
      },
    });
    expect(settingsOf('healthcheck: {test: [CMD, pg_isready]}')).toMatchObject({
      health: { test: { command: ['pg_isready'] }, intervalSeconds: 30, timeoutSeconds: 30, startSeconds: 0 },
    });
    expect(settingsOf('healthcheck: {test: [NONE]}')?.health).toBeUndefined();
    expect(settingsOf('healthcheck: {disable: true}')?.health).toBeUndefined();
    expect(codes(service('healthcheck: {test: x, interval: 300ms}'))).toEqual([
      [4, 'otherwise', 'duration-rounded'],
    ]);
    expect(codes(service('healthcheck: {test: x, interval: soon}'))).toEqual([
      [4, 'refused', 'duration-invalid'],
    ]);
  });
  test('restarts, rights, devices, size, runtime', () => {
    expect(settingsOf('restart: unless-stopped')).toMatchObject({ restart: { policy: 'always' } });
    expect(settingsOf('restart: on-failure:3')).toMatchObject({ restart: { policy: 'on-failure', max: 3 } });
    expect(settingsOf('deploy: {restart_policy: {condition: on-failure, max_attempts: 2}}')).toMatchObject({
      restart: { policy: 'on-failure', max: 2 },
    });
    expect(settingsOf('cap_drop: [ALL]\ncap_add: [CAP_CHOWN, net_admin]\nread_only: true')).toMatchObject({
      ...{ capabilities: ['CHOWN', 'NET_ADMIN'], readOnlyRoot: true },
    });
    expect(codes(service('cap_add: [SYS_ADMIN]'))).toEqual([[4, 'refused', 'capability']]);
    expect(settingsOf('devices: [/dev/fuse]')).toMatchObject({ devices: ['/dev/fuse'] });
    expect(codes(service('devices: [/dev/kvm]'))).toEqual([[4, 'refused', 'device']]);
    const text = service(
      'mem_limit: 512m\ndeploy: {resources: {limits: {cpus: "1.5", memory: 1g}}}\nruntime: runsc',
    );
    expect(read(text).services[0]).toMatchObject({
      ...{ runtime: 'runsc', size: { vcpus: 2, memoryBytes: 1024 ** 3 } },
    });
    expect(codes(service('privileged: true\nbuild: .'))).toEqual([
      ...[
        [4, 'refused', 'privileged'],
        [5, 'left-out', 'build'],
      ],
    ]);
    expect(codes(service('privileged: false\nscale: 1\ntty: "no"'))).toEqual([]);
  });
  test('what the settings of an app cannot be is refused at its line', () => {
    expect(codes(service('user: "a b"'))).toEqual([[4, 'refused', 'setting-invalid']]);
    expect(codes('services:\n  web: {image: "nginx --privileged"}')).toEqual([
      [2, 'refused', 'setting-invalid'],
    ]);
    expect(codes('services:\n  web:\n    build: .')).toEqual([[3, 'refused', 'build-alone']]);
  });
});

describe('services together', () => {
  test('are made after what they depend on, and know each other by every name', () => {
    const { services, problems } = read(
      `services:
  app: {image: app, depends_on: {db: {condition: service_healthy}}, links: ["db:mysql"]}
  db: {image: db, healthcheck: {test: x}, container_name: the-db, networks: {back: {aliases: [database]}}}`,
      [],
      'shop',
    );
    expect(services.map(({ name }) => name)).toEqual(['db', 'app']);
    expect(services[0]).toMatchObject({ instanceName: 'shop-db', aliases: ['db', 'the-db', 'database'] });
    expect(services[1]).toMatchObject({ dependsOn: ['db'] });
    expect(problems).toEqual([]);
  });
  test('circles, strangers and names that meet are refused', () => {
    expect(codes('services:\n  a: {image: a, depends_on: [b]}\n  b: {image: b, depends_on: [a]}')).toEqual([
      [3, 'refused', 'depends-circle'],
    ]);
    expect(codes('services:\n  a: {image: a, depends_on: [c]}')).toEqual([[2, 'refused', 'depends-unknown']]);
    expect(codes('services:\n  a_b: {image: a}\n  a.b: {image: b}')).toEqual([[3, 'refused', 'name-twice']]);
  });
  test('a volume of two is said', () => {
    const text =
      'services:\n  a: {image: a, volumes: ["x:/x"]}\n  b: {image: b, volumes: ["x:/x"]}\nvolumes: {x: }';
    expect(codes(text)).toEqual([[3, 'left-out', 'volume-shared']]);
  });
});

describe('variables', () => {
  const text = service(
    'environment:\n  PASS: ${DB_PASSWORD:?say one}\n  MODE: ${MODE:-fast}\n  COST: $$5 $NONE.',
  );
  test('are filled in, and told of', () => {
    const { services, variables, problems } = read(text, [secret('DB_PASSWORD', 'hush')]);
    expect(services[0]?.settings.environment).toEqual([
      { name: 'PASS', value: null, isSecret: true },
      { name: 'MODE', value: 'fast', isSecret: false },
      { name: 'COST', value: '$5 .', isSecret: false },
    ]);
    expect(problems).toEqual([]);
    expect(variables).toMatchObject([
      { name: 'DB_PASSWORD', line: 5, isRequired: true, isSet: true, looksSecret: true },
      { name: 'MODE', line: 6, fallback: 'fast', isRequired: false, isSet: false },
      { name: 'NONE', fallback: null },
    ]);
  });
  test('one that has to be set keeps all from being made', () => {
    const { problems } = read(text);
    expect(problems).toMatchObject([
      { line: 5, code: 'variable-missing', severity: 'refused', service: null },
    ]);
    expect(problems[0]?.why).toBe('The variable DB_PASSWORD needs a value. say one');
  });
  test.each(['${A', '${A/b/c}', '${-x}', '${'])('%s is none', (wrong) => {
    expect(codes(service(`user: '${wrong}'`)).map(([, , code]) => code)).toContain('interpolation-invalid');
  });
  test('a secret is nowhere but in the environment, and in no answer', () => {
    for (const line of [
      'command: run ${S}',
      'user: ${S}',
      'environment: ["${S}=1"]',
      'labels: {a: "${S}"}',
    ]) {
      const reading = read(service(line), [secret('S', 'hush-hush')]);
      expect(JSON.stringify(reading), line).not.toContain('hush-hush');
      if (!line.startsWith('labels')) {
        expect(reading.problems.map(({ code }) => code)).toContain('secret-in-the-open');
      }
    }
    const inside = read(service('environment: ["URL=db://u:${S}@db"]'), [secret('S', 'hush-hush')]);
    expect(JSON.stringify(inside)).not.toContain('hush-hush');
    expect(inside.problems).toEqual([]);
  });
  test('nested defaults, and the name of the stack', () => {
    const nested = read(service('user: ${A:-${B-7}}\nworking_dir: /${COMPOSE_PROJECT_NAME}'), [], 'shop');
    expect(nested.services[0]?.settings).toMatchObject({ user: '7', workingDir: '/shop' });
  });
});

describe('the file', () => {
  test('anchors and merges', () => {
    const text = `x-base: &base
  restart: always
  environment: &env {A: "1", B: "1"}
services:
  web:
    <<: *base
    image: nginx
    environment: {<<: *env, B: "2"}`;
    expect(read(text).services[0]?.settings).toMatchObject({
      restart: { policy: 'always' },
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    });
  });
  test('gives its name to the stack', () => {
    expect(read(`name: my_shop # the shop\n${service('')}`).services[0]?.instanceName).toBe('my-shop-web');
    expect(read(`name: 7up\n${service('')}`).stack).toBeNull();
  });
  test.each([
    ['', 'no-services'],
    ['7', 'no-services'],
    ['services: []', 'no-services'],
    ['services:\n\tweb: 1', 'yaml-broken'],
    ['a: 1\na: 2\n', 'yaml-broken'],
    ['a: *b', 'yaml-broken'],
    ['services: !!js/function x', 'yaml-tag'],
    ['a: 1\n---\nb: 2', 'yaml-broken'],
    [`services: &a {web: *a}`, 'yaml-too-big'],
    [`a: ${'['.repeat(100_000)}`, 'yaml-too-big'],
  ])('%# is refused', (text, code) => {
    const begun = process.cpuUsage();
    expect(codes(text).map(([, , found]) => found)).toContain(code);
    expect(workedMs(begun)).toBeLessThan(3000);
  });
  test('what doubles with each line ends soon, and so do many aliases', () => {
    const begun = process.cpuUsage();
    const laughs = Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join('\n');
    expect(codes(`a0: &a0 lol\n${laughs}`)).toMatchObject([[1, 'refused', 'yaml-too-big']]);
    const many = `a: &a 1\nb: [${'*a,'.repeat(60_000)}]`;
    expect(codes(many)).toMatchObject([[1, 'refused', 'yaml-too-big']]);
    const anchors = `b: [${'&a 1,'.repeat(25_000)}]`;
    expect(codes(anchors)).toMatchObject([[1, 'refused', 'yaml-too-big']]);
    expect(workedMs(begun)).toBeLessThan(5000);
  });
  test('names of the language are no keys', () => {
    const text = 'services:\n  __proto__: {image: a}\n  constructor: {image: b, toString: 1}';
    expect(read(text).services.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(codes(text)).toContainEqual([3, 'left-out', 'unknown-key']);
  });
});
