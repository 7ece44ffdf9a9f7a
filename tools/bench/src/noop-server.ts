import fastify from 'fastify';

/*
 * The minimum cost of a POST in this stack: Fastify with its defaults reads a JSON body and writes a small one. Behind the
 * same HAProxy, its rate is the upper limit that the rate of a guess is compared with.
 */

const app = fastify();
app.post('/api/attempts', async () => ({ accepted: true }));
app.get('/health/ready', async () => ({ status: 'ready' }));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
