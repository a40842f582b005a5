/** The running system with both portals in use: who asks what, and everything that anybody was answered. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSystem, type System } from '../support/system.ts';
import type { Answer } from './expectation.ts';
import { CANARY } from './places.ts';
import { ask } from './portal-calls.ts';
import { RawSocket } from './raw-socket.ts';
import { settlePortals, stateOf, type Actor, type SettledPortals } from './settled-portals.ts';

export interface Heard {
  actor: Actor;
  text: string;
}

export class AttackedSystem {
  readonly system: System;
  readonly portals: SettledPortals;
  /** Everything that anybody was answered, over every door. */
  readonly heard: Heard[] = [];

  private constructor(system: System, portals: SettledPortals) {
    this.system = system;
    this.portals = portals;
  }

  static async start(): Promise<AttackedSystem> {
    const recorder = fileURLToPath(new URL('record-routes.mjs', import.meta.url));
    const system = await startSystem({ settings: { NODE_OPTIONS: `--import=${recorder}`, LOG_LEVEL: 'debug' } });
    try {
      return new AttackedSystem(system, await settlePortals(system));
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** `GET /path` of every route that the API opened. */
  routes(): string[] {
    return [...new Set(readFileSync(`${this.system.folder}/routes.txt`, 'utf8').trim().split('\n'))];
  }

  async ask(actor: Actor, query: string, variables: Record<string, unknown> = {}): Promise<{ text: string; answer: Answer }> {
    const text = await ask(this.system, actor === 'nobody' ? null : this.portals.tokens[actor], query, variables);
    this.heard.push({ actor, text });
    return { text, answer: JSON.parse(text) as Answer };
  }

  /** The first thing that a subscription says, on a socket of its own. */
  async firstEvent(
    actor: Exclude<Actor, 'nobody'>,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<{ text: string; answer: Answer }> {
    const socket = await RawSocket.signedIn(this.system.subscriptionUrl, this.portals.tokens[actor]);
    socket.subscribe('1', query, variables);
    const frame = await socket.next();
    await socket.close();
    for (const text of socket.heard) this.heard.push({ actor, text });
    const text = JSON.stringify(frame?.payload);
    return {
      text,
      answer: Array.isArray(frame?.payload) ? { errors: frame.payload as NonNullable<Answer['errors']> } : (frame?.payload as Answer),
    };
  }

  /** What the first portal has, and how it stands. */
  state(): Promise<string> {
    return stateOf(this.system, this.portals.tokens.owner);
  }

  /** What may stand in no log. */
  secrets(): string[] {
    const { pages, tokens } = this.portals;
    const forms = [pages.first, pages.second].flatMap(({ form: { fields } }) =>
      ['AUTH_ID', 'REFRESH_ID', 'APPLICATION_TOKEN'].map(name => fields[name] ?? name),
    );
    const settings = ['MASTER_KEY', 'BITRIX24_CLIENT_SECRET', 'DATABASE_URL'].map(name => this.system.environment[name] ?? name);
    return [CANARY, 'Сообщение двойника', ...forms, ...settings, ...Object.values(tokens)];
  }

  logs(): { name: string; text: string }[] {
    const { folder } = this.system;
    const names = readdirSync(folder).filter(name => name.endsWith('.log'));
    return names.map(name => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
  }

  stop(): Promise<void> {
    return this.system.stop();
  }
}
