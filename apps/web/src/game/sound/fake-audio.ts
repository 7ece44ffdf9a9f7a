/** For tests: an oscillator that was started, with the loudness of its output. */
export interface Played {
  frequency: number;
  start: number;
  stop: number;
  /** The peak of its envelope times the gain of the output. */
  loudness: number;
}

/** For tests: an audio context that is silent and records what it should play. */
export function fakeAudio() {
  const played: Played[] = [];
  const context = {
    state: 'suspended',
    currentTime: 10,
    destination: { input: 1 },
    async resume() {
      this.state = 'running';
    },
    createGain: () => new FakeGain(),
    createOscillator: () => new FakeOscillator(played),
  };
  return { played, context: context as unknown as AudioContext };
}

class FakeParam {
  value = 1;
  peak = 0;
  setValueAtTime(value: number) {
    this.value = value;
    this.peak = Math.max(this.peak, value);
  }
  linearRampToValueAtTime(value: number) {
    this.setValueAtTime(value);
  }
  exponentialRampToValueAtTime(value: number) {
    // Like a browser.
    if (value <= 0) throw new RangeError('an exponential ramp cannot reach zero');
    this.setValueAtTime(value);
  }
}

interface Input {
  readonly input: number;
}

class FakeGain {
  readonly gain = new FakeParam();
  #target: Input | undefined;
  get input(): number {
    return (this.gain.peak || this.gain.value) * (this.#target?.input ?? 0);
  }
  connect(target: Input) {
    this.#target = target;
    return target;
  }
}

class FakeOscillator {
  type = 'sine';
  readonly frequency = new FakeParam();
  readonly #played: Played[];
  #target: Input | undefined;
  #start = 0;
  constructor(played: Played[]) {
    this.#played = played;
  }
  connect(target: Input) {
    this.#target = target;
    return target;
  }
  start(at: number) {
    this.#start = at;
  }
  stop(at: number) {
    const loudness = this.#target?.input ?? 0;
    this.#played.push({ frequency: this.frequency.value, start: this.#start, stop: at, loudness });
  }
}
