import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { onceAProcess } from '#server/once-a-process.ts';

const callBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const workBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** What this process counts and measures. No label ever holds an id, a name or anything else of a tenant; nodes are the provider's own. */
export function instruments() {
  return onceAProcess('instruments', makeInstruments);
}

function makeInstruments() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry, ...processInstruments(registry), ...installationGauges(registry) };
}

/** Counted here, so each process has its own. */
function processInstruments(registry: Registry) {
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers });
  return {
    build: gauge('berth_build_info', 'Always 1', ['version', 'node']),
    requestSeconds: histogram(
      'berth_http_request_seconds',
      'Requests by what was asked for',
      ['kind', 'method', 'status'],
      callBuckets,
    ),
    callSeconds: histogram(
      'berth_api_call_seconds',
      'Calls of /api/v1 and server actions',
      ['call', 'status'],
      callBuckets,
    ),
    engineCallSeconds: histogram(
      'berth_engine_call_seconds',
      'Calls of the engine; status 0: no answer',
      ['method', 'route', 'status'],
      callBuckets,
    ),
    engineErrors: counter('berth_engine_call_errors_total', 'Calls of the engine that failed', [
      'method',
      'route',
      'status',
    ]),
    jobSeconds: histogram(
      'berth_job_seconds',
      'From the start of a job to its end',
      ['kind', 'state'],
      workBuckets,
    ),
    stepSeconds: histogram(
      'berth_job_step_seconds',
      'One try of a step',
      ['kind', 'step', 'outcome'],
      workBuckets,
    ),
    stepRetries: counter('berth_job_step_retries_total', 'Tries that failed and were repeated', [
      'kind',
      'step',
    ]),
    loopPassAt: gauge('berth_loop_last_pass_timestamp_seconds', 'When a pass last ended well', ['loop']),
    loopFailing: gauge('berth_loop_failing', '1 while the last pass of a loop failed', ['loop']),
  };
}

/** Read from the database when asked for: the same from every process. */
function installationGauges(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    databaseUp: gauge('berth_database_up', '1 when the numbers of the installation could be read', []),
    jobs: gauge('berth_jobs', 'Jobs at hand, and those of the last 24 h that have ended', ['kind', 'state']),
    queueLength: gauge('berth_queue_length', 'Jobs that wait for a worker', []),
    queueParked: gauge('berth_queue_parked', 'Jobs that wait for the time of their next try', []),
    queueAge: gauge(
      'berth_queue_oldest_seconds',
      'How long the oldest waiting job could have been taken up',
      [],
    ),
    stuck: gauge('berth_jobs_stuck', 'Jobs that wait for a person', []),
    workers: gauge('berth_workers_alive', 'Worker processes that were heard of within 20 s', []),
    findings: gauge('berth_findings_open', 'Differences that the loops found and nobody settled', ['kind']),
    unlockedVaults: gauge('berth_vaults_lock_overdue', 'Vaults that should be locked for more than 10 s', []),
    nodes: gauge('berth_nodes', 'Nodes of the engine', ['state']),
    poolBytes: gauge('berth_node_pool_bytes', 'Size of the storage pool on a node', ['node']),
    poolUsedBytes: gauge('berth_node_pool_used_bytes', 'What of it is taken', ['node']),
    certificates: gauge('berth_certificate_expiry_timestamp_seconds', 'When a certificate runs out', [
      'certificate',
    ]),
  };
}
