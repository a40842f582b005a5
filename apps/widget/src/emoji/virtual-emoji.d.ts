declare module 'virtual:emoji/*' {
  const groups: import('./emoji.ts').EmojiGroup[];
  export default groups;
}
