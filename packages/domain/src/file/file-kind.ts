/** How a file is shown at the messenger. */
export const FILE_KINDS = ['DOCUMENT', 'IMAGE', 'VIDEO', 'AUDIO', 'VOICE'] as const;
export type FileKind = (typeof FILE_KINDS)[number];
