import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Update, watchForUpdates } from './updates.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown) {
    this.messages.push(message);
  }
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  find(worker: FakeWorker) {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
  }
}

/** Opens a page in a browser with this registration. */
async function opened(registration: FakeRegistration) {
  const updates: Update[] = [];
  const page = { reloads: 0 };
  const workers = Object.assign(new EventTarget(), { register: async () => registration });
  await watchForUpdates({
    navigator: { serviceWorker: workers as unknown as ServiceWorkerContainer },
    onUpdate: (update) => updates.push(update),
    reload: () => {
      page.reloads += 1;
    },
  });
  return { updates, page, workers };
}

test('reports no update and does not reload for the first worker', async () => {
  const registration = new FakeRegistration();
  const { updates, page, workers } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  worker.become('installed');
  workers.dispatchEvent(new Event('controllerchange'));
  assert.deepEqual([updates.length, page.reloads], [0, 0]);
});

test('offers a new version once it is installed, and reloads when it has taken control', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  const { updates, page, workers } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  assert.equal(updates.length, 0);
  worker.become('installed');
  assert.equal(updates.length, 1);
  assert.deepEqual(worker.messages, []);
  updates[0]?.apply();
  assert.deepEqual(worker.messages, ['activate']);
  assert.equal(page.reloads, 0);
  workers.dispatchEvent(new Event('controllerchange'));
  assert.equal(page.reloads, 1);
});

test('offers a version that has been waiting since an earlier visit', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  registration.waiting = new FakeWorker();
  const { updates } = await opened(registration);
  assert.equal(updates.length, 1);
});

test('does not offer a version that failed to install', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  const { updates } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  worker.become('redundant');
  assert.equal(updates.length, 0);
});

test('does nothing in a browser without service workers, or that refuses them', async () => {
  const never = () => assert.fail('there is no update');
  await watchForUpdates({ navigator: {}, onUpdate: never, reload: never });
  const register = () => Promise.reject(new DOMException('no', 'SecurityError'));
  const workers = Object.assign(new EventTarget(), { register }) as unknown as ServiceWorkerContainer;
  await watchForUpdates({ navigator: { serviceWorker: workers }, onUpdate: never, reload: never });
});
