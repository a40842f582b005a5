/** Which use case does which task: to a use case a task is what a resolver is. */
import {
  attachLine,
  confirmToChat,
  forwardInbound,
  forwardLateFile,
  forwardOperatorChange,
  forwardOperatorMessage,
  openChat,
  publishMessage,
  reconcilePortal,
  syncActivity,
  tellNotice,
  type AccountId,
  type Crm,
  type DeletedTypesDeps,
  type Lanes,
  type MessageGroupId,
  type MessageId,
  type NoticeChatDeps,
  type NoticeId,
  type OperatorDeps,
  type PublicationTimes,
  type ReconcileDeps,
  type Timeline,
} from '@olchat/domain';
import { routeInboxEntry } from './route-portal-event.ts';
import type { TaskHandlers } from './task-lanes.ts';
import { answerPress, type TimelinePressDeps } from './timeline-press.ts';

export interface HandlerDeps extends OperatorDeps, TimelinePressDeps, NoticeChatDeps, ReconcileDeps, PublicationTimes, DeletedTypesDeps {
  crm: Crm;
  timeline: Timeline;
  lanes: Lanes;
}

export const taskHandlers = (deps: HandlerDeps): TaskHandlers => ({
  'sync-activity': task => syncActivity(deps, task.portalId, task.subjectId as MessageGroupId, task.attempts > 1),
  'answer-press': task => answerPress(deps, task.portalId, task.subjectId),
  'publish-message': task => publishMessage(deps, task.portalId, task.subjectId as MessageId, task.attempts),
  'open-chat': task => openChat(deps, task.portalId, task.subjectId),
  'confirm-to-chat': task => confirmToChat(deps, task.portalId, task.subjectId as MessageId),
  'forward-inbound': task => forwardInbound(deps, task.portalId, task.subjectId),
  'forward-late-file': task => forwardLateFile(deps, task.portalId, task.subjectId),
  'forward-operator-message': task => forwardOperatorMessage(deps, task.portalId, task.subjectId),
  'forward-operator-change': task => forwardOperatorChange(deps, task.portalId, task.subjectId),
  'route-portal-event': task => routeInboxEntry(deps, task.portalId, task.subjectId),
  'reconcile-portal': task => reconcilePortal(deps, task.portalId, new Date(task.subjectId)),
  'tell-notice': task => tellNotice(deps, task.portalId, task.subjectId as NoticeId, task.attempts > 1),
  'attach-line': task => attachLine(deps, task.portalId, task.subjectId as AccountId),
});
