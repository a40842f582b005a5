/** Who is calling: a token, and a way to a new one. */
export interface Caller {
  authorization(): Promise<string>;
  /** Asks for a new token once, however many requests found this one refused. False: there is none to be had. */
  renew(refused: string | undefined): Promise<boolean>;
}

export interface CallerOptions {
  /** Asked before each request and each connection, so that it may be exchanged at any time. */
  token: () => string | Promise<string>;
  /** Called when the server no longer knows the token. Resolve when `token` has a new one; reject when there is none. */
  onUnauthenticated?: (() => void | Promise<void>) | undefined;
}

export function createCaller({ token, onUnauthenticated }: CallerOptions): Caller {
  let renewal: Promise<boolean> | undefined;

  async function askForNewToken(): Promise<boolean> {
    if (!onUnauthenticated) return false;
    try {
      await onUnauthenticated();
      return true;
    } catch {
      // The request that asked fails with UNAUTHENTICATED, which says all that its caller can act on.
      return false;
    }
  }

  const authorization = async () => `Bearer ${await token()}`;
  return {
    authorization,
    renew: async refused => {
      const isRenewedMeanwhile = refused !== undefined && (await authorization()) !== refused;
      return isRenewedMeanwhile || (renewal ??= askForNewToken().finally(() => (renewal = undefined)));
    },
  };
}
