import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from './html.ts';

test('escapes text for elements and quoted attributes', () => {
  const name = `<b>"Tom" & 'Ada'</b>`;
  assert.equal(
    html`<p title="${name}">${name}</p>`.text,
    '<p title="&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ada&#39;&lt;/b&gt;">&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ada&#39;&lt;/b&gt;</p>',
  );
});

test('does not escape HTML again, joins lists, and leaves out undefined', () => {
  const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
  assert.equal(html`<ul>${items}</ul>${undefined}`.text, '<ul><li>a</li><li>&lt;</li></ul>');
});
