import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createErrorLayout } from './error-page.ts';

const ERROR = {
  title: 'Page introuvable',
  message: 'Il n’y a rien à cette adresse.',
  code: 'not_found',
  requestId: '0b5f/1',
  link: { href: '/', text: 'Retour au jeu' },
};

test('links the request id to its log lines in Grafana, if a browser of the game can reach that', () => {
  const cases: [publicUrl: string, grafanaUrl: string | undefined, href: string | undefined][] = [
    ['https://motus.test', undefined, undefined],
    [
      'https://motus.test',
      'https://grafana.test',
      'https://grafana.test/d/motus-logs?var-request_id=0b5f%2F1',
    ],
    ['https://motus.test', 'http://localhost:3000', undefined],
    ['https://127.motus.test', 'http://localhost:3000', undefined],
    ['http://192.168.1.20:3101', 'http://127.0.0.1:3000', undefined],
    [
      'http://localhost:3101',
      'http://localhost:3000',
      'http://localhost:3000/d/motus-logs?var-request_id=0b5f%2F1',
    ],
    ['http://127.0.0.1:3101', 'http://[::1]:3000', 'http://[::1]:3000/d/motus-logs?var-request_id=0b5f%2F1'],
  ];
  for (const [PUBLIC_URL, GRAFANA_URL, href] of cases) {
    const text = createErrorLayout(({ content }) => content.text, { PUBLIC_URL, GRAFANA_URL })(ERROR);
    const reference = /Référence&nbsp;: (?:<a href="([^"]+)"[^>]*>)?<code>0b5f\/1<\/code>/.exec(text);
    assert.ok(reference, text);
    assert.equal(reference[1], href, `${PUBLIC_URL} ${GRAFANA_URL}`);
  }
});
