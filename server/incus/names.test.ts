import { expect, test } from 'vitest';
import { aclNameProblem, instanceNameProblem, networkNameProblem, projectNameProblem } from './names.ts';
import { parseResourceUrl } from './parse-resource-url.ts';

test.each([
  ['web-1', undefined],
  ['7up', undefined],
  ['A', undefined],
  ['a'.repeat(63), undefined],
  ['a'.repeat(64), 'length'],
  ['', 'length'],
  ['-web', 'edge-dash'],
  ['web-', 'edge-dash'],
  ['123', 'number'],
  ['web_1', 'characters'],
  ['web.1', 'characters'],
  ['web/1', 'characters'],
  ['wéb', 'characters'],
  ['web 1', 'characters'],
  ['web\n', 'characters'],
])('the instance name %j: %s', (name, problem) => {
  expect(instanceNameProblem(name)).toBe(problem);
});

test('the names of projects, networks and ACLs have rules of their own', () => {
  expect(projectNameProblem('default')).toBe('reserved');
  expect(projectNameProblem('acme')).toBeUndefined();
  expect(networkNameProblem('bt-12a4d6705e')).toBeUndefined();
  expect(networkNameProblem('bt-12a4d6705e-x1')).toBe('length');
  expect(networkNameProblem('b')).toBe('length');
  expect(networkNameProblem('bt/0')).toBe('characters');
  expect(networkNameProblem('lo')).toBe('reserved');
  expect(aclNameProblem('9lives')).toBe('characters');
  expect(aclNameProblem('acme-')).toBe('edge-dash');
  expect(aclNameProblem('acme-1')).toBeUndefined();
});

test('the address of a resource tells its kind, name and project', () => {
  expect(parseResourceUrl('/1.0/instances/web-1?project=acme')).toEqual({
    collection: 'instances',
    name: 'web-1',
    project: 'acme',
  });
  expect(parseResourceUrl('/1.0/networks/bt%2F0')).toEqual({
    collection: 'networks',
    name: 'bt/0',
    project: 'default',
  });
  expect(parseResourceUrl('/1.0')).toEqual({ collection: '', name: '', project: 'default' });
});
