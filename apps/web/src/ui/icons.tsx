/** Line drawings of 24 × 24 units. An icon is hidden from screen readers, so its control needs a text as well. */
const PATHS = {
  practice: 'M4 9v6M7 6v12M17 6v12M20 9v6M7 12h10',
  leaderboard: 'M9 20V5h6v15M3 20v-9h6M21 20v-6h-6M2 20h20',
  leagues:
    'M8 4h8v5a4 4 0 0 1-8 0zM8 5.5H4.5a3.5 3.5 0 0 0 3.8 4M16 5.5h3.5a3.5 3.5 0 0 1-3.8 4M12 13v4M8 20h8M10 17h4',
  statistics: 'M4 4v16h16M8 16v-4M12.5 16V7M17 16v-6',
  help: 'M9 9.2a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1.1-1.4 2.2M12 17.5v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0',
  operator: 'M12 3l8 3v6c0 4.5-3.4 7.6-8 9c-4.6-1.4-8-4.5-8-9V6zM9 12l2 2l4-4',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M5 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  archive: 'M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M8 14.5h.01M12 14.5h.01M16 14.5h.01',
  enter: 'M14 4h5v16h-5M4 12h10m-4-4l4 4-4 4',
  leave: 'M10 4H5v16h5M10 12h10m-4-4l4 4-4 4',
  erase: 'M8.5 5h12v14h-12L3 12zM11.5 9l6 6m0-6l-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  summary: 'M5 6h14M5 12h14M5 18h8',
  share: 'M12 3v12M7.5 7.5L12 3l4.5 4.5M5 13v7h14v-7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ of }: { of: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[of]} />
    </svg>
  );
}
