import type { Mark } from '@motus/contracts';
import { pattern as colour } from '@motus/game';
import { spokenMarks } from '../game/board/grid-rows.ts';
import type { Texts } from '../ui/texts/fr.ts';
import { texts } from '../ui/texts/texts.ts';
import { Tiles } from '../ui/tiles.tsx';

const MARKS: readonly Mark[] = ['correct', 'present', 'absent'];

/** The rules, the colours and shapes, and what double letters do, with examples. */
export function HelpView() {
  return (
    <article class="card help">
      <h1>{texts.value.help.title}</h1>
      <ol>
        {texts.value.help.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <h2>{texts.value.help.colours}</h2>
      <ul class="legend">
        {MARKS.map((mark) => (
          <li key={mark}>
            <Tiles word="A" pattern={[mark]} />
            <span>{texts.value.help[mark]}</span>
          </li>
        ))}
      </ul>
      <h2>{texts.value.help.doubles}</h2>
      <p>{texts.value.help.doublesRule}</p>
      {texts.value.help.examples.map((example) => (
        <Example key={example.guess} {...example} />
      ))}
      <h2>{texts.value.help.keyboard}</h2>
      {texts.value.help.keys.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </article>
  );
}

type ExampleProps = Texts['help']['examples'][number];

function Example({ guess, answer, lesson }: ExampleProps) {
  const pattern = colour(guess, answer);
  return (
    <figure class="example">
      <figcaption>{texts.value.help.example(guess, answer)}</figcaption>
      <Tiles word={guess} pattern={pattern} />
      <p class="visually-hidden">{spokenMarks(guess, pattern)}.</p>
      <p>{lesson}</p>
    </figure>
  );
}
