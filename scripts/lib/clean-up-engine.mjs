import { setTimeout as sleep } from 'node:timers/promises';
import { engineRequest } from './engine-api.mjs';
import { removeProject } from './remove-project.mjs';
import { e2eVaultRoot, removeVaults, testVaultRoot } from './remove-vaults.mjs';

/** Removes the tenants' projects that e2e tests made, and then their vaults: they leave them to us. */
export async function removeE2eProjects(ctx) {
  await removeProjects(ctx.engine, /^berth-e2e-/);
  await removeVaults(ctx, e2eVaultRoot(ctx));
}

/**
 * Removes what tests left on the engine and gives the names of it. Engine tests remove their own things, so
 * something here is a fault of a test.
 */
export async function cleanUpEngine(ctx) {
  const { engine } = ctx;
  const list = (path) => engineRequest(engine, 'GET', `/1.0/${path}?recursion=1`);
  const projects = await removeProjects(engine, /^berth-test-/);
  const vaults = await removeVaults(ctx, testVaultRoot());
  const images = (await list('images')).filter(({ aliases }) =>
    aliases.some(({ name }) => /^berth-test\b/.test(name)),
  );
  for (const { fingerprint } of images) await engineRequest(engine, 'DELETE', `/1.0/images/${fingerprint}`);
  const networks = await removeOrphans(engine);
  const acls = (await list('network-acls')).filter(({ name }) => name.startsWith('berth-test-'));
  for (const { name } of acls) await engineRequest(engine, 'DELETE', `/1.0/network-acls/${name}`);
  return [
    ...projects.map((name) => `project ${name}`),
    ...vaults.map((id) => `vault ${id}`),
    ...networks.map((name) => `network ${name}`),
    ...acls.map(({ name }) => `ACL ${name}`),
  ];
}

async function removeProjects(engine, ofTests) {
  const projects = await engineRequest(engine, 'GET', '/1.0/projects?recursion=1');
  const left = projects.filter(({ name }) => ofTests.test(name));
  for (const project of left) await removeInTheEnd(engine, project);
  return left.map(({ name }) => name);
}

/** A killed test may have left the engine at work on something of it: that ends, and then it can be removed. */
async function removeInTheEnd(engine, project) {
  for (let tries = 1; ; tries++) {
    try {
      return await removeProject(engine, project);
    } catch (error) {
      if (error.status === 404) return;
      if (tries === 5) throw error;
      await sleep(1000 * tries);
    }
  }
}

/** Bridges of tenants whose project is gone: they are nobody's. */
async function removeOrphans(engine) {
  const projects = await engineRequest(engine, 'GET', '/1.0/projects?recursion=1');
  const owners = new Set(projects.map(({ config }) => config['user.berth.tenant']));
  const networks = await engineRequest(engine, 'GET', '/1.0/networks?recursion=1');
  const orphans = networks.filter(({ config }) => {
    const owner = config?.['user.berth.tenant'];
    return owner && !owners.has(owner);
  });
  for (const { name } of orphans) await engineRequest(engine, 'DELETE', `/1.0/networks/${name}`);
  return orphans.map(({ name }) => name);
}
