import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SharePlatform, sendImage, sendText } from './share.ts';

const image = new File(['png'], 'motus.png', { type: 'image/png' });
const refuses = () => Promise.reject(new DOMException('no', 'NotAllowedError'));

/** A browser that supports everything and records the calls; `missing` overrides a part. */
function platform(missing: Partial<SharePlatform> = {}) {
  const used: string[] = [];
  const offered: SharePlatform = {
    canShare: () => true,
    share: async ({ text, files }) => void used.push(`share ${text ?? files?.[0]?.name}`),
    copyText: async (text) => void used.push(`copy ${text}`),
    copyImage: async ({ name }) => void used.push(`copy ${name}`),
    save: ({ name }) => void used.push(`save ${name}`),
    ...missing,
  };
  return { used, offered };
}

test('shares with the dialog of the system', async () => {
  const { used, offered } = platform();
  assert.equal(await sendText('text', offered), 'shared');
  assert.equal(await sendImage(image, offered), 'shared');
  assert.deepEqual(used, ['share text', 'share motus.png']);
});

test('copies nothing after the player closes the dialog', async () => {
  const { used, offered } = platform({ share: () => Promise.reject(new DOMException('', 'AbortError')) });
  assert.equal(await sendText('text', offered), 'cancelled');
  assert.equal(await sendImage(image, offered), 'cancelled');
  assert.deepEqual(used, []);
});

test('copies to the clipboard without a dialog, or when it is refused', async () => {
  for (const missing of [{ canShare: () => false }, { share: refuses }]) {
    const { used, offered } = platform(missing);
    assert.equal(await sendText('text', offered), 'copied');
    assert.equal(await sendImage(image, offered), 'copied');
    assert.deepEqual(used, ['copy text', 'copy motus.png']);
  }
});

test('saves a picture that cannot be copied', async () => {
  const { used, offered } = platform({ canShare: () => false, copyImage: refuses });
  assert.equal(await sendImage(image, offered), 'saved');
  assert.deepEqual(used, ['save motus.png']);
});

test('reports a failure when nothing works', async () => {
  const fails = () => {
    throw new Error('no');
  };
  const { offered } = platform({ share: refuses, copyText: refuses, copyImage: fails, save: fails });
  assert.equal(await sendText('text', offered), 'failed');
  assert.equal(await sendImage(image, offered), 'failed');
});
