/** Looks for viruses in what strangers and employees send (SE-33). Whoever runs the application plugs one in, or none. */

/** UNAVAILABLE: it did not answer, or would not say; it may be asked again. */
export type ScanVerdict = { kind: 'CLEAN' } | { kind: 'FOUND'; name: string } | { kind: 'UNAVAILABLE' };

/** ABSENT: none is plugged in, files are not looked at · SILENT: there is one, and it does not answer. */
export type FileScannerState = 'ABSENT' | 'READY' | 'SILENT';

export interface FileScanner {
  /** Reads the content to its end, never whole in memory, within a time of its own. Throws only what reading `content` throws; may be called again. */
  scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
  /** Whether it would answer now; within two seconds, and never throws. */
  answers(): Promise<boolean>;
}

export async function scannerState(scanner: FileScanner | null): Promise<FileScannerState> {
  if (scanner === null) return 'ABSENT';
  return (await scanner.answers()) ? 'READY' : 'SILENT';
}
