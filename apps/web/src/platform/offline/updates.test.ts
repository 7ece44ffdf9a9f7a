import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followUpdates, type Update } from './updates.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly told: unknown[] = [];
  postMessage(message: unknown) {
    this.told.push(message);
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

/** A page whose browser has this registration. */
async function opened(registration: FakeRegistration) {
  const updates: Update[] = [];
  const page = { reloads: 0 };
  const workers = Object.assign(new EventTarget(), { register: async () => registration });
  await followUpdates({
    navigator: { serviceWorker: workers as unknown as ServiceWorkerContainer },
    onUpdate: (update) => updates.push(update),
    reload: () => {
      page.reloads += 1;
    },
  });
  return { updates, page, workers };
}

test('the first worker ever is no update, and taking over the page reloads nothing', async () => {
  const registration = new FakeRegistration();
  const { updates, page, workers } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  worker.become('installed');
  workers.dispatchEvent(new Event('controllerchange'));
  assert.deepEqual([updates.length, page.reloads], [0, 0]);
});

test('a new version is offered once it is complete, and the page reloads when it has taken over', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  const { updates, page, workers } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  assert.equal(updates.length, 0);
  worker.become('installed');
  assert.equal(updates.length, 1);
  assert.deepEqual(worker.told, []);
  updates[0]?.apply();
  assert.deepEqual(worker.told, ['activate']);
  assert.equal(page.reloads, 0);
  workers.dispatchEvent(new Event('controllerchange'));
  assert.equal(page.reloads, 1);
});

test('a version that waits since an earlier visit is offered at once', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  registration.waiting = new FakeWorker();
  const { updates } = await opened(registration);
  assert.equal(updates.length, 1);
});

test('a version that could not be installed is not offered', async () => {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker();
  const { updates } = await opened(registration);
  const worker = new FakeWorker();
  registration.find(worker);
  worker.become('redundant');
  assert.equal(updates.length, 0);
});

test('browsers without service workers, or that refuse them, are fine', async () => {
  const never = () => assert.fail('there is no update');
  await followUpdates({ navigator: {}, onUpdate: never, reload: never });
  const register = () => Promise.reject(new DOMException('no', 'SecurityError'));
  const workers = Object.assign(new EventTarget(), { register }) as unknown as ServiceWorkerContainer;
  await followUpdates({ navigator: { serviceWorker: workers }, onUpdate: never, reload: never });
});
