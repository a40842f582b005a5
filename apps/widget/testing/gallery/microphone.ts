const answerWith = (answer: () => Promise<MediaStream>): void =>
  void Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: answer, configurable: true });

/** A microphone that hears nothing. */
export function silentMicrophone(): void {
  answerWith(async () => new AudioContext().createMediaStreamDestination().stream);
}

/** A microphone that cannot be had, for the reason that the browser gives. */
export function microphoneThat(fails: string): void {
  answerWith(() => Promise.reject(new DOMException('No microphone', fails)));
}
