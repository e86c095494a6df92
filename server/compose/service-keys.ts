import { type Draft, type Keys, leave, refuse, unless } from './draft.ts';
import { booleanOf, leavesOf, namesOf, textOf, wordsOf } from './read-values.ts';
import type { Place } from './report.ts';
import { takeDependsOn } from './take-depends-on.ts';
import { takeDeploy } from './take-deploy.ts';
import { takeDevices } from './take-devices.ts';
import { takeEnvironment } from './take-environment.ts';
import { takeHealth } from './take-health.ts';
import { takeExtraHosts, takeLinks, takeNetworkMode, takeNetworks } from './take-networks.ts';
import { takeExpose, takePorts } from './take-ports.ts';
import { takeRestart, takeStopGracePeriod } from './take-restart.ts';
import { takeCpus, takeMemory } from './take-size.ts';
import { takeTmpfs } from './take-tmpfs.ts';
import { takeVolumes, withoutEnd } from './take-volumes.ts';
import type { Tree } from './tree.ts';

const no = /^(?:false|no|off|0|)$/i;

/**
 * Every key of a service, and what becomes of it. Source: the Compose Specification, "Services"; a test goes through
 * its schema. Keys that bound a resource are left to the size of the instance, which bounds it for all of them.
 */
export const serviceKeys: Keys = {
  image: text('image'),
  command: words('command'),
  entrypoint: words('entrypoint'),
  working_dir: (draft, tree, place) => {
    const path = textOf(tree, place);
    draft.lines.workingDir = tree.line;
    if (path !== undefined) draft.settings.workingDir = withoutEnd(path);
  },
  user: text('user'),
  environment: takeEnvironment,
  expose: takeExpose,
  ports: takePorts,
  volumes: takeVolumes,
  tmpfs: takeTmpfs,
  healthcheck: takeHealth,
  restart: takeRestart,
  stop_grace_period: takeStopGracePeriod,
  depends_on: takeDependsOn,
  deploy: takeDeploy,
  devices: takeDevices,
  networks: takeNetworks,
  network_mode: takeNetworkMode,
  links: takeLinks,
  extra_hosts: takeExtraHosts,
  mem_limit: takeMemory,
  cpus: takeCpus,
  cpu_count: takeCpus,
  read_only: (draft, tree, place) => {
    draft.settings.readOnlyRoot = booleanOf(tree, place) ?? false;
  },
  cap_add: (draft, tree) => {
    draft.capAdd = tree;
  },
  cap_drop: (draft, tree) => {
    draft.capDrop = tree;
  },
  container_name: (draft, tree, place) => {
    const name = textOf(tree, place);
    if (name) draft.aliases.push(name);
  },
  profiles: (draft, tree, place) => {
    draft.profiles = namesOf(tree, place);
  },
  runtime: (draft, tree, place) => {
    const runtime = textOf(tree, place);
    if (runtime === 'runsc') draft.runtime = runtime;
    else if (runtime && !/^(?:runc|crun|io\.containerd\.runc\.v2)$/.test(runtime)) {
      place.say('left-out', 'runtime', { line: tree.line, value: tree });
    }
  },
  build: (draft, tree) => {
    draft.lines.build = tree.line;
  },
  security_opt: takeSecurityOptions,
  scale: unless(/^1$/, 'left-out', 'replicas'),
  privileged: unless(no, 'refused', 'privileged'),
  use_api_socket: unless(no, 'refused', 'engine-socket'),
  extends: refuse('extends'),
  provider: refuse('provider'),
  volumes_from: refuse('volumes-from'),
  pre_start: refuse('hooks'),
  post_start: refuse('hooks'),
  gpus: refuse('gpus'),
  ipc: unless(/^(?:private|shareable|none)$/, 'refused', 'namespace-shared'),
  pid: unless(/^(?:private)?$/, 'refused', 'namespace-shared'),
  uts: unless(/^(?:private)?$/, 'left-out', 'namespace-host'),
  userns_mode: unless(/^(?:private)?$/, 'left-out', 'namespace-host'),
  cgroup: unless(/^private$/, 'left-out', 'namespace-host'),
  pre_stop: leave('hooks-stop'),
  secrets: leave('secrets'),
  configs: leave('configs'),
  env_file: leave('env-file'),
  label_file: leave('labels'),
  labels: leave('labels'),
  annotations: leave('labels'),
  logging: leave('logging'),
  attach: leave('logging'),
  init: unless(no, 'left-out', 'init'),
  tty: unless(no, 'left-out', 'tty'),
  stdin_open: unless(no, 'left-out', 'tty'),
  hostname: leave('hostname'),
  domainname: leave('hostname'),
  mac_address: leave('network-details'),
  dns: leave('dns'),
  dns_opt: leave('dns'),
  dns_search: leave('dns'),
  external_links: leave('external-links'),
  pull_policy: leave('pull-policy'),
  pull_refresh_after: leave('pull-policy'),
  platform: leave('platform'),
  isolation: unless(/^default$/, 'left-out', 'platform'),
  credential_spec: leave('platform'),
  group_add: leave('group-add'),
  stop_signal: unless(/^(?:SIG)?TERM$|^15$/, 'left-out', 'stop-signal'),
  models: leave('models'),
  develop: leave('develop'),
  ulimits: leave('ulimits'),
  sysctls: leave('sysctls'),
  shm_size: unless(/^64\s*mb?$/i, 'left-out', 'shm-size'),
  pids_limit: leave('bounds'),
  storage_opt: leave('bounds'),
  blkio_config: leave('bounds'),
  cpu_percent: leave('bounds'),
  cpu_shares: leave('bounds'),
  cpu_quota: leave('bounds'),
  cpu_period: leave('bounds'),
  cpu_rt_period: leave('bounds'),
  cpu_rt_runtime: leave('bounds'),
  cpuset: leave('bounds'),
  mem_reservation: leave('bounds'),
  mem_swappiness: leave('bounds'),
  memswap_limit: leave('bounds'),
  oom_kill_disable: unless(no, 'left-out', 'bounds'),
  oom_score_adj: leave('bounds'),
  cgroup_parent: leave('bounds'),
  device_cgroup_rules: leave('devices-rules'),
};

function text(field: 'image' | 'user') {
  return (draft: Draft, tree: Tree, place: Place) => {
    const value = textOf(tree, place);
    draft.lines[field] = tree.line;
    if (value !== undefined) draft.settings[field] = value;
  };
}

function words(field: 'command' | 'entrypoint') {
  return (draft: Draft, tree: Tree, place: Place) => {
    const value = wordsOf(tree, place);
    draft.lines[field] = tree.line;
    if (!value) return;
    if (value.length > 0) draft.settings[field] = value;
    else place.say('refused', 'empty-command', { line: tree.line });
  };
}

/** New privileges are never to be had; what filters system calls is a setting here. */
function takeSecurityOptions(draft: Draft, tree: Tree, place: Place): void {
  for (const leaf of leavesOf(tree, place)) {
    if (/^no-new-privileges(?:[:=]true)?$/.test(leaf.text)) continue;
    if (/^seccomp[:=]unconfined$/.test(leaf.text)) {
      draft.settings.seccomp = 'unconfined';
      draft.lines.seccomp = leaf.line;
    } else place.say('left-out', 'security-opt', { line: leaf.line, value: leaf });
  }
}
