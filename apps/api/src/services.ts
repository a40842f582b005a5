/** What the composition root gives to the doors (GraphQL and HTTP). Doors hold nothing of their own. */
import type {
  CardFields,
  Clock,
  ConnectorProfiles,
  Crm,
  Directory,
  FileScanner,
  FileStore,
  Lanes,
  NewToken,
  NoticeBoard,
  NoticeWords,
  NumberingPlan,
  OpenLines,
  PortalApplication,
  PortalId,
  PortalTokens,
  PreviewMaker,
  SmartProcesses,
  Storage,
  VoiceConverter,
} from '@olchat/domain';
import type { SignedLinks } from './files/signed-links.ts';
import type { StatusFeed } from './feed/status-feed.ts';
import type { Reads } from './graphql/reads.ts';
import type { PortalRegistry } from './portals/portal-registry.ts';
import type { Sessions } from './portals/sessions.ts';

export interface Services {
  storage: Storage;
  crm: Crm;
  directory: Directory;
  cardFields: CardFields;
  openLines: OpenLines;
  smartProcesses: SmartProcesses;
  application: PortalApplication;
  noticeBoard: NoticeBoard;
  noticeWords: NoticeWords;
  numbering: NumberingPlan;
  tokens: PortalTokens;
  connectors: ConnectorProfiles;
  files: FileStore;
  /** Null: none is plugged in (SE-33). */
  scanner: FileScanner | null;
  fileLinks: Pick<SignedLinks, 'url' | 'previewUrl' | 'open'>;
  voices: VoiceConverter;
  previews: PreviewMaker;
  clock: Clock;
  lanes: Lanes;
  reads: Reads;
  feed: StatusFeed;
  sessions: Sessions;
  portals: PortalRegistry;
  /** The installation on this portal is checked and mended within seconds, by whichever worker takes it. */
  checkSoon(portalId: PortalId): Promise<void>;
  /** Handlers of events were missing since then (RE-22). */
  eventsGap(portalId: PortalId, since: Date): Promise<void>;
  newToken(): NewToken;
  untilChange(portalId: string, ms: number): Promise<void>;
}
