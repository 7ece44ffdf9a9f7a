import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { cgroupOf, memoryOf } from './container-memory.ts';

const kernels = {
  'cgroup v1': {
    'proc/7/cgroup': '10:cpu,cpuacct:/docker/a\n9:memory:/docker/a\n1:name=systemd:/docker/a\n',
    'cgroup/memory/docker/a/memory.usage_in_bytes': '5000\n',
    'cgroup/memory/docker/a/memory.stat': 'inactive_file 1\ntotal_inactive_file 2000\n',
  },
  'cgroup v2': {
    'proc/7/cgroup': '0::/system.slice/docker-a.scope\n',
    'cgroup/system.slice/docker-a.scope/memory.current': '5000\n',
    'cgroup/system.slice/docker-a.scope/memory.stat': 'anon 3000\ninactive_file 2000\n',
  },
};

for (const [name, files] of Object.entries(kernels)) {
  test(`the memory of a container is read from ${name}, without the file cache`, async (t) => {
    const dir = await mkdtemp(join(tmpdir(), 'motus-cgroup-'));
    t.after(() => rm(dir, { recursive: true }));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    const kernel = { proc: join(dir, 'proc'), cgroup: join(dir, 'cgroup') };
    const cgroup = (await cgroupOf(7, kernel)) ?? '';
    assert.equal(await memoryOf(cgroup), 3000);
    await rm(cgroup, { recursive: true });
    assert.equal(await memoryOf(cgroup), undefined);
    assert.equal(await cgroupOf(8, kernel), undefined);
  });
}
