import { useEffect, useRef } from 'preact/hooks';
import { GameView } from '../game/game-view.tsx';
import { LeaderboardView } from '../leaderboard/leaderboard-view.tsx';
import { StatisticsView } from '../statistics/statistics-view.tsx';
import { lazy } from '../ui/lazy.tsx';
import { texts } from '../ui/texts/texts.ts';
import { useApp } from './app-context.ts';
import { Header } from './header.tsx';
import { HelpView } from './help-view.tsx';
import { LoginView } from './login-view.tsx';
import { hashOf, placeOf } from './route.ts';
import { ownerOf } from './session.ts';

/** The whole page: header, alerts, the view of the address, and the operator's footer. */
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
  const { view } = route.value;
  const title = view === 'game' ? site.name : `${texts.value.views[view]} – ${site.name}`;
  const main = useRef<HTMLElement>(null);
  const place = placeOf(route.value);
  const shown = useRef(place);

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    // The focused element may be gone; a screen reader continues at the start of the new view.
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
  const { session } = useApp();
  const route = useApp().route.value;
  const { view } = route;
  const visitor = session.value;
  // A view keeps what it has loaded; another owner gets a new instance of it.
  const owner = ownerOf(visitor);
  if (view === 'help') return <HelpView />;
  if (view === 'practice') return <Practice />;
  // Invitations are visible without a login.
  if (view === 'leagues' && route.page === 'invitation') return <Leagues route={route} />;
  if (visitor.state === 'unknown') return <Waiting error={visitor.error} />;
  if (visitor.state === 'guest' && (view === 'leagues' || view === 'operator')) {
    return <LoginView reason={texts.value.login.reasons[view]} />;
  }
  if (view === 'leaderboard') return <LeaderboardView key={owner} period={route.period} />;
  if (view === 'leagues') return <Leagues key={owner} route={route} />;
  if (view === 'archive') return <Archive key={owner} route={route} />;
  if (view === 'statistics') return <StatisticsView key={owner} />;
  if (view === 'operator' && visitor.state === 'player' && visitor.operator) return <Operator key={owner} />;
  return <GameView key={owner} />;
}

/** Shown until the session is known. Practice needs no server, so it is offered meanwhile. */
function Waiting({ error }: { error?: string | undefined }) {
  const { connectionLost } = useApp();
  return (
    <div class="waiting">
      <p>{error ?? texts.value.loading}</p>
      {(error || connectionLost.value) && <a href={hashOf('practice')}>{texts.value.practiceMeanwhile}</a>}
    </div>
  );
}

const Archive = lazy(async () => (await import('../archive/archive-view.tsx')).ArchiveView);
const Leagues = lazy(async () => (await import('../leagues/leagues-view.tsx')).LeaguesView);
const Operator = lazy(async () => (await import('../operator/operator-view.tsx')).OperatorView);
const Practice = lazy(async () => (await import('../practice/practice-view.tsx')).PracticeView);
