import { rememberedPorts } from '../remembered-ports.ts';

/** Sends the ports and the messages of `rememberedPorts`, and keeps the ports reserved until it ends. */
const [file = '', chosen = '{}'] = process.argv.slice(2);
const messages: string[] = [];
const ports = await rememberedPorts(file, JSON.parse(chosen), (line) => messages.push(line));
process.send?.({ ports, messages });
