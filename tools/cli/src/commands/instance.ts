import { say } from '@motus/local-system';
import { endWhenUnread, fail } from '../cli.ts';
import { ask } from '../control.ts';

/** `npm run instance -- …`: lists, stops, starts and kills single instances of a running `npm start`. */
endWhenUnread();
try {
  for await (const line of ask(process.argv.slice(2))) say(line);
} catch (error) {
  fail(error);
}
