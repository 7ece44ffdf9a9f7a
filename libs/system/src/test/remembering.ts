import { rememberedPorts } from '../remembered-ports.ts';

/** Sends the ports that it takes, and what it was told, and has them until it ends. */
const [file = '', chosen = '{}'] = process.argv.slice(2);
const told: string[] = [];
const ports = await rememberedPorts(file, JSON.parse(chosen), (line) => told.push(line));
process.send?.({ ports, told });
