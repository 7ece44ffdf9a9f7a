import { constants } from 'node:os';
import { HAPROXY_NAMES, type System, SystemError } from '@motus/local-system';
import type { Handler } from './control.ts';

export const USAGE =
  'usage: npm run instance -- list | stop NAME | start NAME | restart NAME|all | reload haproxy1|haproxy2 | kill NAME [SIGNAL]';

/** Handles the requests that `npm run instance` and other commands send to the running system. */
export function instanceHandler(system: System): Handler {
  return async function* ([command, name = '', signal = 'SIGKILL']) {
    switch (command) {
      case 'list':
        yield* table(system);
        return;
      // Other commands ask for it to find the stores and the services.
      case 'ports':
        yield JSON.stringify(system.ports);
        return;
      case 'stop':
        await system.stop(required(name));
        yield `${name} is stopped`;
        return;
      case 'start':
        await system.start(required(name));
        yield `${name} is ready`;
        return;
      case 'restart':
        // Waits until each is back in service before stopping the next: there is always a twin, and when the primary of a
        // store stops, the Sentinels make its replica the primary.
        for (const instance of name === 'all' ? system.list().map((one) => one.name) : [required(name)]) {
          await system.stop(instance);
          await system.start(instance);
          yield `${instance} is ready`;
        }
        return;
      case 'reload':
        if (!HAPROXY_NAMES.some((haproxy) => haproxy === name))
          throw new SystemError(`only an HAProxy can read its configuration again, not "${name}"`);
        system.kill(name, 'SIGUSR2');
        yield `${name} reads haproxy.cfg again`;
        return;
      case 'kill':
        system.kill(required(name), knownSignal(signal));
        yield `${name} got ${signal}`;
        return;
      default:
        throw new SystemError(USAGE);
    }
  };
}

function* table(system: System): Generator<string> {
  yield row(['NAME', 'STATE', 'PID', 'PORT', 'RESTARTS', 'SINCE']);
  for (const { name, state, pid, port, restarts, since } of system.list()) {
    const started = since === undefined ? '' : new Date(since).toTimeString().slice(0, 8);
    yield row([name, state, `${pid ?? ''}`, `${port}`, `${restarts}`, started]);
  }
}

function row(cells: readonly string[]): string {
  const widths = [13, 9, 9, 7, 10];
  return cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('');
}

function required(name: string): string {
  if (name === '') throw new SystemError(USAGE);
  return name;
}

function knownSignal(signal: string): NodeJS.Signals {
  if (signal in constants.signals) return signal as NodeJS.Signals;
  throw new SystemError(`there is no signal "${signal}"; SIGKILL, SIGTERM and SIGSTOP are some`);
}
