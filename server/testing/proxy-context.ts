import type { Fault, FaultRules } from './fault-rules.ts';

/** What went through, in order. `status` is the engine's answer; 0 where it was not asked or did not answer. */
export type ProxiedRequest = {
  method: string;
  path: string;
  status: number;
  fault: Fault['kind'] | undefined;
};

/** What the requests of a proxy share. */
export type ProxyContext = { target: string; rules: FaultRules; requests: ProxiedRequest[] };
