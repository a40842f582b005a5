/** The server's half of the proof of a cloud password (core.telegram.org/api/srp): it never sees the password that a person types. */
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto';

/** Telegram's own 2048-bit prime. */
const P_HEX =
  'C71CAEB9C6B1C9048E6C522F70F13F73980D40238E3E21C14934D037563D930F48198A0AA7C14058229493D22530F4DBFA336F6E0AC925139543AED44CCE7C3720FD51F69458705AC68CD4FE6B6B13ABDC9746512969328454F18FAF8C595F642477FE96BB2A941D5BCD1D4AC8CC49880708FA9B378E3C4F3A9060BEE67CF9A4A4A695811051907E162753B56B0F6B410DBA74D8A84B2A14B3144E0EF1284754FD17ED950D5965B4B9DD46582DB1178D169C6BC465B0D6FF9CA3928FEF5B9AE4E418FC15E83EBEA0F87FA9FF5EED70050DED2849F47BF959D956850CE929851F0D8115F635B105EE2E4E15D04B2454BF6F4FADF034B10403119CD8E3B92FCC5B';
const P = BigInt(`0x${P_HEX}`);
const G = 3n;

const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(512, '0'), 'hex');
const salted = (data: Uint8Array, salt: Uint8Array): Buffer => sha(salt, data, salt);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base % P;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

export interface PasswordProof {
  algo: {
    _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow';
    salt1: Uint8Array;
    salt2: Uint8Array;
    g: number;
    p: Uint8Array;
  };
  srpB: Uint8Array;
  /** Whether whoever answers knows the password. */
  verify(A: Uint8Array, M1: Uint8Array): boolean;
}

export function beginProof(password: string): PasswordProof {
  const [salt1, salt2] = [randomBytes(40), randomBytes(16)];
  const inner = salted(salted(Buffer.from(password), salt1), salt2);
  const x = numberOf(salted(pbkdf2Sync(inner, salt1, 100_000, 64, 'sha512'), salt2));
  const [v, b] = [power(G, x), numberOf(randomBytes(256))];
  const srpB = bytesOf((numberOf(sha(bytesOf(P), bytesOf(G))) * v + power(G, b)) % P);
  return {
    algo: { _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow', salt1, salt2, g: 3, p: bytesOf(P) },
    srpB,
    verify(A, M1) {
      const S = power(numberOf(A) * power(v, numberOf(sha(A, srpB))), b);
      const [hashOfP, hashOfG] = [sha(bytesOf(P)), sha(bytesOf(G))];
      const mixed = hashOfP.map((byte, index) => byte ^ (hashOfG[index] ?? 0));
      return sha(mixed, sha(salt1), sha(salt2), A, srpB, sha(bytesOf(S))).equals(M1);
    },
  };
}
