/**
 * The keys of compose files at each place, of schema/compose-spec.json of compose-spec/compose-spec at 170098b, and `pre_start`,
 * which is in the text of the specification alone.
 */
export const composeSpecKeys = {
  file: words(`configs include models name networks secrets services version volumes`),
  service: words(
    `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir`,
  ),
  healthcheck: words(`disable interval retries start_interval start_period test timeout`),
  ports: words(`app_protocol host_ip mode name protocol published target`),
  volumes: words(`bind consistency image read_only source target tmpfs type volume`),
  dependsOn: words(`condition required restart`),
  networks: words(
    `aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority`,
  ),
  deploy: words(
    `endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config`,
  ),
  deployResources: words(`limits reservations`),
  deployLimits: words(`cpus memory pids`),
  deployRestartPolicy: words(`condition delay max_attempts window`),
  topNetwork: words(
    `attachable driver driver_opts enable_ipv4 enable_ipv6 external internal ipam labels name`,
  ),
  topVolume: words(`driver driver_opts external labels name`),
} as const;

function words(text: string): string[] {
  return text.split(/\s+/);
}
