import { useEffect, useRef } from 'preact/hooks';
import { GameView } from '../game/game-view.tsx';
import { LeaderboardView } from '../leaderboard/leaderboard-view.tsx';
import { StatisticsView } from '../statistics/statistics-view.tsx';
import { later } from '../ui/lazy.tsx';
import { texts } from '../ui/texts/texts.ts';
import { useApp } from './app-context.ts';
import { Header } from './header.tsx';
import { HelpView } from './help-view.tsx';
import { LoginView } from './login-view.tsx';
import { hashOf } from './route.ts';
import { ownerOf } from './session.ts';

/** The whole page: header, the note of a lost connection, the view that the address asks for, the operator's words. */
export function App() {
  const { connectionLost, update, site } = useApp();
  return (
    <>
      <Header />
      <div class="alerts" role="alert">
        {connectionLost.value && <p class="alert">{texts.value.connectionLost}</p>}
        {update.value && (
          <p class="alert">
            {texts.value.newVersion}
            <button type="button" class="alert-button" onClick={() => update.value?.apply()}>
              {texts.value.reload}
            </button>
          </p>
        )}
      </div>
      <Main />
      {site.footer && <footer class="footer">{site.footer}</footer>}
    </>
  );
}

function Main() {
  const { route, site } = useApp();
  const { view, league, day } = route.value;
  const title = view === 'game' ? site.name : `${texts.value.views[view]} – ${site.name}`;
  const main = useRef<HTMLElement>(null);
  const place = [view, league, day].join('/');
  const shown = useRef(place);

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    // What had the focus may be gone; a screen reader starts to read the new view here.
    main.current?.focus();
    scrollTo(0, 0);
  }, [place]);

  return (
    <main ref={main} tabIndex={-1} class="main">
      <View />
    </main>
  );
}

function View() {
  const { route, session } = useApp();
  const { view } = route.value;
  const who = session.value;
  // What a view has read for one player is not shown to the next.
  const owner = ownerOf(who);
  if (view === 'help') return <HelpView />;
  if (view === 'practice') return <Practice />;
  // An invitation is shown to whoever opens it.
  if (view === 'leagues' && route.value.invitation) return <Leagues />;
  if (who.state === 'unknown') return <Waiting trouble={who.trouble} />;
  if (who.state === 'guest' && (view === 'leagues' || view === 'operator')) {
    return <LoginView reason={texts.value.login.reasons[view]} />;
  }
  if (view === 'leaderboard') return <LeaderboardView key={owner} />;
  if (view === 'leagues') return <Leagues key={owner} />;
  if (view === 'archive') return <Archive key={owner} />;
  if (view === 'statistics') return <StatisticsView key={owner} />;
  if (view === 'operator' && who.state === 'in' && who.operator) return <Operator key={owner} />;
  return <GameView key={owner} />;
}

/** Until somebody answers, there is practice. */
function Waiting({ trouble }: { trouble?: string | undefined }) {
  const { connectionLost } = useApp();
  return (
    <div class="waiting">
      <p>{trouble ?? texts.value.loading}</p>
      {(trouble || connectionLost.value) && <a href={hashOf('practice')}>{texts.value.practiceMeanwhile}</a>}
    </div>
  );
}

const Archive = later(async () => (await import('../archive/archive-view.tsx')).ArchiveView);
const Leagues = later(async () => (await import('../leagues/leagues-view.tsx')).LeaguesView);
const Operator = later(async () => (await import('../operator/operator-view.tsx')).OperatorView);
const Practice = later(async () => (await import('../practice/practice-view.tsx')).PracticeView);
