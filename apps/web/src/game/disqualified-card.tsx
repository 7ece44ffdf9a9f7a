import { hashOf } from '../app/route.ts';
import { gameTexts } from './game-texts.ts';

/** Says why the play cannot go on. It replaces the keyboard. */
export function DisqualifiedCard() {
  const labels = gameTexts.value;
  return (
    <section class="card result" aria-label={labels.disqualified.title}>
      <h2>{labels.disqualified.title}</h2>
      <p>{labels.disqualified.consequences}</p>
      <p class="result-ways">
        <a href={hashOf('practice')}>{labels.result.practice}</a>
        <a href={hashOf('archive')}>{labels.result.archive}</a>
      </p>
    </section>
  );
}
