import fastify from 'fastify';

/*
 * The least that an answer to a POST can cost in this stack: Fastify as it comes, a JSON body read, a small one written.
 * What stands behind the same HAProxy and does nothing else is the limit that a guess is compared with.
 */

const app = fastify();
app.post('/api/attempts', async () => ({ accepted: true }));
app.get('/health/ready', async () => ({ status: 'ready' }));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
