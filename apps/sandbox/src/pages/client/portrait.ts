/** A picture for a client who wants to show one: the letters of his name on a colour, 96 × 96 PNG. */
const SIDE = 96;

/** Base64, without the beginning of a link. */
export const drawPortrait = (name: string): string => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing');
  context.fillStyle = '#7b68ee';
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = '#ffffff';
  context.font = `${SIDE / 2.4}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const letters = name.split(' ', 2).map(word => word.charAt(0));
  context.fillText(letters.join(''), SIDE / 2, SIDE / 2);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
};
