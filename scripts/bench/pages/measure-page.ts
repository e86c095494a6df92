import { gzipSync } from 'node:zlib';
import { percentile } from '../lib/percentile.ts';

const rounds = 60;
const warmUps = 20;

export type PageMeasure = { p95Ms: number; htmlKb: number; scriptKb: number };

/** Time to the last byte of a page, and the gzip size of the page and of every script that it loads. */
export async function measurePage(origin: string, path: string, cookie: string): Promise<PageMeasure> {
  const times: number[] = [];
  let html = '';
  for (let round = 0; round < rounds + warmUps; round++) {
    const start = performance.now();
    const answer = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
    html = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    if (round >= warmUps) times.push(performance.now() - start);
  }
  return { p95Ms: percentile(times, 0.95), htmlKb: kb(html), scriptKb: await scriptSize(origin, html) };
}

async function scriptSize(origin: string, html: string): Promise<number> {
  const paths = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map((match) => match[1]),
  );
  const bodies = await Promise.all([...paths].map(async (path) => (await fetch(origin + path)).text()));
  return bodies.reduce((sum, body) => sum + kb(body), 0);
}

function kb(text: string): number {
  return gzipSync(text).length / 1000;
}
