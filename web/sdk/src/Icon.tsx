// Drawn on a 20 by 20 grid with one stroke width, so that they read as one family beside text.
const drawings = {
  home: 'M3 9.2 10 3l7 6.2M5 8v9h10V8M8.5 17v-4.5h3V17',
  box: 'm10 2.5 6.5 3.6v7.8L10 17.5l-6.5-3.6V6.1L10 2.5ZM3.6 6.2 10 9.8l6.4-3.6M10 9.8v7.6',
  tree: 'M4 3v11.5h5M4 7h5M9 4.5h8v5H9v-5ZM9 12h8v5H9v-5Z',
  tag: 'M3 3.5h6.2l7.6 7.6-6 6L3.2 9.5 3 3.5ZM6.6 7h.01',
  receipt: 'M4.5 2.8h11v14.4l-2.2-1.4-1.7 1.4-1.6-1.4-1.6 1.4-1.7-1.4-2.2 1.4V2.8ZM7.5 7h5M7.5 10.5h5',
  card: 'M2.5 4.5h15v11h-15v-11ZM2.5 8h15M5.5 12.2h3.5',
  truck:
    'M2 5h9.5v9H2V5ZM11.5 8h3.6L18 11v3h-6.5V8ZM6 16.3a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM14.2 16.3a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.4-3 2.6-4.6 5.5-4.6s5.1 1.6 5.5 4.6M13 3.8a2.8 2.8 0 0 1 0 5.4M14.8 12.3c1.8.6 2.9 2 3.2 4.2',
  shield: 'M10 2.5 16 5v4.6c0 3.9-2.5 6.5-6 7.9-3.5-1.4-6-4-6-7.9V5l6-2.5ZM7.4 10l1.9 1.9 3.4-3.6',
  pulse: 'M2 10.5h3.6L8 4.5l4 11 2.2-5H18',
  upload: 'M10 13V3.5M6.4 7 10 3.4 13.6 7M3.5 12.5v4h13v-4',
  download: 'M10 3.5V13M6.4 9.5 10 13.1l3.6-3.6M3.5 12.5v4h13v-4',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17.5 17.5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'm5 5 10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  check: 'm4 10.5 4 4 8-9',
  edit: 'm12.5 4 3.5 3.5L7 16.5l-4 .5.5-4L12.5 4Z',
  trash: 'M3.5 5.5h13M8 5.5V3.5h4v2M5.2 5.5l.8 11h8l.8-11M8.4 8.5v5M11.6 8.5v5',
  columns: 'M3 4h14v12H3V4ZM8 4v12M12.5 4v12',
  bookmark: 'M5.5 3h9v14L10 13.6 5.5 17V3Z',
  filter: 'M3 4.5h14l-5.4 6.3v5.4l-3.2-1.8v-3.6L3 4.5Z',
  chevron: 'm7.5 4.5 5.5 5.5-5.5 5.5',
  back: 'M16.5 10h-13M8.5 5l-5 5 5 5',
  sun: 'M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8ZM10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.4 4.4l1.2 1.2M14.4 14.4l1.2 1.2M4.4 15.6l1.2-1.2M14.4 5.6l1.2-1.2',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z',
  screen: 'M2.5 3.5h15v10h-15v-10ZM7 17h6M10 13.5V17',
  language:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM2.7 10h14.6M10 2.5c2.2 2.3 3.2 4.8 3.2 7.5s-1 5.2-3.2 7.5c-2.2-2.3-3.2-4.8-3.2-7.5s1-5.2 3.2-7.5Z',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 5.6V10l3 2',
  key: 'M6.8 13.8a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2ZM10.2 10.2H18M15 10.2v3M17.6 10.2v2',
  leave: 'M8.5 3.5h-5v13h5M12.5 6l4 4-4 4M16.3 10H7.5',
  warning: 'M10 3 18 16.5H2L10 3ZM10 8v4M10 14.4v.01',
  retry: 'M16 10a6 6 0 1 1-1.8-4.3M16.2 2.8v3.4h-3.4',
  picture: 'M2.5 4h15v12h-15V4ZM2.8 14l4.4-4.6 3.2 3.2 2.4-2.4 4.4 4.2M13 7.6h.01',
  bolt: 'M11 2.5 4.5 11.5H9l-.5 6 7-9.5H11l0-5.5Z',
  copy: 'M7 7h9.5v9.5H7V7ZM4.5 13H3.5V3.5H13v1',
  person: 'M10 9.6a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6ZM3.8 17c.5-3.2 3-5 6.2-5s5.7 1.8 6.2 5',
  store: 'M3.2 8.2 4.6 3h10.8l1.4 5.2M3 8.2a2.3 2.3 0 0 0 4.7 0 2.3 2.3 0 0 0 4.6 0 2.3 2.3 0 0 0 4.7 0M4.3 10.4V17h11.4v-6.6M8 17v-4h4v4',
} as const;

export type IconName = keyof typeof drawings;

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(drawings, name);
}

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
