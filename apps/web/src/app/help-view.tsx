import { type Mark, pattern as patternOf } from '@motus/game';
import { spokenMarks } from '../game/board/grid-rows.ts';
import { Tiles } from '../ui/tiles.tsx';
import { type HelpTexts, helpTexts } from './help-texts.ts';

const MARKS: readonly Mark[] = ['correct', 'present', 'absent'];

/** The rules, the colours and shapes, and double letters, with examples. */
export function HelpView() {
  return (
    <article class="card help">
      <h1>{helpTexts.value.title}</h1>
      <ol>
        {helpTexts.value.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <h2>{helpTexts.value.colours}</h2>
      <ul class="legend">
        {MARKS.map((mark) => (
          <li key={mark}>
            <Tiles word="A" pattern={[mark]} />
            <span>{helpTexts.value[mark]}</span>
          </li>
        ))}
      </ul>
      <h2>{helpTexts.value.doubles}</h2>
      <p>{helpTexts.value.doublesRule}</p>
      {helpTexts.value.examples.map((example) => (
        <Example key={example.guess} {...example} />
      ))}
      <h2>{helpTexts.value.keyboard}</h2>
      {helpTexts.value.keys.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </article>
  );
}

type ExampleProps = HelpTexts['examples'][number];

function Example({ guess, answer, lesson }: ExampleProps) {
  const pattern = patternOf(guess, answer);
  return (
    <figure class="example">
      <figcaption>{helpTexts.value.example(guess, answer)}</figcaption>
      <Tiles word={guess} pattern={pattern} />
      <p class="visually-hidden">{spokenMarks(guess, pattern)}.</p>
      <p>{lesson}</p>
    </figure>
  );
}
