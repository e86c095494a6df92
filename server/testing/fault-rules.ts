/**
 * What goes wrong:
 * - `cut-before`   the connection breaks and the engine never hears of the request
 * - `half-request` the engine gets half of the request's body, then the connection breaks
 * - `cut-after`    the engine does it and answers; the answer is lost and the connection breaks
 * - `half-answer`  the engine does it and answers; the connection breaks in the middle of the answer's body
 * - `hold`         the engine does it and answers; the answer never arrives, the connection stays
 * - `answer`       somebody in between answers; the engine never hears of it
 * - `delay`        it goes through, later
 * - `hang`         nothing ever comes back, and the engine never hears of it
 * - `lose-frames`  a websocket opens and stays, but nothing that the engine says on it arrives
 */
export type Fault =
  | {
      kind: 'cut-before' | 'half-request' | 'cut-after' | 'half-answer' | 'hold' | 'hang' | 'lose-frames';
    }
  | { kind: 'answer'; status: number; body: string; type?: string }
  | { kind: 'delay'; ms: number };

export type FaultRule = {
  /** Of several each method and path gets the next, where `isForEach`. */
  fault: Fault | readonly [Fault, ...Fault[]];
  /** Any unless said. */
  method?: string | RegExp;
  /** Tried on path and query; any unless said. */
  path?: RegExp;
  /** How often; once unless said. */
  times?: number;
  /** How many fitting requests to let through first. */
  skip?: number;
  /** `times` and `skip` are counted for each method and path by itself. */
  isForEach?: boolean;
};

export type PlacedFault = {
  /** How often it has struck. */
  hits: () => number;
  /**
   * Struck for the first time. For the faults that the engine hears of: it has answered by then.
   */
  struck: Promise<void>;
  remove: () => void;
};

type Count = { position: number; seen: number; struck: number };
type Entry = FaultRule & { counts: Map<string, Count>; tell: () => void };

/** A fault that goes with one request; `tell` says that it has had its effect. */
export type Strike = { fault: Fault; tell: () => void };

export class FaultRules {
  #entries: Entry[] = [];

  place(rule: FaultRule): PlacedFault {
    let tell: () => void = () => undefined;
    const struck = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const entry: Entry = { ...rule, counts: new Map(), tell };
    this.#entries.push(entry);
    return {
      hits: () => [...entry.counts.values()].reduce((sum, { struck }) => sum + struck, 0),
      struck,
      remove: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  take(method: string, url: string): Strike | undefined {
    for (const entry of this.#entries) {
      if (!fits(entry, method, url)) continue;
      const count = countOf(entry, method, url);
      if (count.struck >= (entry.times ?? 1)) continue;
      count.seen += 1;
      if (count.seen <= (entry.skip ?? 0)) continue;
      count.struck += 1;
      return { fault: faultOf(entry, count), tell: entry.tell };
    }
    return undefined;
  }

  clear(): void {
    this.#entries = [];
  }
}

function faultOf({ fault }: FaultRule, { position }: Count): Fault {
  if (!('length' in fault)) return fault;
  return fault[position % fault.length] ?? fault[0];
}

function countOf({ counts, isForEach }: Entry, method: string, url: string): Count {
  const key = isForEach ? `${method} ${url.split('?')[0]}` : '';
  const count = counts.get(key) ?? { position: counts.size, seen: 0, struck: 0 };
  counts.set(key, count);
  return count;
}

function fits({ method: wanted, path }: FaultRule, method: string, url: string): boolean {
  const isMethod =
    wanted === undefined || (wanted instanceof RegExp ? wanted.test(method) : wanted === method);
  return isMethod && (path?.test(url) ?? true);
}
