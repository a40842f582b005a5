/** An error whose message is a whole sentence for the person at the keyboard; it is printed without a stack. */
export class PlainError extends Error {}
