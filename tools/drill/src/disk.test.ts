import assert from 'node:assert/strict';
import { appendFile, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cutPowerOf, type Disk, makeDisk, missingDiskRequirement } from './disk.ts';

const missing = missingDiskRequirement();

// Only root can mount: for other users the drill leaves the disk faults out and prints why.
describe('a disk of the drill', { skip: missing !== undefined && `needs ${missing}` }, () => {
  let dir = '';
  let disk: Disk;
  const at = (name: string) => join(disk.folder, name);

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'motus-disk-'));
    disk = await makeDisk(join(dir, 'image'), join(dir, 'folder'));
  });

  after(async () => {
    await disk?.remove();
    await rm(dir, { recursive: true });
  });

  test('a power cut keeps synced data and loses unsynced data', async () => {
    await writeFile(at('synced'), 'synced', { flush: true });
    await syncFolder(disk.folder);
    await writeFile(at('unsynced'), 'unsynced');
    await appendFile(at('synced'), ' and unsynced');
    await cutPowerOf([disk]);
    await assert.rejects(writeFile(at('late'), 'late'), { code: 'EIO' });
    await disk.restorePower();
    assert.deepEqual(await readdir(disk.folder), ['synced']);
    assert.equal(await readFile(at('synced'), 'utf8'), 'synced');
  });

  test('a full disk refuses writes and can be read; after `free` it accepts writes', async () => {
    await writeFile(at('before'), 'before');
    await disk.fill();
    await assert.rejects(writeFile(at('while'), 'x'.repeat(5000), { flush: true }), { code: 'ENOSPC' });
    assert.equal(await readFile(at('before'), 'utf8'), 'before');
    await disk.free();
    await writeFile(at('after'), 'x'.repeat(5000), { flush: true });
  });

  test('`remove` leaves no mount and no image, and may be called again', async () => {
    const image = join(dir, 'other-image');
    const other = await makeDisk(image, join(dir, 'other'));
    assert.match(await readFile('/proc/mounts', 'utf8'), new RegExp(` ${other.folder} ext4 `));
    await other.remove();
    await other.remove();
    assert.doesNotMatch(await readFile('/proc/mounts', 'utf8'), new RegExp(` ${other.folder} ext4 `));
    assert.ok(!(await readdir(dir)).includes('other-image'));
  });
});

/** Syncs a folder: only then is a new file in it durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
