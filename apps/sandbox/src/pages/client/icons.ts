/** Pictures of the pages, drawn with the colour of the text around them. */
const SHAPES = {
  portal: '<path d="M4 10.5 12 4l8 6.5V20a1 1 0 0 1-1 1h-4.5v-6h-5v6H5a1 1 0 0 1-1-1z"/>',
  cards: '<rect x="3.5" y="4" width="17" height="16" rx="3"/><path d="M8 9h8M8 13h8M8 17h4"/>',
  chat: '<path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"/><path d="M8 10h8M8 13h5"/>',
  application: '<path d="M12 3.5a8.2 8.2 0 0 0-7 12.4L4 20.5l4.7-1.2A8.3 8.3 0 1 0 12 3.5z"/><path d="m8.5 12 2.3 2.3L15.5 9.6"/>',
  phone: '<rect x="7" y="2.5" width="10" height="19" rx="2.5"/><path d="M10.5 18.5h3"/>',
  back: '<path d="M15 5l-7 7 7 7"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  more: '<circle cx="5" cy="12" r="1.3"/><circle cx="12" cy="12" r="1.3"/><circle cx="19" cy="12" r="1.3"/>',
  down: '<path d="m7 10 5 5 5-5"/>',
  lines: '<path d="M4 8h13l-3-3M20 16H7l3 3"/>',
  whatsapp:
    '<path d="M12 3.5a8.3 8.3 0 0 0-7.1 12.6L4 20.5l4.5-1.1A8.3 8.3 0 1 0 12 3.5z"/><path d="M9.3 8.3c-.5.1-1.1.8-1 1.8.2 2.7 3 5.5 5.7 5.7 1 .1 1.7-.5 1.8-1l-.1-.9-1.8-.8-.9.9c-1-.4-2-1.4-2.4-2.4l.9-.9-.8-1.8z"/>',
  telegram: '<path d="M21 4 3 11.3l5.5 1.9L18 7l-7 7.5v5l3-3.5 3.8 2.8z"/>',
  person: '<circle cx="12" cy="8.5" r="3.7"/><path d="M4.5 20.5c.7-4 3.7-6 7.5-6s6.8 2 7.5 6"/>',
  send: '<path d="M4 12 20 4.5 15.5 20l-4-6.5z"/>',
  tick: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  ticks: '<path d="m2.5 12.5 4.5 4.5 8-9.5"/><path d="m11 16 1 1 9.5-9.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
  warning: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.3v.2"/>',
  qr: '<rect x="4" y="4" width="6" height="6"/><rect x="14" y="4" width="6" height="6"/><rect x="4" y="14" width="6" height="6"/><path d="M14 14h2.5v2.5M20 14v6h-6v-2.5"/>',
  microphone: '<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  file: '<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4"/>',
};

export type IconName = keyof typeof SHAPES;

export const icon = (name: IconName): string =>
  `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`;
