import { engineRequest } from './engine-api.mjs';

/** Removes a project with everything in it, and then its tenant's bridge, which no other project uses. */
export async function removeProject(engine, project) {
  const query = `project=${encodeURIComponent(project.name)}`;
  await removeInstances(engine, query);
  if (project.config['features.storage.volumes'] !== 'false') await removeVolumes(engine, query);
  for (const { name } of await engineRequest(engine, 'GET', `/1.0/profiles?recursion=1&${query}`)) {
    if (name !== 'default') await engineRequest(engine, 'DELETE', `/1.0/profiles/${name}?${query}`);
  }
  await engineRequest(engine, 'DELETE', `/1.0/projects/${encodeURIComponent(project.name)}`);
  await removeBridges(engine, project);
}

async function removeInstances(engine, query) {
  for (const { name, status } of await engineRequest(engine, 'GET', `/1.0/instances?recursion=1&${query}`)) {
    const path = `/1.0/instances/${name}`;
    if (status !== 'Stopped') {
      await engineRequest(engine, 'PUT', `${path}/state?${query}`, {
        body: { action: 'stop', force: true, timeout: 30 },
      });
    }
    await engineRequest(engine, 'DELETE', `${path}?${query}`, { timeoutSeconds: 60 });
  }
}

async function removeVolumes(engine, query) {
  for (const pool of await engineRequest(engine, 'GET', '/1.0/storage-pools?recursion=1')) {
    const path = `/1.0/storage-pools/${pool.name}/volumes`;
    for (const { name } of await engineRequest(engine, 'GET', `${path}/custom?recursion=1&${query}`)) {
      await engineRequest(engine, 'DELETE', `${path}/custom/${name}?${query}`);
    }
  }
}

async function removeBridges(engine, project) {
  const names = (project.config['restricted.networks.access'] ?? '').split(',');
  for (const name of names.filter((each) => each.startsWith('bt'))) {
    for (const path of [`/1.0/networks/${name}`, `/1.0/network-acls/${name}`]) {
      await engineRequest(engine, 'DELETE', path).catch((error) => {
        if (error.status !== 404) throw error;
      });
    }
  }
}
