export type MicrophoneProblem = 'refused' | 'closed' | 'absent' | 'busy' | 'unable';

/** Chromium alone tells whether the frame may ask at all. */
interface PolicyDocument {
  featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Why there is no microphone (E-24): the portal's frame, the person, the machine, or another program. */
export function microphoneProblem(error: unknown, page: PolicyDocument): MicrophoneProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return page.featurePolicy?.allowsFeature('microphone') === false ? 'closed' : 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'absent';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unable';
  }
}
