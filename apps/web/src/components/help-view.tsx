import type { Mark } from '@motus/contracts';
import { pattern as colour } from '@motus/game';
import { spokenMarks } from '../state/grid.ts';
import { texts } from '../texts.ts';
import { Tiles } from './tiles.tsx';

const MARKS: readonly Mark[] = ['correct', 'present', 'absent'];

/** The rules, the colours and shapes, and what double letters do, with examples. */
export function HelpView() {
  return (
    <article class="card help">
      <h1>{texts.help.title}</h1>
      <ol>
        {texts.help.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <h2>{texts.help.colours}</h2>
      <ul class="legend">
        {MARKS.map((mark) => (
          <li key={mark}>
            <Tiles word="A" pattern={[mark]} />
            <span>{texts.help[mark]}</span>
          </li>
        ))}
      </ul>
      <h2>{texts.help.doubles}</h2>
      <p>{texts.help.doublesRule}</p>
      {texts.help.examples.map((example) => (
        <Example key={example.guess} {...example} />
      ))}
      <h2>{texts.help.keyboard}</h2>
      <p>{texts.help.keys}</p>
    </article>
  );
}

type ExampleProps = (typeof texts.help.examples)[number];

function Example({ guess, answer, lesson }: ExampleProps) {
  const pattern = colour(guess, answer);
  return (
    <figure class="example">
      <figcaption>{texts.help.example(guess, answer)}</figcaption>
      <Tiles word={guess} pattern={pattern} />
      <p class="visually-hidden">{spokenMarks(guess, pattern)}.</p>
      <p>{lesson}</p>
    </figure>
  );
}
